"""Figures of reach and return that must agree with each other and with their headlines."""

from decimal import Decimal

import polars as pl
import pytest

from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask

ASKED = [
    Asked(),
    Asked("2026Q2"),
    Asked("2025Q4", regions=("EMEA",)),
    Asked("2026Q1", segments=("SMB", "(no segment)")),
    Asked("2025Q3", kinds=("new",)),
]

whatever_is_filtered = pytest.mark.parametrize("asked", ASKED, ids=str)


def headline(version: Version, asked: Asked, question: str) -> object:
    """The value of one of the six questions, to compare within 1e-9."""
    value = dict(ask(version, "questions", asked).select("question", "value").rows())[question]
    return None if value is None else pytest.approx(value)


@whatever_is_filtered
def test_all_but_nobody_is_the_headline_of_reach(asked: Asked, of_company: Version) -> None:
    sides = ask(of_company, "reach_by_side", asked)
    assert sides["share"].sum() == pytest.approx(1)
    assert sides.filter(pl.col("engaged_by") != "nobody")["share"].sum() == headline(of_company, asked, "reach")


@whatever_is_filtered
def test_the_map_and_the_white_space_are_the_same_accounts(asked: Asked, of_company: Version) -> None:
    sides, cells = ask(of_company, "reach_by_side", asked), ask(of_company, "reach_map", asked)
    nobody = sides.filter(pl.col("engaged_by") == "nobody")["accounts"].item()
    assert cells["targets"].sum() == sides["accounts"].sum()
    assert cells.select(pl.col("targets") - pl.col("engaged"))["targets"].sum() == nobody
    assert ask(of_company, "white_space", asked).height == nobody


@whatever_is_filtered
def test_both_views_of_buying_groups_count_the_same_deals(asked: Asked, of_company: Version) -> None:
    groups, summary = ask(of_company, "buying_group", asked), ask(of_company, "buying_group_summary", asked)
    assert dict(summary.select("state", "deals").rows()) == {
        "open": groups["open_deals"].sum(),
        "won": groups["won_deals"].sum(),
    }


@whatever_is_filtered
def test_the_quarter_asked_for_has_the_headline_of_return(asked: Asked, of_company: Version) -> None:
    quarters = ask(of_company, "spend_and_return", asked)
    [row] = quarters.filter(pl.col("quarter") == (asked.quarter or "all")).rows(named=True)
    assert row["return_on_spend"] == headline(of_company, asked, "return")
    assert row["spend"] == row["marketing_spend"] + row["sales_spend"]


@whatever_is_filtered
def test_a_step_costs_the_spend_of_the_quarter(asked: Asked, of_company: Version) -> None:
    quarters = ask(of_company, "spend_and_return", asked)
    spend = quarters.filter(pl.col("quarter") == (asked.quarter or "all"))["spend"].item()
    costs = ask(of_company, "cost_per_step", asked)
    assert {found or Decimal(0) for found in costs["spend"]} == {spend}
    funnel = dict(ask(of_company, "funnel", asked).select("stage", "entered").rows())
    steps = dict(costs.select("step", "reached").rows())
    assert {step: steps[step] for step in ("mql", "sql", "opportunity", "won")} == {
        step: funnel[step] for step in ("mql", "sql", "opportunity", "won")
    }


@whatever_is_filtered
def test_every_model_brings_back_what_was_won(asked: Asked, of_company: Version) -> None:
    returns = ask(of_company, "channel_return", asked)
    won = {found for (found,) in returns.group_by("model").agg(pl.col("amount").sum()).select("amount").rows()}
    assert won <= set(ask(of_company, "win_rate", asked)["won_amount"])
