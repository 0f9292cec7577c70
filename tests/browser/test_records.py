"""Every figure opens its records, and the records give the figure again."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pytest
from playwright.sync_api import BrowserContext, Page

from tandem import words
from tests.browser.browsing import cards, open_records, take_away, visit
from tests.browser.conftest import Opener

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Again = Callable[[pl.DataFrame], float]


def total(records: pl.DataFrame, column: str, where: pl.Expr | None = None) -> float:
    """The sum of a column, of the rows that are wanted."""
    wanted = records if where is None else records.filter(where)
    return float(wanted.get_column(column).cast(pl.Float64).sum())


def of_which(records: pl.DataFrame, part: str, whole: pl.Expr | None = None) -> float:
    """The share of the rows that are marked."""
    wanted = records if whole is None else records.filter(whole)
    return wanted.filter(pl.col(part)).height / wanted.height


def joint_return(records: pl.DataFrame) -> float:
    """What came back beyond what was spent, per unit spent."""
    spent, earned = (total(records, "amount", pl.col("record") == kind) for kind in ("spend", "deal"))
    return (earned - spent) / spent


AGAIN: dict[str, Again] = {
    "value": lambda records: total(records, "expected_value"),
    "conversion": lambda records: of_which(records, "is_won", pl.col("is_mature")),
    "reach": lambda records: of_which(records, "is_engaged"),
    "velocity": lambda records: float(records.get_column("days").quantile(0.5, "linear") or 0.0),
    "return": joint_return,
    "agreement": lambda records: total(records, "amount", pl.col("is_disputed")) / total(records, "amount"),
}

# A median of fewer than ten wins is too few to say: the card would show none.
WITH_ENOUGH = {"velocity": "North America"}


@pytest.mark.parametrize("question", AGAIN)
def test_a_card_is_made_of_its_records(
    question: str, tandem: str, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    page = watch(reader, tandem).page
    region = WITH_ENOUGH.get(question, "EMEA")
    visit(page, f"{tandem}?region={quote(region)}")
    headline = words.HEADLINES[question]
    shown = cards(page)[headline.title]
    open_records(page, f"records_{question}")
    records = pl.read_csv(take_away(page, "CSV", tmp_path), infer_schema_length=None)
    again = words.figure(AGAIN[question](records), headline.unit, "USD")
    assert again.replace("\N{NO-BREAK SPACE}", " ") == shown
    assert f"{words.count(records.height)} records" in page.get_by_role("dialog").locator(".stamp").inner_text()
    assert set(records.get_column("region")) <= {region}


def sheet(workbook: Path, number: int) -> str:
    """One sheet of a workbook as it is written."""
    with zipfile.ZipFile(workbook) as parts:
        return parts.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_the_workbook_is_the_table(tandem: str, reader: BrowserContext, watch: Opener, tmp_path: Path) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}?region=EMEA")
    open_records(page, "records_agreement")
    table = pl.read_csv(take_away(page, "CSV", tmp_path), infer_schema_length=None)
    workbook = take_away(page, "XLSX", tmp_path)
    records = pl.read_excel(workbook, sheet_name="Records")
    assert records.columns == table.columns
    assert records.get_column("opportunity_id").to_list() == table.get_column("opportunity_id").to_list()
    assert total(records, "amount") == pytest.approx(total(table, "amount"))
    assert pl.read_excel(workbook, sheet_name="Stamp", has_header=False).item(0, 0).startswith("Data to ")
    assert "<f>" not in sheet(workbook, 1)


def click_bar(page: Page, chart: str, number: int) -> None:
    """Clicks a bar of a chart, counted from the one drawn first."""
    bar = page.locator(f".st-key-{chart} .bars .point path").nth(number)
    bar.scroll_into_view_if_needed()
    place = bar.bounding_box()
    assert place
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.mouse.up()


def test_a_bar_opens_the_records_that_it_counts(
    tandem: str, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    page = watch(reader, tandem).page
    visit(page, f"{tandem}/conversion?region=EMEA")
    click_bar(page, "funnel", 0)
    stamp = page.get_by_role("dialog").locator(".stamp")
    stamp.wait_for()
    records = pl.read_csv(take_away(page, "CSV", tmp_path), infer_schema_length=None)
    assert records.get_column("stage").unique().to_list() == ["lead"]
    drawn = page.locator(".st-key-funnel").locator("text", has_text=words.count(records.height))
    assert drawn.count() > 0
