"""Models that credit channels share out what the models that credit deals do, whatever is filtered."""

import polars as pl
import pytest

from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask

ASKED = [
    Asked(),
    Asked("2026Q2"),
    Asked("2025Q4", regions=("EMEA",)),
    Asked("2026Q1", segments=("SMB", "(no segment)")),
    Asked("2024Q3", regions=("(no region)",), segments=("Enterprise",)),
]
MILESTONES = ("created", "won", "any")

whatever_is_filtered = pytest.mark.parametrize("asked", ASKED, ids=str)
up_to_any_milestone = pytest.mark.parametrize("milestone", MILESTONES)


def credit(version: Version, asked: Asked, **settings: object) -> pl.DataFrame:
    """The answer of `attribution` under these settings."""
    return ask(version, "attribution", Asked(asked.quarter, asked.regions, asked.segments, asked.kinds, settings))


def untouched(answer: pl.DataFrame) -> list[tuple[object, ...]]:
    """The row of the opportunities that no channel touched."""
    return answer.filter(pl.col("channel") == "(no touch)").rows()


@whatever_is_filtered
@up_to_any_milestone
@pytest.mark.parametrize("model", ["markov", "shapley"])
def test_totals_are_those_of_every_model(asked: Asked, milestone: str, model: str, of_company: Version) -> None:
    rule = credit(of_company, asked, milestone=milestone, model="linear")
    answer = credit(of_company, asked, milestone=milestone, model=model)
    assert answer["amount"].sum() == rule["amount"].sum()
    assert answer["credit"].sum() == pytest.approx(rule["credit"].sum())
    assert untouched(answer) == untouched(rule)


@whatever_is_filtered
def test_totals_hold_for_other_memories_and_other_paths(asked: Asked, of_company: Version) -> None:
    for given in ({"order": 2}, {"order": 3, "with_lost": "false"}, {"lookback_days": 30, "path": "collapsed"}):
        rule = credit(of_company, asked, model="last", **given)
        answer = credit(of_company, asked, model="markov", **given)
        assert answer["amount"].sum() == rule["amount"].sum()


def test_an_earlier_cut_off_leaves_out_what_came_after_it(of_company: Version) -> None:
    early = of_company.manifest.as_of.replace(month=2, day=10)
    for model in ("markov", "shapley"):
        given = Asked(settings={"model": model})
        rule = ask(of_company, "attribution", Asked(settings={"model": "first"}), early)
        assert ask(of_company, "attribution", given, early)["amount"].sum() == rule["amount"].sum()
        assert ask(of_company, "attribution", given, early).height == rule.height


@whatever_is_filtered
@pytest.mark.parametrize("model", ["markov", "shapley"])
def test_intervals_stand_about_the_share_of_the_answer(asked: Asked, model: str, of_company: Version) -> None:
    settings: dict[str, object] = {"model": model, "milestone": "any"}
    given = Asked(asked.quarter, asked.regions, asked.segments, asked.kinds, settings)
    intervals = ask(of_company, "attribution_intervals", given)
    touched = ask(of_company, "attribution", given).filter(pl.col("channel") != "(no touch)")
    whole = touched["credit"].sum()
    assert intervals["channel"].to_list() == touched["channel"].to_list()
    assert [share * whole for share in intervals["share"]] == pytest.approx(touched["credit"].to_list())
    assert (intervals["low"] <= intervals["high"]).all()
    assert set(intervals["model"]) <= {model}
