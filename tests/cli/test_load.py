"""tandem load: what it prints, what it publishes, what it writes down."""

from datetime import date
from pathlib import Path

import pytest

from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.cli.typing_in import ACCOUNTS, DEALS, LEADS, Desk

TWICE = "opportunity_id,created_at,amount,name\n"


def manifest(desk: Desk) -> dict[str, int]:
    """The tables of the published version, with their rows."""
    return dict(Warehouse(desk.warehouse, Settings()).require().manifest.tables)


def test_a_load_prints_files_coverage_and_effect_and_publishes(empty: Desk) -> None:
    said = empty.type("load", *empty.company())
    files, coverage, effect = said.out.split("\n\n")
    assert said.code == 0
    assert [line.split() for line in files.splitlines()] == [
        "file recognised as read kept refused set aside refused and set aside in".split(),
        "accounts.csv Tandem accounts 3 3 0 0 –".split(),
        "opportunities.csv Tandem opportunities 5 5 0 0 –".split(),
    ]
    assert coverage.split("\n")[0].split() == ["measure", "have", "of", "share"]
    assert effect.split("\n")[0].split() == ["question", "figure", "unit", "before", "after"]
    assert said.err.endswith("Version 1 is published, data to 2026-09-30.\n")
    assert empty.published() == ("000001\n", ["000001"])


def test_progress_is_told_in_words(empty: Desk) -> None:
    said = empty.type("load", *empty.company(), "--dry-run").err.splitlines()
    assert said[:2] == ["Reading accounts.csv", "Reading opportunities.csv"]
    assert "Mapping opportunities.csv as Tandem opportunities" in said
    building = [line for line in said if line.startswith("Building ")]
    assert building[0].endswith(f"(1 of {len(building)})")
    assert any(line.startswith("Building stage entries (") for line in building)


def test_a_rehearsal_publishes_nothing(desk: Desk) -> None:
    before = desk.published()
    said = desk.type("load", desk.file("opportunities.csv", DEALS.replace("300", "900")), "--dry-run")
    assert (said.code, desk.published()) == (0, before)
    assert said.err.endswith("Nothing was published: this was a rehearsal.\n")
    [newest, *_] = desk.ledger()
    assert (newest.action, newest.version, newest.files) == ("rehearsal", None, ("opportunities.csv",))


def test_json_says_the_same_for_machines(desk: Desk) -> None:
    said = desk.type("load", desk.file("leads.csv", LEADS), "--json")
    assert (said.code, sorted(said.json)) == (0, ["coverage", "effect", "files", "questions", "version", "warnings"])
    [file] = said.json["files"]
    assert (file["file"], file["tables"], file["read"], file["kept"], file["refused"]) == (
        "leads.csv",
        ["leads"],
        2,
        2,
        0,
    )
    assert said.json["version"] == 3
    assert [row["question"] for row in said.json["effect"]][:2] == ["value", "conversion"]


def test_the_effect_is_shown_against_what_was_published(desk: Desk) -> None:
    [value, *_] = desk.type("load", *desk.company(), "--json", "--dry-run").json["effect"]
    assert sorted(value) == ["after", "before", "figure", "question", "unit"]
    assert value["before"] == value["after"]


def test_a_load_is_written_down(empty: Desk) -> None:
    empty.type("load", *empty.company())
    [line] = empty.ledger()
    assert (line.action, line.version, line.files) == ("load", 1, ("accounts.csv", "opportunities.csv"))
    assert line.sentence == "Version 1 is published, data to 2026-09-30."


def test_rows_set_aside_are_told_apart_from_refused_ones(empty: Desk) -> None:
    many = "".join(f"O{number},2026-07-01,{number},deal\n" for number in range(200))
    again = "O7,2026-07-01,7,deal\nO200,2026-07-01,eighty,deal\n"
    path = empty.file("opportunities.csv", TWICE + many + again)
    said = empty.type("load", path)
    [line] = [line.split() for line in said.out.splitlines() if line.startswith("opportunities.csv")]
    assert (said.code, line[3:7]) == (0, ["202", "200", "1", "1"])
    assert "/refused/" in line[7]
    [file] = empty.type("load", path, "--mode", "upsert", "--json").json["files"]
    assert (file["read"], file["kept"], file["refused"], file["superseded"]) == (202, 200, 2, 1)
    [entry] = Warehouse(empty.warehouse, Settings()).require().manifest.files
    assert (entry.rows_read, entry.rows_kept, entry.rows_faulty, entry.rows_set_aside) == (202, 200, 1, 1)


@pytest.mark.parametrize(("mode", "rows"), [("replace", 1), ("upsert", 6), ("append", 6)])
def test_the_mode_says_what_becomes_of_earlier_rows(desk: Desk, mode: str, rows: int) -> None:
    header = DEALS.splitlines()[0]
    one = desk.file("opportunities.csv", f"{header}\nO9,A1,Nine,EMEA,SMB,2026-09-01,,false,,10\n")
    sure = [f"--accept={what}:opportunities=a test" for what in ("fewer", "region", "older")]
    assert desk.type("load", one, "--mode", mode, *(sure if mode == "replace" else [])).code == 0
    assert manifest(desk) == {"accounts": 3, "opportunities": rows}


def test_later_loads_carry_over_the_tables_they_do_not_bring(desk: Desk) -> None:
    assert desk.type("load", desk.file("leads.csv", LEADS)).code == 0
    assert manifest(desk) == {"accounts": 3, "leads": 2, "opportunities": 5}


def test_the_cut_off_can_be_said(desk: Desk) -> None:
    sure = "--accept=older:cut-off=for the board"
    assert desk.type("load", *desk.company(), "--as-of", "2026-07-31", sure).err.endswith("data to 2026-07-31.\n")
    assert Warehouse(desk.warehouse, Settings()).require().manifest.as_of == date(2026, 7, 31)
    [row] = desk.type("ask", "win_rate", "--quarter", "all", "--format", "csv").csv
    assert (row["won"], row["lost"], row["open"]) == ("1", "1", "2")


def test_the_first_load_of_own_files_starts_an_empty_set(
    empty: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setattr("tandem.cli.loading.SAMPLE", folder)
    shipped = folder / "accounts.csv"
    shipped.write_text(ACCOUNTS)
    leads = folder / "leads.csv"
    leads.write_text(LEADS)
    assert empty.type("load", shipped, leads).code == 0
    assert Warehouse(empty.warehouse, Settings()).require().manifest.is_sample
    assert empty.type("load", empty.file("opportunities.csv", DEALS)).code == 0
    own = Warehouse(empty.warehouse, Settings()).require().manifest
    assert (own.is_sample, dict(own.tables)) == (False, {"opportunities": 5})
    assert empty.type("load", empty.file("accounts.csv", ACCOUNTS)).code == 0
    assert manifest(empty) == {"accounts": 3, "opportunities": 5}


def test_a_note_of_a_file_is_said(empty: Desk) -> None:
    said = empty.type("load", empty.file("accounts.csv", ACCOUNTS.replace("Acme", "Müller").encode("cp1252")))
    assert said.code == 0
    assert "accounts.csv: " in said.err
    assert "Windows-1252" in said.err
