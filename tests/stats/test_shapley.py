"""Shapley values against cases worked by hand and against every order of coming."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tandem.stats import group_smallest, shapley_shares
from tandem.stats.shapley import MOST_PLAYERS, OTHER, coalition_rates, shapley_values
from tests.stats.paths import Path, coalitions, rate, shapley_by_orders

PLAYERS = "abcd"
PATHS = st.lists(
    st.builds(Path, st.text(PLAYERS, min_size=1, max_size=6), st.booleans(), st.integers(1, 9)), min_size=1, max_size=9
)


def shares(paths: Sequence[Path], players: int = 4) -> list[float]:
    """The shares of the first players."""
    return [float(share) for share in shapley_shares(*coalitions(paths), players)]


def test_the_glove_game() -> None:
    # Shapley's own kind of case: a has a left glove, b and c a right one each; a pair is worth 1. 4/6, 1/6, 1/6.
    worth = np.array([0, 0, 0, 1, 0, 1, 0, 1], dtype=np.float64)
    assert shapley_values(worth, 3) == pytest.approx([4 / 6, 1 / 6, 1 / 6])


def test_two_channels_by_hand() -> None:
    # Alone a converts 1 of 2, b 0 of 1; of all four deals 2 convert. a: (1/2 + 1/2) / 2 = 1/2; b: (0 + 0) / 2 = 0.
    paths = [Path("a", True), Path("a", False), Path("b", False), Path("ab", True)]
    assert list(coalition_rates(*coalitions(paths), 2)) == [0, 1 / 2, 0, 1 / 2]
    assert shares(paths, 2) == pytest.approx([1, 0])


def test_three_channels_by_hand() -> None:
    # Rates: a 1/2, b 0, c 0, ab 2/3, ac 1/3, bc 0, abc 2/4.
    # a: 1/3 × 1/2 + 1/6 × 2/3 + 1/6 × 1/3 + 1/3 × 2/4 = 1/2; b: 1/6 × (2/3 - 1/2) + 1/3 × (2/4 - 1/3) = 1/12;
    # c: 1/6 × (1/3 - 1/2) + 1/3 × (2/4 - 2/3) = -1/12. They sum to 2/4.
    paths = [Path("a", True), Path("a", False), Path("ab", True), Path("c", False)]
    assert shares(paths, 3) == pytest.approx([1, 1 / 6, -1 / 6])


def test_conversions_alone_would_split_equally_and_rates_do_not() -> None:
    paths = [Path("ab", True, 2), Path("a", True), Path("a", False, 3)]
    assert shares(paths, 2) == pytest.approx([3 / 4, 1 / 4])


@given(PATHS)
def test_values_are_the_mean_over_every_order_of_coming(paths: list[Path]) -> None:
    rates = coalition_rates(*coalitions(paths), 4)
    assert shapley_values(rates, 4) == pytest.approx(shapley_by_orders(paths, PLAYERS), abs=1e-12)


@given(PATHS)
def test_the_rate_is_that_of_the_paths_inside(paths: list[Path]) -> None:
    rates = coalition_rates(*coalitions(paths), 4)
    for coalition in range(16):
        names = "".join(letter for place, letter in enumerate(PLAYERS) if coalition >> place & 1)
        assert rates[coalition] == pytest.approx(rate(paths, names))


@given(PATHS)
def test_shares_sum_to_one_and_who_is_in_no_path_gets_nothing(paths: list[Path]) -> None:
    assume(any(path.converted for path in paths))
    found = shares(paths, 5)
    assert sum(found) == pytest.approx(1)
    assert found[4] == pytest.approx(0, abs=1e-12)


@given(PATHS)
def test_players_that_do_the_same_get_the_same(paths: list[Path]) -> None:
    assume(any(path.converted for path in paths))
    swap = str.maketrans("ad", "da")
    twins = [Path(path.channels.translate(swap), path.converted, path.deals) for path in paths]
    found = shares([*paths, *twins])
    assert found[0] == pytest.approx(found[3], abs=1e-9)


@given(PATHS)
def test_the_order_of_the_rows_says_nothing(paths: list[Path]) -> None:
    assume(any(path.converted for path in paths))
    assert shares(paths[::-1]) == pytest.approx(shares(paths), abs=1e-12)


def test_many_draws_are_solved_at_once() -> None:
    members, converted, lost = coalitions([Path("a", True, 2), Path("ab", True), Path("b", False, 4)])
    draws = shapley_shares(members, np.stack([converted, converted * 2]), np.stack([lost, lost * 0]), 2)
    assert draws[0] == pytest.approx(shapley_shares(members, converted, lost, 2))
    assert draws[1] == pytest.approx(shapley_shares(members, converted * 2, lost * 0, 2))


def test_twelve_players_are_solved_and_more_are_refused() -> None:
    members = np.arange(1, 1 << MOST_PLAYERS)
    converted = np.ones(len(members))
    assert shapley_shares(members, converted, converted, MOST_PLAYERS) == pytest.approx([1 / 12] * 12)
    with pytest.raises(ValueError, match="13 players: at most 12"):
        shapley_shares(members, converted, converted, 13)


def test_nothing_that_converts_is_refused() -> None:
    with pytest.raises(ValueError, match="Nothing converts"):
        shares([Path("a", False)])


def test_the_smallest_channels_are_one_player() -> None:
    sizes = {"Web": 5, "Fair": 9, "Mail": 5, "Call": 1}
    assert group_smallest(sizes, 4) == {name: name for name in sizes}
    assert group_smallest(sizes, 3) == {"Web": OTHER, "Fair": "Fair", "Mail": "Mail", "Call": OTHER}
    grouped = {"Web": OTHER, "Fair": "Fair", "Mail": "Mail", "Call": OTHER, OTHER: OTHER}
    assert group_smallest({**sizes, OTHER: 99}, 3) == grouped
