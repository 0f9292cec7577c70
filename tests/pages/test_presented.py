"""A quarter as it was presented: the switch in the filter bar, the banner over every page, what changed since."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tandem.domain import Filters, Quarter, Scope
from tandem.review import Review, changed_records
from tandem.settings import Settings
from tandem.ui import opening
from tandem.warehouse import Warehouse
from tests.pages.company import Rows, publish
from tests.pages.conftest import Opener
from tests.pages.reading import nothing_failed, open_records, pieces, text, title

Q3 = Quarter(2026, 3)
JULY = datetime(2026, 7, 15)
PAGES = ("", *"value conversion reach velocity return_ attribution collateral data".split())


def won_in_q3(tables: dict[str, Rows]) -> Rows:
    """The deals that were won in the quarter, new business only."""
    start, end = datetime(2026, 7, 1), datetime(2026, 10, 1)
    deals = tables["opportunities"]
    return [deal for deal in deals if deal["is_won"] and start <= deal["closed_at"] < end and deal["kind"] == "New"]


def later(tables: dict[str, Rows]) -> None:
    """One deal won in the quarter costs more, one is taken back, one is entered late."""
    dearer, gone, *_ = won_in_q3(tables)
    late = dearer | {"opportunity_id": "LATE", "name": "Entered late", "created_at": JULY, "closed_at": JULY}
    dearer["amount"] = 1_000_000.0
    tables["opportunities"].remove(gone)
    tables["opportunities"].append(late)


def stamps(app: AppTest) -> list[str]:
    """The stamp lines of a page."""
    return [piece.split(">")[1] for piece in pieces(app) if piece.startswith('<p class="stamp">')]


@pytest.fixture(scope="module")
def presented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which a quarter was presented with version 1, and version 2 is published."""
    folder = tmp_path_factory.mktemp("presented")
    publish(folder, leads=400)
    Warehouse(folder, Settings()).freeze(Q3, "Ann <b>")
    publish(folder, leads=400, change=later)
    return folder


@pytest.fixture
def unchanged(tmp_path: Path) -> Iterator[Path]:
    """A warehouse in which nothing was published since a quarter was presented."""
    publish(tmp_path, leads=100)
    Warehouse(tmp_path, Settings()).freeze(Q3, "Ann")
    yield tmp_path
    opening.warehouse_in.cache_clear()


def test_as_now_is_what_a_reader_meets_first(open_app: Opener, presented: Path) -> None:
    app = open_app(presented, quarter="2026Q3")
    assert nothing_failed(app)
    assert app.segmented_control(key="shown").value == "As now"
    assert "2026Q3 · all regions · all segments · presented with version 1, now version 2" in text(app)
    assert 'class="presented"' not in "".join(pieces(app))
    assert stamps(app)[-1].startswith("Data to 31 Oct 2026 · version 2")


