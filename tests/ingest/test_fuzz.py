"""Whatever bytes come: a sentence, or every row kept or refused; and the winner of a key is what a slow loop says."""

import csv
import io
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.errors import FileRefused
from tandem.ingest import keys, text
from tests.ingest.loading import Desk, Loaded, rows

SEED = (
    "opportunity_id,created_at,amount,is_won,name\n"
    + "".join(f'O{n},2026-03-{n % 28 + 1:02},"1,{n:03}.50",true,"a ""b"", c"\n' for n in range(30))
).encode()
PIECES = [b'"', b",", b"\n", b"\r", b";", b"\t", b"\x00", b"\xff", b"\xc3", b'""', b'","', b"\r\n", b"", b"e9", b"NaN"]
changes = st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 3), st.sampled_from(PIECES)), max_size=6)


def mutated(edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    """The good file with some bytes cut out and others put in."""
    content = SEED
    for place, cut, piece in edits:
        content = content[:place] + piece + content[place + cut :]
    return content


def attempt(desk: Desk, content: bytes) -> Loaded | FileRefused:
    """What was loaded, else the sentence."""
    try:
        return desk.csv(content, settings={"refused_share_that_asks": 1.0})
    except FileRefused as refused:
        return refused


@settings(max_examples=120)
@given(changes)
def test_any_bytes_are_a_sentence_or_are_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, bytes]]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("fuzz"))
    content = mutated(edits)
    loaded = attempt(desk, content)
    if isinstance(loaded, FileRefused):
        assert str(loaded).startswith("file.csv")
        assert loaded.problem
        assert loaded.remedy
    else:
        assert loaded.report.kept == loaded.table.height
        assert loaded.report.read == loaded.report.kept + loaded.report.refused


records = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y"]), st.sampled_from(["", "2026-01-01", "2026-01-02"])),
    min_size=1,
    max_size=12,
)


def winners(lines: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """The slow way: per key the latest modified row, the first of equals."""
    best: dict[str, tuple[str, str]] = {}
    for key, name, stamp in lines:
        if key not in best or stamp > best[key][1]:
            best[key] = (name, stamp)
    return {key: name for key, (name, _) in best.items()}


@given(records)
def test_the_winner_of_a_key(tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, str]]) -> None:
    desk = Desk(tmp_path_factory.mktemp("keys"))
    content = rows("account_id,name,LastModifiedDate", *(",".join(line) for line in lines))
    loaded = desk.csv(content, settings={"refused_share_that_asks": 1.0})
    found = dict(loaded.table.select("account_id", "name").iter_rows())
    assert found == winners(lines)
    faulty = loaded.report.refused - loaded.report.superseded
    assert faulty >= 0


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
