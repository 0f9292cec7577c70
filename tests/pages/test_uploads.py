"""Names that a browser says, made harmless; folders that dead servers left, swept."""

import os
from pathlib import Path

import pytest

from tandem.ui.uploads import LONGEST_NAME, safe_name, sweep


@pytest.mark.parametrize(
    ("said", "safe"),
    [
        ("deals.csv", "deals.csv"),
        ("Q3 pipeline (final).xlsx", "Q3 pipeline (final).xlsx"),
        ("Größe.csv", "Größe.csv"),
        ("../../etc/x.csv", "x.csv"),
        ("C:\\exports\\x.csv", "x.csv"),
        ("CON", "_CON"),
        ("com1.csv", "_com1.csv"),
        (".hidden", "hidden"),
        ("a\nb\x00c.csv", "abc.csv"),
        ("exe\u202evsc.csv", "exevsc.csv"),
        ('<b>"|?*.csv', "_b_____.csv"),
        ("...", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_name_is_harmless(said: str, safe: str) -> None:
    assert safe_name(said) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("ä" * 300 + ".csv")
    assert len(name.encode()) <= LONGEST_NAME
    assert name.endswith("ä.csv")


def test_an_ending_without_an_end_is_cut() -> None:
    assert len(safe_name("a." + "b" * 300).encode()) <= LONGEST_NAME


def test_orphans_are_swept_when_they_are_old(tmp_path: Path) -> None:
    for name in ("old", "fresh", "kept"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_text("x", encoding="utf-8")
    for name in ("old", "kept"):
        os.utime(tmp_path / name, (1, 1))
    sweep(tmp_path, keep=lambda name: name == "kept", older_than=1000.0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "kept"]


def test_there_may_be_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "none", keep=lambda _: False, older_than=1.0)
