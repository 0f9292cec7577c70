"""tandem freeze: the version that a quarter was presented with is kept, listed and written down."""

import pytest

from tandem.domain import Filters, Quarter, Scope
from tandem.review import Review, as_presented
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.cli.typing_in import DEALS, Desk


def test_a_freeze_is_said_listed_and_written_down(desk: Desk) -> None:
    said = desk.type("freeze", "2026Q3")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Version 2 is kept as the one that 2026Q3 was presented with.\n"
    assert [row["frozen"] for row in desk.type("versions", "--json").json] == ["2026Q3", None]
    line = desk.ledger()[0]
    assert (line.action, line.version, line.sentence) == ("freeze", 2, said.err.strip())


def test_a_freeze_is_undone(desk: Desk) -> None:
    desk.type("freeze", "2026q3")
    said = desk.type("freeze", "2026Q3", "--undo")
    assert (said.code, said.err) == (0, "2026Q3 is frozen no more: version 2 goes in its turn.\n")
    assert [row["frozen"] for row in desk.type("versions", "--json").json] == [None, None]
    assert [line.action for line in desk.ledger()][:2] == ["unfreeze", "freeze"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2026-Q3"], "“2026-Q3” is not a quarter: write it as 2026Q3."),
        (["2027Q1"], "2027Q1 has not begun in the data"),
        (["2026Q3", "--undo"], "2026Q3 is not frozen. Frozen: none."),
    ],
)
def test_what_cannot_be_frozen_is_wrong_use(desk: Desk, words: list[str], told: str) -> None:
    lines = len(desk.ledger())
    said = desk.type("freeze", *words)
    assert (said.code, said.out, len(desk.ledger())) == (2, "", lines)
    assert told in said.err


def test_nothing_is_there_to_freeze_at_first(empty: Desk) -> None:
    assert empty.type("freeze", "2026Q3").code == 1


def test_as_presented_stands_beside_as_now(desk: Desk) -> None:
    assert desk.type("freeze", "2026Q3").code == 0
    assert desk.type("load", desk.file("opportunities.csv", DEALS.replace(",400", ",800"))).code == 0
    settings = Settings()
    warehouse = Warehouse(desk.warehouse, settings)
    presented = warehouse.frozen(Quarter(2026, 3))
    assert presented is not None
    everything, filters = Scope.everything(), Filters.of(Quarter(2026, 3))
    both = as_presented(
        Review(presented, everything, settings), Review(warehouse.require(), everything, settings), filters
    )
    assert both.columns == ["question", "figure", "unit", "presented", "now"]
    assert both.filter(both["presented"].ne_missing(both["now"])).height >= 1


def test_a_question_is_answered_as_presented(desk: Desk) -> None:
    desk.type("freeze", "2026Q3")
    asked = ("ask", "questions", "--quarter", "2026Q3", "--format", "csv")
    before = desk.type(*asked).out
    desk.type("load", desk.file("opportunities.csv", DEALS.replace(",400", ",800")))
    assert desk.type(*asked).out != before
    assert desk.type(*asked, "--as-presented").out == before


@pytest.mark.parametrize(("quarter", "told"), [("2026Q2", "2026Q2 was"), ("all", "All time was")])
def test_what_was_not_kept_is_not_shown_as_presented(desk: Desk, quarter: str, told: str) -> None:
    desk.type("freeze", "2026Q3")
    said = desk.type("ask", "win_rate", "--quarter", quarter, "--as-presented")
    assert (said.code, said.out, said.err) == (2, "", f"{told} not kept as presented. Kept: 2026Q3.\n")