def test_the_latest_quarter_is_named_when_it_is_shown_as_presented(open_app: Opener, presented: Path) -> None:
    app = open_app(presented)
    app.segmented_control(key="shown").set_value("As presented").run()
    assert nothing_failed(app)
    assert app.selectbox(key="quarter").value == "2026Q3"
    assert "2026Q3 as presented: version 1, data to 31 Oct 2026" in text(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_shown_as_presented(page: str, open_app: Opener, presented: Path) -> None:
    app = open_app(presented, page, quarter="2026Q3", shown="As presented")
    assert nothing_failed(app)
    banner = next(piece for piece in pieces(app) if 'class="presented"' in piece)
    assert "Kept by Ann &lt;b&gt; on" in banner
    assert "what changed since stands on the Quarter page" in banner
    assert stamps(app)[-1].startswith("As presented · Data to 31 Oct 2026 · version 1")


def test_the_whole_page_comes_from_the_version_presented(open_app: Opener, presented: Path) -> None:
    now = open_app(presented, "value", quarter="2026Q3")
    then = open_app(presented, "value", quarter="2026Q3", shown="As presented")
    assert title(now) != title(then)
    again = then.segmented_control(key="shown").set_value("As now").run()
    assert title(again) == title(now)


def test_the_records_say_that_they_are_as_presented(open_app: Opener, presented: Path) -> None:
    app = open_app(presented, quarter="2026Q3", shown="As presented")
    open_records(app, "records_return")
    assert nothing_failed(app)
    assert [stamp.startswith("As presented · ") for stamp in stamps(app)] == [True, True]


def test_what_changed_since_stands_on_the_quarter_page(open_app: Opener, presented: Path) -> None:
    app = open_app(presented, quarter="2026Q3")
    said = text(app)
    assert "2026Q3 was presented with version 1, kept by Ann <b> on" in said
    table = next(piece for piece in pieces(app) if ">As presented<" in piece)
    row = table.split("<td>Return</td>")[1].split("</tr>")[0]
    assert "1 record added, 1 record gone, 1 record restated" in row
    assert "Published since: version 2 on" in said
    open_records(app, "changed_return")
    assert nothing_failed(app)
    shown = app.dataframe[0].value
    assert sorted(shown["Change"]) == ["added", "gone", "restated"]


def test_the_version_of_the_data_page_is_not_the_published_one(open_app: Opener, presented: Path) -> None:
    app = open_app(presented, "data", quarter="2026Q3", shown="As presented")
    assert "checks hold in version 1" in title(app)
    assert "2 (published)" in text(app)
    assert "1 (as presented for 2026Q3)" in text(app)


def test_a_quarter_that_was_not_kept_is_as_now_and_says_so(open_app: Opener, presented: Path) -> None:
    app = open_app(presented, quarter="2026Q2", shown="As presented")
    assert nothing_failed(app)
    assert [one.value for one in app.warning] == ["2026Q2 was not kept as presented: the figures are as now."]
    assert not app.segmented_control
    assert "Since it was presented" not in text(app)


def test_nothing_changed_where_nothing_was_published_since(open_app: Opener, unchanged: Path) -> None:
    app = open_app(unchanged, quarter="2026Q3")
    assert "presented with version 1, as now" in text(app)
    assert "Nothing has been published since: as now is as presented." in text(app)
    app.segmented_control(key="shown").set_value("As presented").run()
    assert "Kept by Ann on" in text(app)
    assert "nothing has been published since." in text(app)


def test_a_damaged_version_leaves_the_rest_of_the_page(open_app: Opener, unchanged: Path) -> None:
    publish(unchanged, leads=100)
    (unchanged / "versions" / "000001" / "marts.duckdb").write_bytes(b"broken")
    opening.warehouse_in.cache_clear()
    app = open_app(unchanged, quarter="2026Q3")
    assert nothing_failed(app)
    assert "What was presented cannot be shown" in text(app)
    assert "version 2" in stamps(app)[-1]
    app.segmented_control(key="shown").set_value("As presented").run()
    assert nothing_failed(app)
    assert "Version 1 is damaged" in text(app)


def test_where_nobody_can_say_what_was_kept_the_page_stands_with_a_warning(open_app: Opener, unchanged: Path) -> None:
    (unchanged / "FROZEN").write_text("rubbish", encoding="utf-8")
    app = open_app(unchanged, "value")
    assert nothing_failed(app)
    assert "what is frozen cannot be read" in app.warning[0].value
    assert stamps(app)[-1].startswith("Data to")


def test_every_changed_record_says_how_it_changed(presented: Path) -> None:
    warehouse, everything = Warehouse(presented, Settings()), Scope.everything()
    versions = [warehouse.version(number) for number in (1, 2)]
    then, now = (Review(version, everything, Settings()) for version in versions)
    filters = Filters.of(Q3)
    for question in ("value", "conversion", "reach", "velocity", "return", "agreement"):
        found = changed_records(then, now, question, filters)
        assert set(found["change"]) <= {"added", "gone", "restated", "recounted"}
        assert changed_records(now, now, question, filters).is_empty()
        assert found.columns[2:] == now.ask(f"{question}_records", filters).columns
    returned = changed_records(then, now, "return", filters)
    assert returned.filter(returned["change"] == "restated")["was"].item().startswith("amount: ")
    backwards = changed_records(now, then, "return", filters)
    assert sorted(backwards["change"]) == ["added", "gone", "restated"]
