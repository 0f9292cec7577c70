"""The Data page as somebody uses it who loads exports: drop, check, publish, put away."""

from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Page, expect

from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.browser.browsing import PATIENCE, settle, visit


class Dropped(TypedDict):
    """A file as a browser hands it over."""

    name: str
    mimeType: str
    buffer: bytes


def drop(page: Page, **files: bytes) -> None:
    """Chooses files by their names without ending, and waits until each was looked at."""
    given: list[Dropped] = [
        {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content} for name, content in files.items()
    ]
    page.locator(".drop-input-files").set_input_files(given)
    looked_at(page, len(files))


def looked_at(page: Page, files: int) -> None:
    """Waits until so many files stand in the list, each of them looked at."""
    expect(page.locator(".item")).to_have_count(files, timeout=PATIENCE)
    expect(page.locator(".item-wait")).to_have_count(0, timeout=PATIENCE)
    settle(page)


def press(page: Page, name: str) -> None:
    """Presses the button of that name once it can be pressed."""
    button = page.get_by_role("button", name=name)
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.click()


def check(page: Page, files: str) -> None:
    """Has the files checked, and waits for what would change."""
    press(page, f"Check {files}")
    expect(page.get_by_text("What would change")).to_be_visible(timeout=PATIENCE)


def publish(page: Page, version: int) -> None:
    """Publishes what was checked."""
    press(page, f"Publish version {version}")
    expect(page.locator(".load-done")).to_contain_text(f"Version {version} is published", timeout=PATIENCE)
    settle(page)


def put_away(page: Page) -> None:
    """Puts away what lies on the tray."""
    settle(page)
    press(page, "Put all away")
    expect(page.locator(".item")).to_have_count(0, timeout=PATIENCE)


def open_afresh(page: Page, address: str) -> None:
    """Opens the page with nothing on the tray, whatever another test left there."""
    visit(page, f"{address}/data")
    for name in ("Discard", "Put all away"):
        if page.get_by_role("button", name=name).count():
            press(page, name)
            settle(page)
    expect(page.locator(".item")).to_have_count(0, timeout=PATIENCE)


def published(house: Path) -> int | None:
    """The number of the version that is published."""
    current = Warehouse(house, Settings()).current()
    return current.number if current else None
