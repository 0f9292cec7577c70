"""One deal's journey on one axis of time."""

from datetime import datetime
from typing import Any

import polars as pl

from tandem.charts import journey
from tests.charts.valid import assert_sound, labels

HOSTILE = "<a href='https://evil.test'>x</a>"


def event(at: str, kind: str, side: str, person: str | None, what: str, **more: Any) -> dict[str, Any]:
    """One row of `journey`."""
    return {
        "at": datetime.fromisoformat(at), "kind": kind, "side": side, "person": person, "what": what,
        "channel": "(no channel)", "campaign": "(no campaign)", "credit_linear": None, "record_id": at + what, **more,
    }  # fmt: skip


EVENTS = pl.DataFrame(
    [
        event("2026-06-01", "touch", "marketing", "P1", "attended", channel=HOSTILE, credit_linear=50.0),
        event("2026-06-01 01:00", "touch", "partner", "P1", "clicked", credit_linear=0.0),
        event("2026-06-03", "lead", "marketing", "Acme", "lead created"),
        event("2026-07-01", "stage", "sales", None, "Discovery"),
        event("2026-07-01", "stage", "sales", None, "opened"),
        event("2026-07-05", "activity", "sales", "P2", "call", credit_linear=0.0),
        event("2026-07-06", "touch", "unknown", None, "clicked", credit_linear=0.0),
        event("2026-07-15", "collateral", "sales", "Jo", "The deck"),
        event("2026-08-01", "stage", "sales", None, "won"),
    ],
    infer_schema_length=None,
)
NAMES = {"P1": "Controller\nann · User", "P2": HOSTILE}


def test_only_what_there_is_is_explained() -> None:
    assert labels(journey(EVENTS, NAMES))[0] == "● Marketing touch     ■ Sales activity     ◆ Lead     ▲ Collateral"
    touches = journey(EVENTS.filter(pl.col("kind") == "touch"), NAMES)
    assert labels(touches)[0] == "● Marketing touch"


def test_people_are_rows_in_the_order_in_which_they_were_met() -> None:
    drawn = assert_sound(journey(EVENTS, NAMES))
    rows = drawn.layout.yaxis.ticktext
    assert rows[0] == "Leads" and rows[3:] == ("Nobody named", "Collateral shown")
    assert rows[1].startswith("Controller<br><span") and "ann · User" in rows[1]
    assert "<" not in rows[2]


def test_a_person_of_whom_nothing_is_known_is_no_key() -> None:
    drawn = assert_sound(journey(EVENTS, {}))
    assert drawn.layout.yaxis.ticktext[1] == "Not among the contacts"


def test_each_kind_has_its_own_mark() -> None:
    figure = journey(EVENTS, NAMES)
    symbols = {symbol for trace in figure["data"] for symbol in trace["marker"]["symbol"]}
    assert symbols == {"circle", "circle-open", "square", "diamond", "triangle-up"}


def test_sides_have_their_colours() -> None:
    touches = journey(EVENTS, NAMES)["data"][0]["marker"]
    assert touches["color"] == ["#000001", "#000003", "#000004"]


def test_marks_of_one_moment_do_not_hide_each_other() -> None:
    first, second, _ = journey(EVENTS, NAMES)["data"][0]["y"]
    assert first != second and abs(first - second) < 0.5


def test_stages_are_lines_with_the_opening_named_first() -> None:
    figure = journey(EVENTS, NAMES)
    assert len(figure["layout"]["shapes"]) == 2
    assert labels(figure)[1:] == ["Opened · Discovery", "Won"]


def test_stages_close_together_stand_on_levels_of_their_own() -> None:
    many = pl.DataFrame(
        [
            event("2026-01-01", "touch", "marketing", "P1", "clicked"),
            *(event(f"2026-06-{day:02}", "stage", "sales", None, f"Negotiation {day}") for day in (1, 3, 5)),
            event("2026-07-01", "stage", "sales", None, "won"),
            event("2026-09-01", "stage", "sales", None, "Signed"),
        ],
        infer_schema_length=None,
    )
    notes = [note for note in journey(many, NAMES)["layout"]["annotations"] if "Negotiation" in note["text"]]
    assert len({note["yshift"] for note in notes}) == 3
    assert assert_sound(journey(many, NAMES)).layout.annotations[-1].xanchor == "right"


def test_a_mark_says_what_happened_and_when() -> None:
    texts = journey(EVENTS, NAMES)["data"][0]["hovertext"]
    assert texts[1] == "1 Jun 2026: clicked"
    assert texts[0].startswith("1 Jun 2026: attended, &lt;a")


def test_without_any_credit_no_mark_is_hollow() -> None:
    none = EVENTS.with_columns(credit_linear=pl.lit(None, pl.Float64))
    assert set(journey(none, NAMES)["data"][0]["marker"]["symbol"]) == {"circle"}


def test_a_deal_without_events_is_still_a_figure() -> None:
    assert_sound(journey(EVENTS.clear(), {}))
