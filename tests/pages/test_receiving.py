"""The upload route: from our own pages only, to a known tray, within limits; nothing is left of what is refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tandem.settings import Settings
from tandem.ui import opening, receiving
from tandem.ui.desk import Desk, close_desks, desk
from tandem.ui.tray import Stage, Tray
from tandem.ui.uploads import MEGABYTE
from tests.pages.asking import OURS, Answer, request

CONTENT = b"opportunity_id,stage\nO1,Proposal\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk of an empty warehouse that takes files up to 2 MB."""
    monkeypatch.setenv("TANDEM_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setattr(opening, "settings", lambda: Settings(upload_limit_mb=2, upload_files=3, free_disk_gb=0.0))
    yield desk()
    close_desks()
    opening.warehouse_in.cache_clear()


@pytest.fixture
def tray(place: Desk, monkeypatch: pytest.MonkeyPatch) -> Tray:
    """Ada's tray, whose files nobody looks at."""
    monkeypatch.setattr(place, "look", lambda _: None)
    return place.tray("ada")


def put(tray: Tray, *blocks: bytes, name: str = "deals.csv", ends: str = "whole", **headers: str) -> Answer:
    """The answer to an upload from a page of ours."""
    return request("PUT", f"/api/upload/{tray.ticket}", blocks, query=f"name={name}", ends=ends, **OURS | headers)


def left_on_disk(tray: Tray) -> list[str]:
    """The names of all files that stand in the folder of a tray."""
    return sorted(path.name for path in tray.folder.rglob("*") if path.is_file())


def test_a_file_comes_whole_and_is_named_by_what_it_holds(tray: Tray) -> None:
    answer = put(tray, CONTENT[:10], CONTENT[10:])
    assert (answer.status, json.loads(answer.body)) == (200, {"name": "deals.csv", "size": len(CONTENT)})
    upload = tray.items[0].upload
    assert upload.path.read_bytes() == CONTENT
    assert upload.path.parent.name == upload.sha256[:16]
    assert left_on_disk(tray) == ["deals.csv"]


def test_the_same_file_again_changes_nothing(tray: Tray) -> None:
    assert [put(tray, CONTENT).status, put(tray, CONTENT).status] == [200, 200]
    assert len(tray.items) == 1


def test_a_large_file_is_written_block_by_block(tray: Tray) -> None:
    block = b"x" * (MEGABYTE // 4)
    assert put(tray, *[block] * 7).status == 200
    assert tray.items[0].upload.size == 7 * len(block)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "", "origin": "http://elsewhere.example"},
        {"sec-fetch-site": "", "origin": ""},
    ],
)
def test_files_come_from_our_own_pages_only(tray: Tray, headers: dict[str, str]) -> None:
    answer = put(tray, CONTENT, **headers)
    assert answer.status == 403
    assert "own pages" in json.loads(answer.body)["sentence"]
    assert left_on_disk(tray) == []


def test_an_old_browser_says_its_origin(tray: Tray) -> None:
    assert put(tray, CONTENT, **{"sec-fetch-site": ""}).status == 200


def test_nobody_loads_without_a_ticket(tray: Tray) -> None:
    answer = request("PUT", "/api/upload/guessed", [CONTENT], **OURS)
    assert answer.status == 403
    assert "Reload it" in json.loads(answer.body)["sentence"]


def test_a_file_over_the_limit_is_refused_before_it_comes(tray: Tray) -> None:
    answer = put(tray, CONTENT, **{"content-length": str(3 * MEGABYTE)})
    assert answer.status == 413
    assert "larger than 2 MB" in json.loads(answer.body)["sentence"]


def test_a_file_that_grows_over_the_limit_leaves_nothing(tray: Tray) -> None:
    assert put(tray, *[b"x" * MEGABYTE] * 3).status == 413
    assert left_on_disk(tray) == [] and tray.items == ()


def test_a_full_disk_takes_no_file(tray: Tray) -> None:
    tray.settings = Settings(free_disk_gb=10.0**6)
    answer = put(tray, CONTENT)
    assert answer.status == 507
    assert "disk is nearly full" in json.loads(answer.body)["sentence"]


def test_a_disk_that_fails_under_way_leaves_nothing(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tandem.ui.uploads.os.replace", fail)
    assert put(tray, CONTENT).status == 507
    assert left_on_disk(tray) == []


def test_an_empty_file_is_refused(tray: Tray) -> None:
    assert put(tray).status == 422
    assert left_on_disk(tray) == []


def test_an_upload_that_breaks_off_leaves_nothing(tray: Tray) -> None:
    assert put(tray, CONTENT, ends="broken off").status == 408
    assert left_on_disk(tray) == [] and tray.items == ()


def test_a_browser_that_falls_silent_is_not_waited_for(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "SILENCE_SECONDS", 0.01)
    assert put(tray, CONTENT, ends="silent").status == 408
    assert left_on_disk(tray) == []


def test_one_load_takes_so_many_files_only(tray: Tray) -> None:
    statuses = [put(tray, CONTENT, str(number).encode()).status for number in range(4)]
    assert statuses == [200, 200, 200, 413]


def test_no_file_joins_a_load_that_is_under_way(tray: Tray) -> None:
    tray.stage = Stage.CHECKING
    assert put(tray, CONTENT).status == 409


def test_too_many_at_once_are_told_to_come_again(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "under_way", receiving.AT_ONCE)
    assert put(tray, CONTENT).status == 503


@pytest.mark.parametrize("name", ["..%2F..%2Fetc%2Fpasswd", "%3Cimg%20src%3Dx%3E.csv", "a%00b%0A.csv", ""])
def test_no_name_leads_out_of_the_folder(tray: Tray, name: str) -> None:
    assert put(tray, CONTENT, name=name).status == 200
    path = tray.items[0].upload.path
    assert path.resolve().is_relative_to(tray.folder.resolve())
    assert not set(path.name) & set("<>/\\\n\0")
