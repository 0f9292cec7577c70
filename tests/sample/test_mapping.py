"""The sample's mapping file is in the grammar and names what is in the files."""

from tandem.ingest.mapping import read_mapping
from tests.sample.exports import KEPT, export

EXTRACTS = {extract.name: extract for extract in read_mapping(KEPT / "mapping.toml", by_hand=True)}
FILES = {"collateral events": "events", "collateral with its costs": "assets", "collateral users": "showpad_users"}


def test_every_entry_is_of_a_file() -> None:
    assert set(EXTRACTS) == set(FILES)


def test_every_column_is_in_its_file() -> None:
    for name, extract in EXTRACTS.items():
        columns = export(FILES[name]).columns
        assert extract.takes(f"{FILES[name]}.csv")
        assert extract.missing(columns) == []
        assert {source.column for sources in extract.columns.values() for source in sources} <= set(columns)
        assert {rule.column for rule in extract.set_aside} <= set(columns)


def test_every_lookup_finds_its_file_and_columns() -> None:
    for name, extract in EXTRACTS.items():
        for lookup in extract.lookup.values():
            there = export(lookup.origin.removesuffix(".csv"))
            assert {lookup.take, *(column for _, column in lookup.key)} <= set(there.columns)
            assert {here for here, _ in lookup.key} <= set(export(FILES[name]).columns)


def test_every_kind_of_use_has_a_word() -> None:
    assert set(EXTRACTS["collateral events"].values["kind"]) == set(export("events")["type"])
