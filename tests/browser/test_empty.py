"""Empty is a state: nothing published yet, then opportunities only, seen by a server that runs all the while."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import BrowserContext

from tandem.cli import main
from tests.browser.browsing import open_records, settle, take_away, texts, visit
from tests.browser.conftest import Opener
from tests.browser.serving import tandem_serving
from tests.browser.test_records import sheet
from tests.browser.test_review import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FORMULAS = ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "＝1＋1")
SHOWN_WITHOUT = {
    "/": "Load leads",
    "/conversion": "Load leads",
    "/attribution": "Load responses and activities",
    "/collateral": "Load collateral assets",
}


@pytest.fixture(scope="module")
def unloaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which nothing was loaded yet."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def before(unloaded: Path) -> Iterator[str]:
    """The address at which that folder is served."""
    with tandem_serving(unloaded, unloaded / "log") as address:
        yield address


@pytest.fixture(scope="module")
def after(before: str, unloaded: Path) -> str:
    """The same address after opportunities were loaded, and nothing else."""
    export = unloaded / "opportunities.csv"
    export.write_text(opportunities(), encoding="utf-8")
    assert main(["load", str(export), "--warehouse", str(unloaded)]) == 0
    return before


def opportunities() -> str:
    """An export of opportunities, half of them closed, whose names a spreadsheet would calculate."""
    titles = "opportunity_id,created_at,name,region,amount,currency,stage,is_closed,is_won,closed_at,lead_source,kind"
    return "\n".join([titles, *(opportunity(number) for number in range(24))]) + "\n"


def opportunity(number: int) -> str:
    """One line of that export."""
    stage = ("Proposal", "Closed Won", "Proposal", "Closed Lost")[number % 4]
    opened, closed = f"2026-{1 + number // 3:02}-05 09:00:00", f"2026-{9 + number % 3 // 2:02}-{1 + number:02} 10:00:00"
    states = f"{stage},{number % 2},{int(stage == 'Closed Won')}"
    return (
        f"O{number:03},{opened},{FORMULAS[number % 5]} {number},EMEA,{1000 + number},USD,{states},{closed},Webinar,new"
    )


def test_nothing_published_says_how_to_load(before: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, before).page
    for _, _, path in PAGES.values():
        visit(page, before + path)
        assert "No data yet" in page.locator(".notice").inner_text()
        assert "tandem load" in page.locator(".notice").inner_text()


@pytest.mark.parametrize("path", SHOWN_WITHOUT)
def test_a_page_says_which_extract_it_lacks(path: str, after: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, after).page
    visit(page, after + path)
    said = " ".join(texts(page.locator(".notice p")))
    assert SHOWN_WITHOUT[path] in said
    assert " to see " in said
    assert page.get_by_test_id("stException").count() == 0


def test_what_was_loaded_stands_on_the_data_page(after: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, after).page
    visit(page, f"{after}/data")
    assert "opportunities.csv" in page.locator(".rows", has_text="Taken for").inner_text()
    assert page.locator(".sample").count() == 0


def test_no_text_that_is_taken_away_is_a_formula(
    after: str, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    page = watch(reader, after).page
    visit(page, after)
    settle(page)
    open_records(page, "records_value")
    table = pl.read_csv(take_away(page, "CSV", tmp_path), infer_schema=False)
    workbook = take_away(page, "XLSX", tmp_path)
    for names in (table.get_column("name"), pl.read_excel(workbook, sheet_name="Records").get_column("name")):
        assert names.len() > 0
        assert all(name.startswith(tuple(f"'{formula}" for formula in FORMULAS)) for name in names)
    assert "<f>" not in sheet(workbook, 1)
