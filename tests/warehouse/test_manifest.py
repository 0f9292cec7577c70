"""The account that a version gives of itself."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.errors import Damaged
from tandem.warehouse import Check, FileEntry, Manifest
from tandem.warehouse.manifest import checksum_of

MANIFEST = Manifest(
    number=42,
    published_at=datetime(2026, 11, 21, 14, 2, tzinfo=UTC),
    who="Ann",
    as_of=date(2026, 9, 30),
    loaded_on=date(2026, 10, 2),
    files=(FileEntry("é.csv", 9, "ab", "leads", ("leads", "people"), 3, 2, 1, "refused.csv", ("a note",)),),
    tables={"leads": 2},
    checks=(Check("sum", "Do parts add up?", 3, 1, "EMEA"), Check("all", "All there?", 3, 0)),
    checksums={"marts.duckdb": "cd"},
)
NOTES = st.lists(st.text()).map(tuple)
FILES = st.builds(FileEntry, name=st.text(), size=st.integers(0), sha256=st.text(), notes=NOTES)


def test_a_manifest_comes_back_as_it_was() -> None:
    assert Manifest.from_json(MANIFEST.to_json()) == MANIFEST


@given(st.text(), st.lists(FILES).map(tuple), st.booleans(), st.dates())
def test_any_manifest_comes_back_as_it_was(
    who: str, files: tuple[FileEntry, ...], is_sample: bool, as_of: date
) -> None:
    manifest = Manifest(1, MANIFEST.published_at, who, as_of, as_of, is_sample, files)
    assert Manifest.from_json(manifest.to_json()) == manifest


def test_a_manifest_of_an_earlier_release_is_read() -> None:
    said = json.loads(MANIFEST.to_json())
    del said["own_checksum"], said["files"][0]["rows_set_aside"]
    earlier = json.dumps({**said, "own_checksum": checksum_of(said)})
    assert Manifest.from_json(earlier) == MANIFEST


def test_rows_set_aside_are_among_the_refused_and_no_fault() -> None:
    entry = FileEntry("leads.csv", 9, "ab", rows_read=10, rows_kept=6, rows_refused=4, rows_set_aside=3)
    assert entry.rows_faulty == 1
    assert entry.rows_read == entry.rows_kept + entry.rows_faulty + entry.rows_set_aside


def test_a_changed_value_is_damage() -> None:
    with pytest.raises(Damaged, match="not what was published"):
        Manifest.from_json(MANIFEST.to_json().replace('"leads": 2', '"leads": 3'))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"own_checksum": "x"}', '{"own_checksum": "x", "other": 1}'])
def test_anything_else_is_damage(text: str) -> None:
    with pytest.raises(Damaged, match="cannot be read"):
        Manifest.from_json(text)


def test_failed_checks_mark_the_manifest() -> None:
    assert [check.name for check in MANIFEST.failed_checks] == ["sum"]
    assert [check.passed for check in MANIFEST.checks] == [False, True]


def test_the_file_is_json_that_others_can_read() -> None:
    said = json.loads(MANIFEST.to_json())
    assert (said["number"], said["as_of"], said["files"][0]["name"]) == (42, "2026-09-30", "é.csv")
