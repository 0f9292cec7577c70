"""How benchmarks say what they measured."""

import json
from pathlib import Path

import pytest

from benchmarks.measuring.measures import HOME, Took, keep, line, show, timed, wall_and_processor
from benchmarks.queries import ALL_PAGES, asked_by, numbers, over
from tandem.domain import Filters
from tests.pages.conftest import company

__all__ = ["company"]


def test_a_row_gives_least_and_median_as_ratios_of_the_references() -> None:
    row = line("slow", [0.4, 0.2, 0.3], [0.1, 0.1, 0.2])
    assert row.split() == ["slow", "200.0", "300.0", "2.00", "3.00", "3"]


def test_a_table_names_its_reference(capsys: pytest.CaptureFixture[str]) -> None:
    show("Speed", "bare", {"bare": [0.1], "whole": [0.2]})
    title, _, *rows = capsys.readouterr().out.strip().splitlines()
    assert title == "Speed (ratios against: bare)"
    assert [row.split()[0] for row in rows] == ["bare", "whole"]


def test_what_was_measured_is_kept(tmp_path: Path) -> None:
    keep(tmp_path / "out", "speed", {"bare": [0.1]}, "bare")
    kept = json.loads((tmp_path / "out" / "speed.json").read_text(encoding="utf-8"))
    assert kept["reference"] == "bare"
    assert kept["seconds"] == {"bare": [0.1]}


def test_work_is_given_what_it_is_given() -> None:
    done: list[int] = []
    took = timed(done.append, 3)
    assert done == [3]
    assert wall_and_processor({"one": [took]}) == ({"one": [took.wall]}, {"one": [took.processor]})


def test_sizes_stand_between_commas() -> None:
    assert numbers("100000,1000000") == [100_000, 1_000_000]


def test_what_a_page_asks_is_what_its_run_noted(company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANDEM_WAREHOUSE", str(company))
    monkeypatch.chdir(HOME)
    asked = asked_by(HOME / "pages" / "conversion.py", Filters(), "")
    assert {"funnel_steps", "cohorts", "leaks"} <= {question.name for question in asked}
    assert {question.filters for question in asked} == {Filters()}


def test_pages_over_the_limit_are_named_with_their_largest_size() -> None:
    fast, slow = [Took(0.02, 0.0), Took(0.9, 0.0)], [Took(0.07, 0.0)]
    assert over({"value": {"1": slow, "2": fast}, "reach": {"1": fast, "2": slow}, ALL_PAGES: {"2": slow}}) == [
        "reach: 70 ms"
    ]
