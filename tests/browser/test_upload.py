"""From a folder of mixed exports to a published version in the browser, and back, as somebody does it who is new."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, expect

from tests.browser.browsing import PATIENCE, go_by_menu, settle, title, visit
from tests.browser.conftest import Opener
from tests.browser.mixed import BROKEN, IRRELEVANT, write_mixed
from tests.browser.serving import LOCAL, free_port, running, tandem_serving
from tests.browser.uploading import check, drop, looked_at, open_afresh, press, publish, published, put_away
from tests.pages.exports import MIXED, OWN_NAMES, opportunities

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RECOGNISED = (
    "Salesforce opportunities → Opportunities",
    "HubSpot deals → Opportunities",
    "Google Ads campaigns → Spend",
    "LinkedIn campaigns → Spend",
    "Showpad events → Asset uses",
)
MEGABYTE = 1024 * 1024
LARGE = 40 * MEGABYTE
FLAT = 24 * MEGABYTE
RESIDENT = re.compile(r"VmRSS:\s+(\d+) kB")


DROP = """content => {
    const carried = new DataTransfer();
    carried.items.add(new File([content], 'opportunities.csv', {type: 'text/csv'}));
    carried.items.add(new File(['x'], '.DS_Store'));
    for (const name of ['dragover', 'drop']) {
        document.querySelector('h1').dispatchEvent(
            new DragEvent(name, {dataTransfer: carried, bubbles: true, cancelable: true}));
    }
}"""

# Whether the browser was kept from opening the file, while it hovers and when it is dropped.
STRAY = """() => {
    const carried = new DataTransfer();
    carried.items.add(new File(['x'], 'stray.csv', {type: 'text/csv'}));
    return ['dragover', 'drop'].map(name => !document.querySelector('[data-testid=stMain]').dispatchEvent(
        new DragEvent(name, {dataTransfer: carried, bubbles: true, cancelable: true})));
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse into which nothing was loaded yet."""
    return tmp_path_factory.mktemp("new")


@pytest.fixture(scope="module")
def office(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which that warehouse is served."""
    with tandem_serving(house, tmp_path_factory.mktemp("log") / "log") as address:
        yield address


def test_a_folder_of_mixed_exports_becomes_a_version(
    office: str, house: Path, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    page = watch(reader, office).page
    visit(page, f"{office}/data")
    assert title(page) == "Nothing is published yet: drop your exports to begin"
    write_mixed(tmp_path)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a folder").press("Enter")
    chooser.value.set_files(tmp_path)
    looked_at(page, 7)
    listed = page.locator(".st-key-load_files").inner_text()
    assert [said for said in (*RECOGNISED, "120 rows", "certain") if said not in listed] == []
    assert "a quote opens here and is not closed" in page.locator(".item", has_text=BROKEN).inner_text()
    assert "not recognised" in page.locator(".item", has_text=IRRELEVANT).inner_text()
    expect(page.get_by_role("button", name="Check 7 files")).to_be_disabled()
    press(page, "Leave these 2 out")
    check(page, "5 files")
    assert published(house) is None
    said = page.locator(".st-key-load").inner_text()
    assert "380 rows of 5 files kept" in said and "Opportunities\t160" in said
    publish(page, 1)
    assert title(page) == "All 10 checks hold in version 1"
    assert published(house) == 1
    go_by_menu(page, "Review", "Quarter", "How are we doing together?")
    assert "version 1" in page.locator(".stamp").last.inner_text()


def test_others_see_the_old_until_it_is_published_and_undo_takes_a_click(
    office: str, house: Path, reader: BrowserContext, other: BrowserContext, watch: Opener
) -> None:
    ours, theirs = watch(reader, office).page, watch(other, office).page
    visit(theirs, f"{office}/data")
    visit(ours, f"{office}/data")
    drop(ours, opportunities=opportunities(400))
    press(ours, "Check 1 file")
    # What is under way belongs to the server: neither another page nor a reload ends it.
    go_by_menu(ours, "Review", "Quarter", "How are we doing together?")
    visit(ours, f"{office}/data")
    expect(ours.get_by_text("What would change")).to_be_visible(timeout=PATIENCE)
    visit(theirs, f"{office}/data")
    assert title(theirs) == "All 10 checks hold in version 1"
    ours.get_by_label("Publish all the same, because").fill("those of America are on their way")
    publish(ours, 2)
    assert title(theirs) == "All 10 checks hold in version 1"
    visit(theirs, f"{office}/data")
    assert title(theirs) == "All 10 checks hold in version 2"
    press(ours, "Undo: back to version 1")
    expect(ours.locator("h1")).to_have_text("All 10 checks hold in version 1", timeout=PATIENCE)
    assert published(house) == 1
    ours.get_by_role("tab", name="Versions and undo").click()
    assert "Went back to version 1" in ours.get_by_role("tabpanel").last.inner_text()


def test_what_is_refused_is_said_and_nothing_is_published(
    office: str, house: Path, reader: BrowserContext, watch: Opener
) -> None:
    page = watch(reader, office).page
    open_afresh(page, office)
    before = published(house)
    drop(page, mixed=MIXED)
    press(page, "Check 1 file")
    expect(page.locator(".load-refused")).to_contain_text("puts the day first", timeout=PATIENCE)
    assert str(house) not in page.locator(".load-refused").inner_text()
    assert published(house) == before
    put_away(page)


def test_refused_rows_come_back_with_reasons_and_a_question(
    office: str, house: Path, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    page = watch(reader, office).page
    open_afresh(page, office)
    before = published(house)
    drop(page, opportunities=opportunities(400, without_id=9))
    check(page, "1 file")
    panel = page.locator(".st-key-load")
    assert "9 rows of 409 cannot be taken" in panel.inner_text()
    with page.expect_download(timeout=PATIENCE) as coming:
        press(page, "opportunities.csv: 9 rows with reasons")
    coming.value.save_as(tmp_path / "refused.csv")
    with (tmp_path / "refused.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 9
    assert all("opportunity_id" in row["__reason"] and row["__line"] for row in rows)
    assert "for an answer at the end of this panel" in panel.inner_text()
    assert published(house) == before
    press(page, "Discard")
    put_away(page)


def test_a_file_may_be_dropped_anywhere_on_the_page(office: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, office).page
    open_afresh(page, office)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/api/upload/" in request.url else None)
    page.evaluate(DROP, opportunities().decode())
    looked_at(page, 1)
    assert "opportunities.csv" in page.locator(".item").inner_text()
    assert len(sent) == 1
    put_away(page)


def test_no_dropped_file_takes_the_page_away(office: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, office).page
    open_afresh(page, office)
    drop(page, opportunities=opportunities())
    check(page, "1 file")
    assert page.evaluate(STRAY) == [True, True]
    assert page.locator(".stray").inner_text() == (
        "Publish or discard this load first: then more files can be dropped."
    )
    press(page, "Discard")
    settle(page)
    put_away(page)
    visit(page, office)
    assert page.evaluate(STRAY) == [True, True]
    assert page.locator(".stray").inner_text() == "Exports are dropped on the Data page: Trust, then Data."


def test_no_name_is_more_than_a_name(office: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, office).page
    dialogs: list[Dialog] = []

    def meet(dialog: Dialog) -> None:
        dialogs.append(dialog)
        dialog.dismiss()

    page.on("dialog", meet)
    open_afresh(page, office)
    names = ["<img src=x onerror=alert(1)>", "[x](javascript:alert(1)) :red[y] $z$", "a\u202evsc.exe"]
    drop(page, **dict.fromkeys(names, OWN_NAMES))
    shown = ["_img src=x onerror=alert(1)_.csv", "[x](javascript_alert(1)) _red[y] $z$.csv", "avsc.exe.csv"]
    assert sorted(page.locator(".item b").all_inner_texts()) == sorted(shown)
    page.get_by_role("button", name="Match columns").first.click()
    page.get_by_role("dialog").get_by_text("Opportunity id").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".st-key-load img, .st-key-load_files a").count() == 0
    assert dialogs == []
    put_away(page)


def test_columns_are_matched_by_hand_once(office: str, reader: BrowserContext, watch: Opener) -> None:
    page = watch(reader, office).page
    open_afresh(page, office)
    drop(page, mine=OWN_NAMES)
    press(page, "Match columns")
    for column, source in {
        "Opportunity id": "Deal no",
        "Created at": "Opened",
        "Name": "Title",
        "Stage": "Step",
    }.items():
        chosen = page.get_by_role("dialog").get_by_label(column, exact=True)
        chosen.click()
        page.keyboard.type(source)
        page.get_by_role("option", name=source, exact=True).wait_for()
        page.keyboard.press("Enter")
        settle(page)
    assert "X1 · X2" in page.get_by_role("dialog").inner_text()
    press(page, "Remember and look again")
    expect(page.locator(".item-good")).to_contain_text("as you matched it", timeout=PATIENCE)
    put_away(page)
    drop(page, again=OWN_NAMES)
    assert "as you matched it" in page.locator(".item").inner_text()
    put_away(page)


def test_a_large_file_goes_to_the_disk_and_not_into_memory(
    house: Path, reader: BrowserContext, watch: Opener, tmp_path: Path
) -> None:
    port = free_port()
    address = f"http://{LOCAL}:{port}"
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF" + bytes(LARGE))
    command = ["tandem", "serve", "--port", str(port)]
    with running(command, house, f"{address}/api/ready", tmp_path / "log") as server:
        page = watch(reader, address).page
        visit(page, f"{address}/data")
        before = resident(server.pid)
        page.locator(".drop-input-files").set_input_files(large)
        most = before
        while page.locator(".item").count() == 0:
            most = max(most, resident(server.pid))
            page.wait_for_timeout(20)
        looked_at(page, 1)
        assert "a PDF" in page.locator(".item").inner_text()
        assert max(most, resident(server.pid)) - before < FLAT
        page.close()


def resident(pid: int) -> int:
    """The resident memory of a process, in bytes."""
    found = RESIDENT.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) * 1024
