"""tandem mappings: what was matched by hand is printed as a mapping file, works as one, and is forgotten."""

from pathlib import Path

import pytest

from tandem.ingest import look, remember, taught
from tandem.ledger import Ledger
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.cli.typing_in import Desk

STRANGE = "ref,stage label,opened\nD1,Demo,2026-03-05\nD2,Demo,2026-03-06\n"
NAME = "strange.csv by hand"
COLUMNS = {"opportunity_id": "ref", "stage": "stage label", "created_at": "opened"}


@pytest.fixture
def strange(empty: Desk) -> Path:
    """A file that only a mapping makes known, and that somebody mapped in the browser."""
    file = empty.file("strange.csv", STRANGE)
    [seen] = look([file], warehouse=Warehouse(empty.warehouse, Settings()), settings=Settings())
    with Ledger.open(empty.warehouse) as ledger:
        remember(ledger, taught(seen, table="opportunities", columns=COLUMNS), "ann")
    return file


def test_nothing_is_remembered_at_first(empty: Desk) -> None:
    said = empty.type("mappings")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("No mapping is remembered")


def test_a_mapping_made_by_hand_is_printed_as_a_file_that_works(empty: Desk, strange: Path) -> None:
    said = empty.type("mappings")
    assert said.code == 0
    assert 'opportunity_id = "ref"' in said.out
    empty.type("mappings", "--forget", NAME)
    assert empty.type("load", strange).code == 1
    mapping = empty.file("mapping.toml", said.out)
    assert empty.type("load", strange, "--mapping", mapping, "--dry-run").code == 0


def test_what_is_forgotten_is_said_and_gone(empty: Desk, strange: Path) -> None:
    assert empty.type("load", strange, "--dry-run").code == 0
    said = empty.type("mappings", "--forget", NAME)
    assert (said.code, said.out, said.err) == (0, "", f"{NAME}: forgotten.\n")
    assert empty.type("mappings").out == ""


def test_only_what_is_remembered_can_be_forgotten(empty: Desk, strange: Path) -> None:
    said = empty.type("mappings", "--forget", strange.name)
    assert (said.code, said.out) == (2, "")
    assert f"No mapping is remembered for “strange.csv”. Remembered: {NAME}." in said.err
