"""Which way a figure moved, how much, and whether that is good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.words import Turn, change


@pytest.mark.parametrize(
    ("value", "before", "unit", "lower", "text", "turn"),
    [
        (0.24, 0.21, "ratio", False, "▲ 3 points", Turn.BETTER),
        (0.21, 0.24, "ratio", False, "▼ 3 points", Turn.WORSE),
        (0.24, 0.21, "ratio", True, "▲ 3 points", Turn.WORSE),
        (120.0, 100.0, "money", False, "▲ 20 %", Turn.BETTER),
        (120.0, 0.0, "money", False, "▲ from nothing", Turn.BETTER),
        (90.0, 96.0, "days", True, "▼ 6 days", Turn.BETTER),
        (1.4, 0.4, "times", False, "▲ 1.0×", Turn.BETTER),
        (0.240001, 0.24, "ratio", False, "unchanged", Turn.FLAT),
        (5.0, 5.01, "days", True, "unchanged", Turn.FLAT),
        (100.001, 100.0, "money", False, "unchanged", Turn.FLAT),
        (None, 0.2, "ratio", False, "no comparison", Turn.UNKNOWN),
        (0.2, None, "ratio", False, "no comparison", Turn.UNKNOWN),
    ],
)
def test_a_change_says_its_size_and_its_meaning(
    value: float | None, before: float | None, unit: str, lower: bool, text: str, turn: Turn
) -> None:
    moved = change(value, before, unit, lower_is_better=lower)
    assert str(moved).replace("\N{NO-BREAK SPACE}", " ").removeprefix("= ") == text
    assert moved.turn is turn


def test_a_change_can_be_spoken() -> None:
    assert change(0.24, 0.21, "ratio").spoken() == "up 3\N{NO-BREAK SPACE}points"
    assert change(0.21, 0.24, "ratio").spoken() == "down 3\N{NO-BREAK SPACE}points"
    assert change(0.21, 0.21, "ratio").spoken() == "unchanged"


@given(
    st.floats(min_value=0.001, max_value=1e9),
    st.floats(min_value=0.001, max_value=1e9),
    st.sampled_from(["ratio", "money", "days", "times", "count"]),
)
def test_there_and_back_are_opposites(value: float, before: float, unit: str) -> None:
    opposite = {Turn.BETTER: Turn.WORSE, Turn.WORSE: Turn.BETTER, Turn.FLAT: Turn.FLAT}
    there, back = change(value, before, unit), change(before, value, unit)
    if unit not in {"money", "count"}:
        assert there.turn is opposite[back.turn]
    assert {there.arrow, back.arrow} <= {"▲", "▼", "="}
