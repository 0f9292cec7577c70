"""Removal effects against cases worked by hand, and against the chain played through without any linear system."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.stats import normalised, removal_effects
from tests.stats.paths import Path, counted, pushed

CHANNELS = "abcd"
PATHS = st.lists(
    st.builds(Path, st.text(CHANNELS, min_size=1, max_size=6), st.booleans(), st.integers(1, 9)), min_size=1, max_size=9
)
ORDERS = st.integers(1, 3)


def effects(paths: list[Path], order: int = 1) -> list[float]:
    """The removal effects of the paths, channel a first."""
    return [float(effect) for effect in removal_effects(*counted(paths, order))]


def test_one_channel_has_all() -> None:
    assert effects([Path("a", True, 3), Path("aa", True), Path("a", False, 6)]) == [pytest.approx(1)]


def test_two_channels_by_hand() -> None:
    # Half start with a and go on to b, half start with b; b converts always. Without a half is left, without b nothing.
    paths = [Path("ab", True), Path("b", True)]
    assert effects(paths) == pytest.approx([1 / 2, 1])
    assert normalised(np.array(effects(paths))) == pytest.approx([1 / 3, 2 / 3])


def test_three_channels_by_hand() -> None:
    # The usual teaching example: a b c converts; a is lost; b c is lost. To convert: (2/3 × 1/2 + 1/3) × 1 × 1/2 = 1/3.
    # Without a: 1/3 × 1/2 = 1/6, half of it. Without b or c: nothing.
    paths = [Path("abc", True), Path("a", False), Path("bc", False)]
    assert effects(paths) == pytest.approx([1 / 2, 1, 1])
    assert normalised(np.array(effects(paths))) == pytest.approx([0.2, 0.4, 0.4])


def test_lost_paths_change_the_answer() -> None:
    won = [Path("ab", True), Path("c", True)]
    assert effects(won) == pytest.approx([1 / 2, 1 / 2, 1 / 2])
    # A lost a b: two of three start with a, b converts one of two: 2/3 × 1/2 + 1/3 = 2/3; without any of them 1/3.
    assert effects([*won, Path("ab", False)]) == pytest.approx([1 / 2, 1 / 2, 1 / 2])
    # A lost b: each starts one of three: (1/3 + 1/3) × 1/2 + 1/3 = 2/3; without a 1/3 × 1/2 + 1/3 = 1/2, without b 1/3.
    assert effects([*won, Path("b", False)]) == pytest.approx([1 / 4, 1 / 2, 1 / 2])


def test_a_loop_is_solved_and_not_cut_short() -> None:
    # From a: half to b, half convert; from b always back to a. Everything converts in the end; without b half does.
    paths = [Path("aba", True)]
    assert effects(paths) == pytest.approx([1, 1 / 2])


def test_a_higher_order_remembers_more() -> None:
    # After a b comes conversion, after c b comes loss. Order 1 cannot tell: c leads to b, b converts half of the time.
    paths = [Path("ab", True), Path("cb", False)]
    assert effects(paths, 1) == pytest.approx([1 / 2, 1, 1 / 2])
    assert effects(paths, 2) == pytest.approx([1, 1, 0])


def test_nothing_that_converts_has_no_effects() -> None:
    assert effects([Path("ab", False)]) == [0, 0]
    assert list(normalised(np.zeros(2))) == [1 / 2, 1 / 2]
    assert normalised(np.zeros(0)).shape == (0,)


def test_no_steps_have_no_channels() -> None:
    nothing = np.array([], dtype=np.int64)
    assert removal_effects(nothing, nothing, nothing, np.array([]), np.array([])).shape == (0,)


@given(PATHS, ORDERS)
def test_an_effect_is_what_is_lost_when_the_chain_is_played_through(paths: list[Path], order: int) -> None:
    whole = pushed(paths, order)
    found = effects(paths, order)
    for letter, effect in zip(CHANNELS, found, strict=False):
        assert effect == pytest.approx(1 - pushed(paths, order, letter) / whole if whole else 0, abs=1e-9)


@given(PATHS, ORDERS)
def test_shares_sum_to_one_and_none_is_below_zero(paths: list[Path], order: int) -> None:
    shares = normalised(np.array(effects(paths, order)))
    assert shares.sum() == pytest.approx(1)
    assert shares.min() > -1e-12


@given(PATHS, ORDERS)
def test_the_order_of_the_rows_says_nothing(paths: list[Path], order: int) -> None:
    assert effects(paths[::-1], order) == pytest.approx(effects(paths, order), abs=1e-12)


@given(PATHS, ORDERS)
def test_channels_that_change_places_change_shares(paths: list[Path], order: int) -> None:
    swapped = [Path(path.channels.translate(str.maketrans("ad", "da")), path.converted, path.deals) for path in paths]
    every = [Path(CHANNELS, False)]
    found, other = effects([*paths, *every], order), effects([*swapped, Path("dbca", False)], order)
    assert [found[place] for place in (3, 1, 2, 0)] == pytest.approx(other, abs=1e-9)


@given(PATHS, ORDERS)
def test_a_channel_of_lost_paths_that_ends_them_gets_nothing(paths: list[Path], order: int) -> None:
    assert effects([*paths, Path("e", False)], order)[4] == 0


@pytest.mark.parametrize("order", [1, 2])
def test_draws_are_solved_together_as_one_by_one(order: int) -> None:
    steps = counted([Path("abc", True, 3), Path("ab", False), Path("ca", True), Path("b", False, 2)], order)
    before, after, channel, converted, lost = steps
    draws = np.random.default_rng(1).standard_gamma(np.stack([converted, lost]), size=(6, 2, len(converted)))
    together = normalised(removal_effects(before, after, channel, draws[:, 0], draws[:, 1]))
    alone = [normalised(removal_effects(before, after, channel, one[0], one[1])) for one in draws]
    assert together == pytest.approx(np.stack(alone), abs=1e-12)
