"""What is said of a quarter that was presented: which version, what changed since, and why."""

from datetime import date, datetime

import pytest

from tandem.words import presented

CUT_OFF, LATER = date(2026, 7, 31), date(2026, 10, 31)


def row(question: str, then: float | None, now: float | None) -> dict[str, object]:
    return {"question": question, "presented": then, "now": now}


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [(0.44, 0.44, "none"), (0.44, 0.46, "▲ 2 points"), (0.4401, 0.4402, "less than shown"), (None, 0.4, "new")],
)
def test_a_difference_is_never_hidden_by_rounding(then: float | None, now: float, said: str) -> None:
    told = presented.compared(row("agreement", then, now), "USD", "because")
    assert told["Difference"].replace("\N{NO-BREAK SPACE}", " ") == said
    assert list(told) == ["Headline", "As presented", "As now", "Difference", "Why"]


@pytest.mark.parametrize(
    ("question", "changes", "said"),
    [
        ("return", {"added": 1}, "1 record added"),
        ("return", {"restated": 7, "added": 2, "gone": 1}, "2 records added, 1 record gone, 7 records restated"),
        ("value", {"recounted": 1200}, "1,200 records at another chance of being won"),
        ("velocity", {"recounted": 2}, "2 records counted otherwise"),
        ("reach", {}, "its own records are the same"),
    ],
)
def test_the_reason_counts_records(question: str, changes: dict[str, int], said: str) -> None:
    assert presented.why(question, changes, []) == said
    assert presented.why(question, changes, ["definitions 2, not 1"]) == f"{said}; definitions 2, not 1"


def test_what_holds_for_every_headline_is_said_once_each() -> None:
    assert presented.common_reasons((CUT_OFF, CUT_OFF), (1, 1), is_earlier_release=False) == []
    assert presented.common_reasons((CUT_OFF, LATER), (1, 2), is_earlier_release=True) == [
        "data to 31 Oct 2026, not 31 Jul 2026",
        "definitions 2, not 1",
        "counted by other queries or settings",
    ]


def test_what_was_published_since_is_listed() -> None:
    load = presented.one_load(4, datetime(2026, 11, 3), "deals.csv")
    assert presented.published_since([load]) == "Published since: version 4 on 3 Nov 2026 (deals.csv)."
    assert presented.one_load(5, datetime(2026, 11, 4), "") == "version 5 on 4 Nov 2026"
    assert presented.published_since([]) == "An earlier version is published again."


def test_the_buttons_count_what_they_open() -> None:
    assert presented.records_label("agreement", 1) == "Disputed: 1 changed record"
    assert presented.records_label("value", 1868) == "Value: 1,868 changed records"
