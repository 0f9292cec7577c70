"""Figures that must agree with each other, whatever is filtered."""

from decimal import Decimal

import polars as pl
import pytest

from tandem.domain import Quarter
from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask

EVERY_KIND = ("new", "expansion", "renewal", "(no kind)")
ASKED = [
    Asked(),
    Asked("2026Q2"),
    Asked("2025Q4", regions=("EMEA",)),
    Asked("2026Q1", segments=("SMB", "(no segment)")),
    Asked("2025Q3", kinds=EVERY_KIND),
]
REGIONS = ("AMER", "APAC", "EMEA", "(no region)")

whatever_is_filtered = pytest.mark.parametrize("asked", ASKED, ids=str)


def having(asked: Asked, **settings: object) -> Asked:
    """The same filters with settings."""
    return Asked(asked.quarter, asked.regions, asked.segments, asked.kinds, settings)


def headlines(version: Version, asked: Asked) -> dict[str, float | None]:
    """The value of each of the six questions."""
    return dict(ask(version, "questions", asked).select("question", "value").rows())


def near(value: object) -> object:
    """A number to compare with, within 1e-9; nothing stays nothing."""
    return None if value is None else pytest.approx(value, rel=1e-9)


@whatever_is_filtered
def test_every_rule_and_every_model_shares_out_the_same_pipeline(asked: Asked, of_company: Version) -> None:
    every_deal = having(asked, milestone="any")
    rules = ask(of_company, "sourced_rules", asked).group_by("rule").agg(pl.col("amount", "opportunities").sum())
    models = ask(of_company, "attribution_models", every_deal).group_by("model").agg(pl.col("amount", "credit").sum())
    [pipeline] = set(rules["amount"]) | set(models["amount"])
    assert pipeline == ask(of_company, "agreement_records", asked)["amount"].sum()
    [deals] = set(rules["opportunities"])
    assert all(credit == near(deals) for credit in models["credit"])


@whatever_is_filtered
def test_the_credit_of_a_deal_is_its_amount_to_the_cent(asked: Asked, of_company: Version) -> None:
    records = ask(of_company, "attribution_records", having(asked, model="linear"))
    credited = records.group_by("opportunity_id").agg(pl.col("amount").sum(), pl.col("credit").sum())
    deals = dict(ask(of_company, "sourced_records", asked).select("opportunity_id", "amount").rows())
    for deal, amount, credit in credited.rows():
        assert amount == (deals[deal] or Decimal(0))
        assert credit == near(1)


@whatever_is_filtered
def test_source_classes_sum_to_the_whole(asked: Asked, of_company: Version) -> None:
    for rule in ("crm_field", "first_touch", "before_sales"):
        assert ask(of_company, "sourced", having(asked, rule=rule))["share"].sum() == near(1)


@whatever_is_filtered
def test_whoever_entered_a_stage_moved_on_or_left_or_is_still_there(asked: Asked, of_company: Version) -> None:
    flows = ask(of_company, "funnel_flow", asked)
    assert flows["entered"].to_list() == (flows["moved_on"] + flows["left_funnel"] + flows["still_there"]).to_list()
    by_stage = flows.group_by("stage", maintain_order=True).agg(pl.col("entered").sum())
    funnel, maturity = ask(of_company, "funnel", asked), ask(of_company, "funnel_maturity", asked)
    assert by_stage.rows() == funnel.select("stage", "entered").rows() == maturity.select("stage", "entered").rows()
    assert maturity["entered"].to_list() == (maturity["mature"] + maturity["immature"]).to_list()


@whatever_is_filtered
def test_the_cohort_of_leads_is_the_first_stage_of_the_funnel(asked: Asked, of_company: Version) -> None:
    for by in ("source", "channel", "region", "month", "quarter", "all"):
        cohort = ask(of_company, "funnel_by", having(asked, by=by, stage="lead"))
        assert cohort["entered"].sum() == ask(of_company, "funnel", asked)["entered"][0]


@whatever_is_filtered
def test_deals_by_any_dimension_sum_to_all_deals(asked: Asked, of_company: Version) -> None:
    [total] = ask(of_company, "win_rate", asked).select("won", "lost", "open", "won_amount").rows()
    for by in ("region", "segment", "quarter", "owner", "product_family", "source"):
        parts = ask(of_company, "win_rate", having(asked, by=by)).select("won", "lost", "open", "won_amount")
        assert parts.sum().rows() == [total]


@pytest.mark.parametrize("quarter", [None, "2026Q2", "2025Q4"])
def test_regions_sum_to_the_company(quarter: str | None, of_company: Version) -> None:
    whole = headlines(of_company, Asked(quarter))["value"]
    parts = [headlines(of_company, Asked(quarter, regions=(region,)))["value"] for region in REGIONS]
    assert sum(part or 0 for part in parts) == near(whole)


@whatever_is_filtered
def test_expected_value_by_stage_and_segment_sums_to_the_headline(asked: Asked, of_company: Version) -> None:
    groups = ask(of_company, "value_groups", asked)
    assert near(headlines(of_company, asked)["value"]) == groups["expected_value"].sum()


@whatever_is_filtered
def test_the_disputed_deals_are_the_disputed_share(asked: Asked, of_company: Version) -> None:
    disputed, pipeline = (
        sum(map(float, ask(of_company, name, asked)["amount"].drop_nulls())) for name in ("disputed", "sourced")
    )
    assert disputed / pipeline == near(headlines(of_company, asked)["agreement"])


@pytest.mark.parametrize("asked", [asked for asked in ASKED if asked.quarter], ids=str)
def test_a_figure_is_the_same_wherever_it_stands(asked: Asked, of_company: Version) -> None:
    answer = ask(of_company, "questions", asked)
    quarter = Quarter.parse(str(asked.quarter))
    trend = {(row[0], row[1]): row[2] for row in ask(of_company, "question_trend", asked).rows()}
    for column, then in (("value", quarter), ("previous", quarter.previous), ("year_ago", quarter.year_ago)):
        earlier = headlines(of_company, Asked(str(then), asked.regions, asked.segments, asked.kinds))
        for question, value in answer.select("question", column).rows():
            assert value == near(trend[question, str(then)])
            assert value == near(earlier[question])


@whatever_is_filtered
def test_the_trend_of_sourcing_ends_with_the_share_of_the_quarter(asked: Asked, of_company: Version) -> None:
    trend = ask(of_company, "sourced_trend", asked)
    shares = ask(of_company, "sourced_rules", asked).filter(pl.col("source_class") == "marketing")
    assert trend["quarter"].n_unique() == (9 if asked.quarter is None else min(8, trend["quarter"].n_unique()))
    last = trend.filter((pl.col("quarter") == (asked.quarter or "all")) & (pl.col("opportunities") > 0))
    columns = ("rule", "opportunities", "of", "amount", "share")
    assert last.select(columns).rows() == shares.select(columns).rows()


@whatever_is_filtered
def test_collateral_by_kind_sums_to_the_summary(asked: Asked, of_company: Version) -> None:
    [summary] = ask(of_company, "collateral_summary", asked).select("available", "unused", "unused_cost").rows()
    kinds = ask(of_company, "unused_by_kind", asked).select("available", "unused", "unused_cost")
    assert kinds.sum().rows() == [summary]
    by_count, by_cost = ask(of_company, "unused_share", asked).select("whole", "unused").rows()
    assert (*by_count, by_cost[1]) == tuple(map(float, summary))
