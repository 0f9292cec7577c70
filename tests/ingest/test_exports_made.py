"""Every export that is said to be recognised untouched, with its real header."""

import pytest

from tandem.catalog import Dictionary
from tandem.ingest.look import looks_of
from tandem.ingest.looks import Look
from tandem.ingest.mapping import canonical, presets
from tandem.ingest.recognise import Recogniser
from tandem.ingest.scoring import CLEAR, SURE
from tests.ingest.exports_made import Export, exports
from tests.ingest.loading import Desk

KNOWN = {extract.name: extract for extract in presets()}
MADE = exports()
LABELLED = "is an unverified preset: check that the columns are what they seem."


def seen(desk: Desk, export: Export) -> Look:
    """What the file of an export is taken for."""
    file = desk.file("export.csv", export.content())
    (found,) = looks_of(file, Recogniser.of((), (*presets(), *canonical()), is_curious=True))
    return found


@pytest.mark.parametrize("export", MADE, ids=lambda export: export.name)
def test_an_export_is_recognised_and_its_columns_mapped(desk: Desk, export: Export) -> None:
    found = seen(desk, export)
    assert (found.extract, found.is_verified, found.missing) == (export.preset, KNOWN[export.preset].verified, ())
    assert found.runner_up is None or found.runner_up[1] <= found.confidence - CLEAR
    assert found.confidence >= SURE
    assert {column.source: column.target for column in found.columns if column.target} == export.targets


@pytest.mark.parametrize("export", [made for made in MADE if KNOWN[made.preset].table], ids=lambda export: export.name)
def test_an_export_is_loaded_whole(desk: Desk, export: Export) -> None:
    loaded = desk.load(desk.file("export.csv", export.content()))
    report = loaded.reports[0]
    assert (report.read, report.kept, report.refused) == (1, 1, 0)
    assert any(LABELLED in note for note in report.notes) != KNOWN[export.preset].verified
    table = Dictionary.load().tables[report.tables[0]]
    row = loaded.tables[table.name].row(0, named=True)
    filled = {target for header, value, target in export.columns if value and target in table.columns}
    assert [column for column in filled if row[column] is None] == []


def test_every_preset_has_an_export() -> None:
    main = {name for name, extract in KNOWN.items() if extract.table and not extract.also_with and not extract.refuse}
    assert main - {made.preset for made in MADE} == set()
