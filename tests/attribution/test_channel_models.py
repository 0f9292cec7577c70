"""Markov and Shapley as `ask` answers them, against paths of the plain reference credited the slow way."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path as Folder
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tandem.catalog import Catalog
from tandem.warehouse import Version
from tests.attribution.companies import AS_OF, COMPANIES, Response, Role, deals_of, tables, touches_of
from tests.attribution.reference import Choice, Touch, path_of
from tests.contracts.asking import SETTINGS, Asked, ask, built, marts_behind
from tests.stats.paths import Path, pushed, shapley_by_orders


@dataclass(frozen=True)
class Way:
    """A way to ask: what the reader picks, the model, its order and whether lost opportunities count."""

    choice: Choice
    model: str
    order: int
    with_lost: bool

    def asked(self) -> Asked:
        """The question as a reader asks it: of all time and every kind."""
        chosen = {name: value for name, value in vars(self.choice).items() if name != "half_life_days"}
        chosen["lookback_days"] = "all" if self.choice.lookback_days is None else self.choice.lookback_days
        given = {**chosen, "model": self.model, "order": self.order, "with_lost": self.with_lost}
        return Asked(kinds=(), settings=given)


WAYS = st.builds(
    Way,
    st.builds(
        Choice,
        milestone=st.sampled_from(["created", "won", "any"]),
        lookback_days=st.sampled_from([365, 365, 30, None]),
        match=st.sampled_from(["people", "account"]),
        side=st.sampled_from(["marketing", "all"]),
        path=st.sampled_from(["all", "collapsed"]),
    ),
    st.sampled_from(["markov", "markov", "shapley"]),
    st.integers(1, 3),
    st.booleans(),
)


def state_of(role: Role) -> str:
    """Open, won or lost."""
    return {None: "open", True: "won", False: "lost"}[role.is_won]


def learnt(paths: Sequence[tuple[str, str]], with_lost: bool) -> list[Path]:
    """The paths, each with its state, as those that converted and those that did not."""
    found = [Path(channels, state != "lost") for channels, state in paths if channels]
    if not any(path.converted for path in found):
        return [Path(path.channels, True) for path in found]
    return found if with_lost else [path for path in found if path.converted]


def shares(paths: Sequence[Path], way: Way) -> dict[str, float]:
    """The share of each channel on the paths."""
    players = "".join(sorted(set("".join(path.channels for path in paths))))
    if way.model == "shapley":
        values = shapley_by_orders(paths, players)
    else:
        values = [1 - pushed(paths, way.order, player) / pushed(paths, way.order) for player in players]
    return {player: value / sum(values) for player, value in zip(players, values, strict=True)}


def expected(roles: Sequence[Role], touches: Sequence[Touch], way: Way) -> tuple[dict[str, float], Decimal]:
    """The credit of each channel, and the money of all of them."""
    names = sorted({touch.channel for touch in touches})
    paths, credited, untouched, money = [], 0, 0, Decimal(0)
    for role, deal in zip(roles, deals_of(roles), strict=True):
        state = state_of(role)
        path = path_of(deal, touches, way.choice, AS_OF)
        if way.choice.milestone != "won" or state != "open":
            paths.append(("".join(chr(97 + names.index(touch.channel)) for touch in path), state))
        if way.choice.milestone != "won" or state == "won":
            credited, untouched = credited + bool(path), untouched + (not path)
            money += deal.amount or Decimal(0)
    found = shares(learnt(paths, way.with_lost), way) if credited else {}
    credit = {names[ord(letter) - 97]: share * credited for letter, share in found.items()}
    return credit | ({"(no touch)": float(untouched)} if untouched else {}), money


def loaded(folder: Folder, roles: Sequence[Role], responses: Sequence[Response]) -> Version:
    """The company, with the marts that attribution reads."""
    texts = {name: pl.read_csv(StringIO(text), infer_schema=False) for name, text in tables(roles, responses).items()}
    return built(folder, texts, AS_OF, marts_behind(Catalog.load(), ["attribution"]), SETTINGS)


@trying(max_examples=8, deadline=None)
@given(COMPANIES, st.lists(WAYS, min_size=8, max_size=8))
def test_credit_is_as_defined(company: tuple[list[Role], list[Response]], ways: list[Way]) -> None:
    roles, responses = company
    touches = touches_of(roles, responses)
    with TemporaryDirectory() as folder:
        version = loaded(Folder(folder), roles, responses)
        for way in ways:
            credit, money = expected(roles, touches, way)
            answer = ask(version, "attribution", way.asked())
            found = dict(answer.select("channel", "credit").rows())
            assert found == pytest.approx(credit, abs=1e-9), way
            assert answer["amount"].sum() == money, way
            assert answer["channel"].to_list() == sorted(found), way
