"""The next version: sealed, built, checked, published."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from tandem.errors import Damaged, Refused
from tandem.warehouse import Facts, Staging
from tandem.warehouse.staging import link_or_copy
from tests.warehouse.small import AS_OF, FACTS, amounts_of, bring, deals, publish, small_warehouse

BROKEN = """-- Regions add up.
--
-- grain: one row
select 4::bigint as checked, 2::bigint as failed, 'EMEA' as example
"""


def test_seal_sorts_several_files_into_one_of_zstd(tmp_path: Path) -> None:
    with small_warehouse(tmp_path).staging("Ann", carry=False) as staging:
        folder = staging.incoming / "opportunities"
        folder.mkdir()
        deals([3, 1, 2]).reverse().write_parquet(folder / "1.parquet")
        pl.DataFrame({"opportunity_id": ["a0"]}).write_parquet(folder / "2.parquet")
        assert staging.seal("opportunities", ["opportunity_id"]) == 4
        sealed = staging.extracts / "opportunities" / "part-0.parquet"
        assert pl.read_parquet(sealed)["opportunity_id"].to_list() == ["a0", "o0", "o1", "o2"]
        assert pq.ParquetFile(sealed).metadata.row_group(0).column(0).compression == "ZSTD"
        assert [path.name for path in staging.extracts.rglob("*")] == ["opportunities", "part-0.parquet"]
        assert not folder.exists()


def test_a_built_version_answers_before_it_is_published(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    with warehouse.staging("Ann", carry=False) as staging:
        bring(staging, "opportunities", deals([4, 2]))
        built = staging.build(FACTS)
        assert amounts_of(built) == [2, 4]
        assert warehouse.current() is None
    assert warehouse.current() is None
    with pytest.raises(Refused, match="closed"):
        amounts_of(built)


def test_the_manifest_says_what_was_published(tmp_path: Path) -> None:
    published = publish(small_warehouse(tmp_path), [1, 2, 3])
    manifest = published.manifest
    assert (manifest.number, manifest.who, manifest.as_of, manifest.files) == (1, "Ann", AS_OF, FACTS.files)
    assert manifest.tables == {"opportunities": 3}
    assert [(check.name, check.checked, check.failed) for check in manifest.checks] == [("same_deals", 2, 0)]
    assert sorted(manifest.checksums) == ["extracts/opportunities/part-0.parquet", "marts.duckdb"]


def test_nothing_else_is_left_in_the_folders(tmp_path: Path) -> None:
    publish(small_warehouse(tmp_path), [1, 2, 3])
    root = tmp_path / "warehouse"
    version = ["extracts/opportunities/part-0.parquet", "manifest.json", "marts.duckdb"]
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()) == [
        "CURRENT",
        "HIGHEST",
        *(f"versions/000001/{name}" for name in version),
        "writer.lock",
    ]
    assert list((root / "staging").iterdir()) == []


def test_progress_names_each_mart(tmp_path: Path) -> None:
    heard: list[str] = []
    with small_warehouse(tmp_path).staging("Ann", carry=False) as staging:
        staging.build(FACTS, heard.append)
    assert heard == ["Building deals (1 of 2)", "Building regions (2 of 2)", "Writing words that repeat as numbers"]


def test_a_failed_invariant_is_marked_and_not_published(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path, same_deals=BROKEN)
    with warehouse.staging("Ann", carry=False) as staging:
        built = staging.build(FACTS)
        assert [check.failed for check in built.manifest.failed_checks] == [2]
        with pytest.raises(Refused, match="Regions add up: 2 of 4 fail, for instance EMEA"):
            staging.publish()
    assert warehouse.current() is None


def test_what_was_not_built_is_not_published(tmp_path: Path) -> None:
    with (
        small_warehouse(tmp_path).staging("Ann", carry=False) as staging,
        pytest.raises(Refused, match="Nothing was built"),
    ):
        staging.publish()


def test_bytes_that_change_before_the_swap_are_found(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    with warehouse.staging("Ann", carry=False) as staging:
        bring(staging, "opportunities", deals([4, 2]))
        staging.build(FACTS)
        (staging.extracts / "opportunities" / "part-0.parquet").write_bytes(b"x")
        with pytest.raises(Damaged, match="before it was published"):
            staging.publish()
    assert warehouse.current() is None


def test_building_again_takes_what_came_since(tmp_path: Path) -> None:
    with small_warehouse(tmp_path).staging("Ann", carry=False) as staging:
        bring(staging, "opportunities", deals([1]))
        staging.build(FACTS)
        bring(staging, "opportunities", deals([5, 6]))
        staging.build(Facts(AS_OF, date(2026, 10, 3), note="again"))
        published = staging.publish()
    assert amounts_of(published) == [5, 6]
    assert published.manifest.note == "again"


def carried(staging: Staging) -> list[str]:
    return sorted(path.name for path in staging.extracts.iterdir())


def test_tables_that_a_load_does_not_bring_are_carried_over(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    first = publish(warehouse, [1, 2])
    users = pl.DataFrame({"user_id": ["u1"], "name": ["Ann"]})
    with warehouse.staging("Ann", carry=True) as staging:
        assert carried(staging) == ["opportunities"]
        bring(staging, "users", users)
        staging.build(FACTS)
        second = staging.publish()
    assert second.manifest.tables == {"opportunities": 2, "users": 1}
    assert amounts_of(second) == amounts_of(first) == [1, 2]


def test_replacing_a_carried_table_leaves_the_published_one_alone(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    first = publish(warehouse, [1, 2])
    before = (first.extracts / "opportunities" / "part-0.parquet").read_bytes()
    assert amounts_of(publish(warehouse, [7])) == [7]
    assert (first.extracts / "opportunities" / "part-0.parquet").read_bytes() == before


def test_without_carrying_a_load_starts_empty(tmp_path: Path) -> None:
    warehouse = small_warehouse(tmp_path)
    publish(warehouse, [1, 2])
    with warehouse.staging("Ann", carry=False) as staging:
        assert carried(staging) == []


def test_where_files_cannot_be_shared_they_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: Path) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr("os.link", refuse)
    (tmp_path / "a").write_text("said")
    link_or_copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "said"
    assert (tmp_path / "a").stat().st_ino != (tmp_path / "b").stat().st_ino


def test_dates_of_the_extracts_keep_their_types(tmp_path: Path) -> None:
    with small_warehouse(tmp_path).staging("Ann", carry=False) as staging:
        bring(staging, "opportunities", deals([1]))
        sealed = pl.read_parquet(staging.extracts / "opportunities" / "part-0.parquet")
    assert sealed["created_at"].to_list() == [datetime(2026, 7, 1)]
