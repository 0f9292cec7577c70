"""Whatever bytes come: a sentence, or every row kept or refused; and the winner of a key is what a slow loop says."""

import csv
import io
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.ingest import keys, text
from tandem.ingest.apart import run_apart
from tandem.ingest.limits import Limits, silent
from tandem.ingest.report import FileReport
from tests.ingest.loading import Desk, Loaded, rows
from tests.ingest.mutating import judge, try_cases

NOTHING = pl.DataFrame({"account_id": ["1"]})
TIMES = {"csv": 150, "xlsx": 150, "zip": 60, "parquet": 60, "jsonl": 60}
BOUNDS = Limits(memory_bytes=4 << 30, wall_seconds=30.0)


@pytest.mark.parametrize("kind", TIMES)
def test_whatever_comes_is_a_sentence_or_every_row_accounted_for(kind: str, fuzz_rounds: int) -> None:
    """Cases 59 and 70: no crash, no hang, no wrong count of rows; the kind and number of a case make it again."""
    for first in range(0, TIMES[kind] * fuzz_rounds, 50):
        numbers = tuple(range(first, min(first + 50, TIMES[kind] * fuzz_rounds)))
        kept, refused = run_apart(BOUNDS, silent, try_cases, kind, numbers)
        assert kept + refused == len(numbers)


def test_the_slow_count_finds_a_row_that_is_lost() -> None:
    """The judge of the cases above is no rubber stamp."""
    loaded = Loaded([FileReport("a.csv", "", 1, "x", ("accounts",), read=1, kept=1, refused=0)], {"x": NOTHING})
    judge(b"opportunity_id,name\n1,x\n", "csv", loaded)
    with pytest.raises(AssertionError, match="rows read against rows counted"):
        judge(b"opportunity_id,name\n1,x\n2,y\n", "csv", loaded)


records = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y"]), st.sampled_from(["", "2026-01-01", "2026-01-02"])),
    min_size=1,
    max_size=12,
)


def winners(lines: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """The slow way: per key the latest modified row, of equals the one whose name comes first, whatever their order."""
    best: dict[str, tuple[str, str]] = {}
    for key, name, stamp in lines:
        known, latest = best.get(key, (name, stamp))
        if stamp == latest:
            best[key] = (min(name, known), stamp)
        else:
            best[key] = max((name, stamp), (known, latest), key=lambda row: row[1])
    return {key: name for key, (name, _) in best.items()}


@settings(max_examples=30)
@given(records)
def test_the_winner_of_a_key(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, str]]) -> None:
    desk = Desk(tmp_path_factory.mktemp("keys"))
    content = rows("account_id,name,LastModifiedDate", *(",".join(line) for line in lines))
    loaded = desk.csv(content, settings={"refused_share_that_asks": 1.0})
    found = dict(loaded.table.select("account_id", "name").iter_rows())
    assert found == winners(lines)
    faulty = loaded.report.refused - loaded.report.superseded
    assert faulty >= 0


@settings(max_examples=12)
@given(records)
def test_upsert_is_a_dictionary_update(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, str]]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("upsert"))
    known: dict[str, str] = {}
    for key, name, _ in lines:
        loaded = desk.csv(rows("account_id,name", f"{key},{name}"), mode="upsert")
        known[key] = name
    assert dict(loaded.table.select("account_id", "name").iter_rows()) == known


@pytest.mark.parametrize("size", [1, 7, 20, 1000])
def test_batches_of_any_size_give_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(text, "BATCH", size)
    monkeypatch.setattr(keys, "SHARE", size)
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(["account_id", "name", "created_at"])
    writer.writerows([n % 40, "x", f"{n % 12 + 1}/{13 + n % 15}/2026"] for n in range(60))
    loaded = desk.csv(lines.getvalue(), settings={"refused_share_that_asks": 1.0})
    assert loaded.report.read == 60
    assert loaded.table.height == 40
    assert loaded.table["account_id"].cast(pl.Int64).sort().to_list() == list(range(40))
    assert loaded.table["created_at"].null_count() == 0
