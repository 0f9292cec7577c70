"""What tandem load refuses: a sentence with file, row, column and remedy; nothing published; a line in the ledger."""

from dataclasses import replace

import pytest

from tandem.catalog import Catalog
from tests.cli.typing_in import DEALS, Desk

HEADER = DEALS.splitlines()[0]
SPOILT = {
    "empty": ("", "opportunities.csv", "empty"),
    "header only": (f"{HEADER}\n", "opportunities.csv", "no data rows"),
    "web page": ("<!DOCTYPE html><html><body>Sign in</body></html>", "opportunities.csv", "Export"),
    "unknown": ("a,b,c\n1,2,3\n", "“a”", "--mapping"),
    "key column missing": (
        "created_at,region,segment,source,email\n2026-01-01,EMEA,SMB,Web,a@b.de\n",
        "“lead_id”",
        "missing",
    ),
    "taken for another": (
        DEALS.replace("opportunity_id", "ref"),
        "Tandem opportunities",
        "“opportunity_id” is missing",
    ),
    "date": (DEALS.replace("2026-04-10", "soon"), "opportunities.csv, row 4, column “created_at”", "soon"),
    "amount": (DEALS.replace(",400", ",a lot"), "opportunities.csv, row 6, column “amount”", "a lot"),
    "duplicate key": (DEALS.replace("O2,", "O1,"), "opportunities.csv, row 3", "duplicate key"),
    "no key": (DEALS.replace("O3,", ","), "row 4, column “opportunity_id”", "opportunities.csv"),
    "unclosed quote": (DEALS.replace("Beta one", '"Beta one'), "row 3", "quote"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_file_is_refused_with_a_sentence(desk: Desk, how: str) -> None:
    text, *told = SPOILT[how]
    before = desk.published()
    said = desk.type("load", desk.file("opportunities.csv", text))
    sentence = said.err.splitlines()[-1]
    assert (said.code, desk.published()) == (1, before)
    assert [part for part in told if part not in sentence] == []
    assert sentence.endswith(".")
    [newest, *_] = desk.ledger()
    assert (newest.action, newest.version, newest.sentence) == ("refused", None, sentence)
    assert desk.type("ask", "win_rate", "--quarter", "all", "--format", "csv").csv[0]["won"] == "2"


def test_a_missing_file_is_refused(desk: Desk) -> None:
    said = desk.type("load", desk.folder / "nowhere.csv")
    assert (said.code, said.out) == (1, "")
    assert "nowhere.csv" in said.err


def test_a_folder_in_place_of_a_file_is_refused(desk: Desk) -> None:
    said = desk.type("load", desk.folder)
    assert (said.code, said.out) == (1, "")
    assert desk.folder.name in said.err


def test_one_bad_file_stops_all(desk: Desk) -> None:
    accounts, _ = desk.company()
    before = desk.published()
    assert desk.type("load", accounts, desk.file("opportunities.csv", "")).code == 1
    assert desk.published() == before


def test_a_refused_first_load_leaves_nothing_published(empty: Desk) -> None:
    assert empty.type("load", empty.file("opportunities.csv", "")).code == 1
    assert empty.published() == ("", [])
    assert [line.action for line in empty.ledger()] == ["refused"]


def test_figures_that_contradict_each_other_are_not_published(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before, catalog = desk.published(), Catalog.load()
    checks = {name: replace(check, text=FAILING) for name, check in list(catalog.check.items())[:1]}
    monkeypatch.setattr(Catalog, "load", lambda: replace(catalog, check=checks))
    said = desk.type("load", *desk.company())
    assert (said.code, desk.published()) == (1, before)
    assert "figures would contradict each other" in said.err
    assert "2 of 3 fail, for instance O1." in said.err
    assert desk.ledger()[0].action == "refused"


FAILING = "select 3::bigint as checked, 2::bigint as failed, 'O1' as example"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--mode", "merge"], "replace"),
        (["--as-of", "yesterday"], "“yesterday” is no date: write it as 2026-10-31."),
        (["--colour", "red"], "--colour"),
    ],
)
def test_wrong_use_of_load(desk: Desk, words: list[str], told: str) -> None:
    before = desk.published()
    said = desk.type("load", *desk.company(), *words)
    assert (said.code, said.out, desk.published()) == (2, "", before)
    assert told in said.err


def test_a_mapping_that_cannot_be_read_is_refused(desk: Desk) -> None:
    before, broken = desk.published(), desk.file("mapping.toml", "= =")
    for mapping, told in ((broken, "mapping.toml: it is not TOML"), ("nowhere.toml", "there is no such mapping file")):
        said = desk.type("load", *desk.company(), "--mapping", mapping)
        assert (said.code, said.out, desk.published()) == (1, "", before)
        assert told in said.err
