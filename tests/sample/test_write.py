"""The same seed, the same bytes; another seed, others; more touches, nothing else."""

import gzip
import hashlib
from pathlib import Path

import pytest

from tandem.errors import WrongUse
from tandem.sample import write
from tests.sample.conftest import LEADS, TOUCHES
from tests.sample.exports import KEPT

TOUCH_FILES = {"CampaignMember.csv", "Task.csv"}


def content(folder: Path) -> dict[str, bytes]:
    """What each file of a folder holds, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows_of(folder: Path, name: str) -> int:
    return len((folder / name).read_text(encoding="utf-8").splitlines()) - 1


def test_the_files_written_are_told_in_order(tmp_path: Path) -> None:
    told = write(tmp_path, leads=40, touches=100)
    assert told == sorted(tmp_path.iterdir())
    assert len(told) == 23


def test_the_folder_is_made(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b", leads=40, touches=100)
    assert (tmp_path / "a" / "b" / "Lead.csv").is_file()


def test_the_same_seed_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    write(tmp_path, leads=LEADS, touches=TOUCHES)
    assert content(tmp_path) == content(small)


def test_the_same_seed_gives_the_same_bytes_compressed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, leads=60, touches=400, compress=True)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_compressed_is_the_same_within(small: Path, tmp_path: Path) -> None:
    write(tmp_path, leads=LEADS, touches=TOUCHES, compress=True)
    unpacked = {name.removesuffix(".gz"): gzip.decompress(data) for name, data in content(tmp_path).items()}
    assert unpacked == content(small)


@pytest.mark.parametrize(
    "name", ["Lead.csv", "Opportunity.csv", "Task.csv", "events.csv", "google_ads.csv", "User.csv"]
)
def test_another_seed_gives_other_bytes(small: Path, tmp_path: Path, name: str) -> None:
    write(tmp_path, leads=LEADS, touches=TOUCHES, seed=8)
    assert (tmp_path / name).read_bytes() != (small / name).read_bytes()


def test_more_touches_change_nothing_else(small: Path, tmp_path: Path) -> None:
    write(tmp_path, leads=LEADS, touches=2 * TOUCHES)
    more, fewer = content(tmp_path), content(small)
    assert {name for name in fewer if more[name] != fewer[name]} == TOUCH_FILES


@pytest.mark.parametrize("touches", [0, 1, 999, 60_001, 120_000])
def test_there_are_as_many_touches_as_asked_for(tmp_path: Path, touches: int) -> None:
    write(tmp_path, leads=40, touches=touches)
    assert sum(rows_of(tmp_path, name) for name in TOUCH_FILES) == touches


@pytest.mark.parametrize("leads", [10, 11, 250])
def test_there_are_as_many_leads_as_asked_for(tmp_path: Path, leads: int) -> None:
    write(tmp_path, leads=leads, touches=100)
    ids = {line.split(",", 1)[0] for line in (tmp_path / "Lead.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert len(ids) == leads


def test_deals_grow_with_leads(small: Path) -> None:
    ids = {line.split(",", 1)[0] for line in (small / "Opportunity.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert len(ids) == LEADS * 2_500 // 12_000


@pytest.mark.parametrize("wrong", [{"leads": 9}, {"touches": -1}, {"seed": -1}])
def test_impossible_numbers_are_a_sentence(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(WrongUse, match="10 leads or more"):
        write(tmp_path, **wrong)  # type: ignore[arg-type]


def test_the_committed_company_is_what_the_writer_writes(tmp_path: Path) -> None:
    write(tmp_path)
    written = {name: hashlib.sha256(data).hexdigest() for name, data in content(tmp_path).items()}
    kept = {
        path.name.removesuffix(".gz"): hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest()
        for path in KEPT.glob("*.gz")
    }
    assert written == kept


def test_the_committed_company_is_under_five_megabytes() -> None:
    assert sum(path.stat().st_size for path in KEPT.iterdir()) < 5_000_000


def test_compressed_files_carry_no_time() -> None:
    for path in KEPT.glob("*.gz"):
        assert path.read_bytes()[4:8] == bytes(4), path.name
