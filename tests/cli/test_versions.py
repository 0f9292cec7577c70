"""tandem versions, rollback and check."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tandem.catalog import Catalog
from tests.cli.typing_in import Desk

FAILING = "select 3::bigint as checked, 2::bigint as failed, 'O1' as example"


def test_versions_are_listed_newest_first(reading: Desk) -> None:
    said = reading.type("versions")
    assert (said.code, said.err) == (0, "")
    header, *rows = [line.split() for line in said.out.splitlines()]
    assert header == "version published at who as_of files rows checks_failed sample frozen".split()
    assert [row[:2] for row in rows] == [["2", "yes"], ["1", "no"]]


def test_versions_for_machines(reading: Desk) -> None:
    newest, oldest = reading.type("versions", "--json").json
    assert (newest["version"], newest["published"], newest["files"], newest["rows"]) == (2, True, 1, 8)
    assert (oldest["version"], oldest["published"], oldest["files"], oldest["checks_failed"]) == (1, False, 2, 0)
    assert (newest["as_of"], newest["sample"]) == ("2026-09-30", False)


def test_rollback_publishes_an_earlier_version_again(desk: Desk) -> None:
    said = desk.type("rollback", 1)
    assert (said.code, said.out, said.err) == (0, "", "Version 1 is published, data to 2026-09-30.\n")
    assert desk.published() == ("000001\n", ["000001", "000002"])
    [row] = desk.type("ask", "win_rate", "--quarter", "all", "--format", "csv").csv
    assert row["won_amount"] == "400.50"
    assert [row["published"] for row in desk.type("versions", "--json").json] == [False, True]
    newest = desk.ledger()[0]
    assert (newest.action, newest.version) == ("rollback", 1)


@pytest.mark.parametrize("number", ["7", "0", "one"])
def test_an_unknown_version_is_wrong_use(desk: Desk, number: str) -> None:
    before, lines = desk.published(), len(desk.ledger())
    said = desk.type("rollback", number)
    assert (said.code, said.out, desk.published(), len(desk.ledger())) == (2, "", before, lines)
    assert number in said.err


def test_known_versions_are_named(desk: Desk) -> None:
    assert "2, 1" in desk.type("rollback", 7).err


def test_check_prints_every_invariant(reading: Desk) -> None:
    said = reading.type("check")
    assert (said.code, said.err) == (0, "")
    assert said.out.split("\n")[0].split() == ["invariant", "checked", "failed", "example"]
    rows = reading.type("check", "--json").json
    assert [row["invariant"] for row in rows] == [check.question for check in Catalog.load().check.values()]
    assert {row["failed"] for row in rows} == {0}


def test_check_ends_with_1_when_an_invariant_fails(reading: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = Catalog.load()
    [(name, first), *others] = catalog.check.items()
    broken = replace(catalog, check={name: replace(first, text=FAILING), **dict(others)})
    monkeypatch.setattr(Catalog, "load", lambda: broken)
    said = reading.type("check", "--json")
    assert said.code == 1
    assert said.err == f"1 of {len(catalog.check)} invariants fail in version 2.\n"
    assert {key: said.json[0][key] for key in ("checked", "failed", "example")} == {
        "checked": 3,
        "failed": 2,
        "example": "O1",
    }


def test_a_damaged_version_is_named_by_every_command_that_reads(desk: Desk) -> None:
    marts = desk.warehouse / "versions" / "000002" / "marts.duckdb"
    marts.write_bytes(marts.read_bytes()[:-1])
    for words in (["ask", "win_rate", "--quarter", "all"], ["check"], ["versions"]):
        said = desk.type(*words)
        assert said.code == 0
        assert said.err.startswith("Version 2 is damaged: ")
        assert "Shown instead: version 1" in said.err
    assert desk.type("rollback", 2).code == 1
    loaded = desk.type("load", *desk.company())
    assert (loaded.code, loaded.err.count("Version 2 is damaged: ")) == (0, 1)
    assert desk.type("check").err == ""


def test_versions_are_listed_when_none_is_intact(desk: Desk) -> None:
    for path in (desk.warehouse / "versions").glob("*/marts.duckdb"):
        path.unlink()
    listed = desk.type("versions", "--json")
    assert (listed.code, [row["published"] for row in listed.json]) == (0, [False, False])
    assert desk.type("ask", "win_rate").code == 1


def test_what_was_published_by_another_release_is_shown_with_a_warning(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = Catalog.load()
    deals = catalog.build["deals"]
    broken = {**catalog.build, "deals": replace(deals, text="select nowhere from opportunities")}
    monkeypatch.setattr(Catalog, "load", lambda: replace(catalog, build=broken))
    said = desk.type("ask", "win_rate", "--quarter", "all", "--format", "csv")
    assert (said.code, said.csv[0]["won"]) == (0, "2")
    assert said.err.startswith("Version 2 is shown with the figures of an earlier release")
    assert "nowhere" in said.err


def test_the_manifest_keeps_what_the_load_printed(reading: Desk) -> None:
    folder = Path(reading.warehouse) / "versions" / "000001"
    files = json.loads((folder / "manifest.json").read_text())["files"]
    assert [(file["name"], file["rows_read"], file["rows_kept"], file["rows_refused"]) for file in files] == [
        ("accounts.csv", 3, 3, 0),
        ("opportunities.csv", 5, 5, 0),
    ]
