"""Sentences of a load in the browser: files, checks, effect, versions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from tandem.words import effect, loading, versions


@dataclass(frozen=True)
class Presented:
    """A quarter and its version."""

    quarter: str
    version: int


@pytest.mark.parametrize(
    ("size", "said"),
    [(12, "12 bytes"), (4_321, "4 kB"), (1_234_567, "1.2 MB"), (1_240_000_000, "1.2 GB")],
)
def test_a_size_is_short(size: int, said: str) -> None:
    assert loading.bytes_of(size) == said


def test_counts_agree_with_their_nouns() -> None:
    assert [loading.rows(1), loading.rows(1_200), loading.files(1), loading.files(3)] == [
        "1 row", "1,200 rows", "1 file", "3 files",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("confidence", "by_hand", "said"),
    [
        (1.0, False, "certain"),
        (0.88, False, "fairly sure, 88"),
        (0.6, False, "unsure, 60"),
        (0.1, True, "as you matched"),
    ],
)
def test_certainty_is_said_in_words(confidence: float, by_hand: bool, said: str) -> None:
    assert loading.certainty(confidence, by_hand).startswith(said)


def test_a_file_that_feeds_no_table_is_named_alone() -> None:
    assert loading.seen_as("a file to look up in", None) == "a file to look up in"
    assert loading.seen_as("HubSpot deals", "opportunities") == "HubSpot deals → Opportunities"


def test_what_has_to_be_said_by_hand() -> None:
    assert loading.to_match((), ()) == ""
    assert loading.to_match(("lead_id",), ("Created", "Closed")) == (
        "Say which column gives the lead id. Say whether the day or the month comes first in “Created” and “Closed”."
    )


@pytest.mark.parametrize(
    ("problems", "of", "said"),
    [
        (1, 1, "This file cannot be loaded as it is."),
        (1, 3, "1 of 3 files cannot be loaded as it is."),
        (2, 3, "2 of 3 files cannot be loaded as they are."),
    ],
)
def test_files_that_cannot_be_loaded(problems: int, of: int, said: str) -> None:
    assert loading.cannot_load(problems, of) == said


def test_the_browser_hears_nothing_of_the_command_line() -> None:
    said = "x.csv: it is not recognised. Export it with them, or say where they are in a mapping file (--mapping)."
    assert loading.in_browser(said) == "x.csv: it is not recognised. Leave it out, or match its columns by hand."
    told = "Mend the rows listed in /srv/refused/ab/leads.csv in the source."
    assert (
        loading.in_browser(told, "/srv/refused/ab/leads.csv")
        == "Mend the rows listed in the file of refused rows in the source."
    )


def test_tables_are_offered_with_the_exports_that_bring_them() -> None:
    assert loading.table_offered("leads").startswith("Leads (Salesforce Lead")
    assert loading.table_offered("opportunity_stages").startswith("Opportunity stages: opportunity history (")
    assert loading.table_offered("sellers") == "Sellers"


def test_the_buttons_of_columns_say_which_table_where_there_are_several() -> None:
    assert loading.match_label(True, "") == "Match columns"
    assert loading.match_label(False, "Sheet 2") == "Columns of Sheet 2"


def test_limits_are_said_with_the_other_way() -> None:
    assert "tandem load" in loading.too_large(200) and "200 MB" in loading.too_large(200)
    assert "40 files" in loading.too_many(40)
    assert "up to 200 MB each" in loading.drop_note(200)


def test_refused_rows_are_said_with_their_reasons() -> None:
    said = effect.faulty("leads.csv", 3, 1_200, [("… is no date", 2), ("no lead id", 1)])
    assert said == "leads.csv: 3 rows of 1,200 cannot be taken. … is no date (2); no lead id (1)"


def test_rows_set_aside_are_no_fault() -> None:
    assert effect.aside("a.csv", 1, 0) == "a.csv: 1 row with a newer one of the same key"
    assert (
        effect.aside("a.csv", 2, 10) == "a.csv: 2 rows with a newer one of the same key and 10 rows that do not count"
    )


@pytest.mark.parametrize(
    ("note", "harmless"),
    [
        ("2 footer lines checked and set aside.", True),
        ("the same content as x.csv: taken once.", True),
        ("Windows-1252 assumed.", False),
    ],
)
def test_some_notes_need_nobody(note: str, harmless: bool) -> None:
    assert effect.is_harmless(note) is harmless


def test_a_headline_is_compared_in_its_unit() -> None:
    row = {"question": "conversion", "before": 0.10, "after": 0.13}
    assert effect.headline(row, "USD") == {
        "name": "Conversion",
        "before": "10\N{NO-BREAK SPACE}%",
        "after": "13\N{NO-BREAK SPACE}%",
        "moved": "▲\N{NO-BREAK SPACE}3\N{NO-BREAK SPACE}points",
        "turn": "better",
    }


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [(None, None, "–"), (None, 1.0, "new"), (1.0, None, "no longer known")],
)
def test_a_headline_may_come_and_go(before: float | None, after: float | None, moved: str) -> None:
    assert effect.headline({"question": "value", "before": before, "after": after}, "USD")["moved"] == moved


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [(None, 5, "new"), (None, 0, "–"), (5, 5, "unchanged"), (5, 1_205, "+1,200"), (7, 5, "−2")],
)
def test_rows_move_too(before: int | None, after: int, moved: str) -> None:
    assert effect.rows_moved("asset_uses", before, after)["moved"] == moved


def test_what_nobody_can_know_yet_names_the_exports() -> None:
    assert effect.to_know({}) == ""
    assert effect.to_know({"conversion": ("leads",), "reach": ("accounts", "leads")}) == (
        "To know Conversion, Reach, add: leads, accounts."
    )


def test_questions_wait() -> None:
    assert effect.questions_wait(1).startswith("A question waits")
    assert effect.questions_wait(2).startswith("2 questions wait")


def test_a_check_that_fails_says_a_case() -> None:
    assert effect.fails(2, None) == "2 fail."
    assert effect.fails(1_000, "O7") == "1,000 fail, such as O7."


def test_a_version_says_what_it_is() -> None:
    quarters = versions.presented([Presented("2026Q2", 3), Presented("2026Q1", 3), Presented("2025Q4", 2)], 3)
    assert versions.version_named(3, 3, quarters) == "3 (published, as presented for 2026Q2, 2026Q1)"
    assert versions.version_named(2, 3, "") == "2"


def test_many_files_are_counted() -> None:
    assert versions.names_of(["a.csv"]) == "a.csv"
    assert versions.names_of(["a.csv", "b.csv", "c.csv", "d.csv"]) == "a.csv, b.csv and 2 more"


def test_what_was_done_is_said_in_words() -> None:
    assert versions.what_was_done("load", 3) == "Published version 3"
    assert versions.what_was_done("refused", None) == "Refused"
    assert versions.what_was_done("something_new", None) == "Something new"


def test_a_moment_is_a_day_and_a_time() -> None:
    assert versions.when(datetime(2026, 11, 2, 9, 5, tzinfo=UTC)) == "2 Nov 2026, 09:05"


def test_a_file_that_nobody_knows_is_not_about_one_column() -> None:
    said = "column “StageName”: it is not recognised: “StageName” is missing."
    assert loading.of_the_whole(said) == "it is not recognised: “StageName” is missing."
    assert loading.of_the_whole("column “Amount”: 3 rows cannot be taken.").startswith("column “Amount”")


@pytest.mark.parametrize(
    ("latest_on", "said"), [("2026-10-31", "up to it"), ("2026-10-30", "1 day"), ("2026-06-01", "152 days")]
)
def test_how_far_an_export_reaches(latest_on: str, said: str) -> None:
    told = loading.freshness("HubSpot deals", "opportunities", latest_on, date(2026, 10, 31))
    assert told["Before the cut-off"] == said
    assert (told["Export"], told["Feeds"]) == ("HubSpot deals", "Opportunities")
