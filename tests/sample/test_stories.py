"""Every story that a review should find is in the files, told by them alone."""

import polars as pl
import pytest

from tests.sample.exports import (
    CUT_OFF,
    MARKETING,
    before_opening,
    day,
    deals,
    export,
    latest,
    leads,
    people,
    quarter,
    touches,
)

QUARTERS = [f"{year}Q{number}" for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)][:11]


def acceptance() -> pl.DataFrame:
    """Share of qualified leads that sales accepted, by region and quarter of qualification."""
    rows = leads().filter(pl.col("is_mql")).with_columns(quarter("MQL_Date__c").alias("quarter"))
    return rows.group_by("Region__c", "quarter").agg(pl.col("is_accepted").mean().alias("share"), pl.len())


def accepted_in(region: str, when: str) -> float:
    return float(acceptance().filter((pl.col("Region__c") == region) & (pl.col("quarter") == when))["share"].item())


def test_acceptance_in_emea_falls_for_two_quarters() -> None:
    before = [accepted_in("EMEA", when) for when in QUARTERS[:9]]
    assert min(before) > 0.6
    assert accepted_in("EMEA", "2026Q2") < min(before) - 0.1
    assert accepted_in("EMEA", "2026Q3") < accepted_in("EMEA", "2026Q2")


@pytest.mark.parametrize("region", ["North America", "DACH", "APAC"])
def test_acceptance_elsewhere_keeps_its_level(region: str) -> None:
    shares = [accepted_in(region, when) for when in QUARTERS]
    assert min(shares[-2:]) > min(shares[:-2]) - 0.1
    assert min(shares[-2:]) > accepted_in("EMEA", "2026Q2")


def pipeline_share(wanted: set[str]) -> float:
    rows = deals()
    return float(rows.filter(pl.col("Id").is_in(list(wanted)))["amount"].sum()) / float(rows["amount"].sum())


def firsts(within_days: float | None) -> pl.DataFrame:
    """Deal, its first touch's side, its first touch by marketing and by sales."""
    rows = before_opening()
    rows = rows if within_days is None else rows.filter(pl.col("age") <= within_days)
    return rows.group_by("deal", maintain_order=True).agg(
        pl.col("side").first(),
        pl.col("at").filter(pl.col("side") == "marketing").first().alias("marketing_at"),
        pl.col("at").filter(pl.col("side") == "sales").first().alias("sales_at"),
    )


def sourced_by_field() -> float:
    return pipeline_share(set(deals().filter(pl.col("LeadSource").is_in(list(MARKETING)))["Id"]))


def sourced_by_first_touch() -> float:
    return pipeline_share(set(firsts(365).filter(pl.col("side") == "marketing")["deal"]))


def sourced_before_sales() -> float:
    came_first = pl.col("sales_at").is_null() | (pl.col("marketing_at") < pl.col("sales_at"))
    return pipeline_share(set(firsts(None).filter(pl.col("marketing_at").is_not_null() & came_first)["deal"]))


def test_a_fifth_to_a_quarter_of_pipeline_is_marketing_s_by_the_recorded_source() -> None:
    assert 0.20 <= sourced_by_field() <= 0.25


def test_about_twice_that_is_marketing_s_by_first_touch() -> None:
    assert 1.7 <= sourced_by_first_touch() / sourced_by_field() <= 2.4


def test_what_preceded_sales_lies_in_between() -> None:
    assert sourced_by_field() + 0.05 < sourced_before_sales() < sourced_by_first_touch() - 0.05


def available(start: str, end: str) -> pl.DataFrame:
    """Collateral published 30 days before the end of a quarter and not withdrawn in it."""
    published = pl.col("releasedAt").str.slice(0, 10).str.to_date() <= pl.lit(end).str.to_date() - pl.duration(days=30)
    kept = pl.col("archivedAt").is_null() | (pl.col("archivedAt") >= end)
    return export("assets").filter(published & kept)


def unused_share(start: str, end: str) -> float:
    """Share of the shelf that no seller showed to a buyer from `start` up to `end`."""
    shown = export("events").filter(
        pl.col("page").is_null()
        & (pl.col("type") != "asset-in-app-viewed")
        & (pl.col("startTime") >= start)
        & (pl.col("startTime") < end)
    )
    shelf = available(start, end)
    return shelf.join(shown, on="assetId", how="anti").height / shelf.height


@pytest.mark.parametrize(
    ("start", "end"), [("2025-10-01", "2026-01-01"), ("2026-01-01", "2026-04-01"), ("2026-07-01", "2026-10-01")]
)
def test_seven_tenths_of_the_collateral_is_never_shown_in_a_quarter(start: str, end: str) -> None:
    assert 0.65 <= unused_share(start, end) <= 0.75


def bookings() -> pl.DataFrame:
    """Won deals with the week of the quarter in which they closed."""
    closed = day("CloseDate")
    week = ((closed - closed.dt.truncate("1q")).dt.total_days() // 7 + 1).clip(upper_bound=13)
    won = deals().filter(pl.col("is_won")).with_columns(week.alias("week"), quarter("CloseDate").alias("quarter"))
    return won.filter(pl.col("quarter").is_in(QUARTERS))


def test_week_thirteen_holds_a_third_of_the_bookings() -> None:
    last = pl.col("amount").filter(pl.col("week") == 13).sum() / pl.col("amount").sum()
    assert 0.28 <= bookings().select(last).item() <= 0.40
    assert bookings().group_by("quarter").agg(last)["amount"].min() > 0.2  # type: ignore[operator]


def discount(rows: pl.DataFrame) -> float:
    listed = rows.filter(pl.col("list_amount").is_not_null())
    return 1 - float(listed["amount"].sum()) / float(listed["list_amount"].sum())


def test_week_thirteen_has_twice_the_discount() -> None:
    late, usual = (bookings().filter(test) for test in (pl.col("week") == 13, pl.col("week") <= 10))
    assert 1.7 <= discount(late) / discount(usual) <= 2.6


def channels(position: str) -> dict[str, int]:
    """Deals by the channel that marketing touched them by first, or last, within a year, most deals first."""
    rows = before_opening().filter((pl.col("side") == "marketing") & (pl.col("age") <= 365))
    picked = pl.col("channel").first() if position == "first" else pl.col("channel").last()
    chosen = rows.group_by("deal", maintain_order=True).agg(picked)
    return dict(chosen["channel"].value_counts().sort("count", "channel", descending=True).iter_rows())


def channel_ranks(position: str) -> list[str]:
    return list(channels(position))


def first_and_last(channel: str) -> str:
    return f"{channels('first')[channel]}, {channels('last')[channel]}"


def test_one_channel_is_loved_first_and_worthless_last() -> None:
    assert channel_ranks("first")[0] == "Content syndication"
    assert channel_ranks("last")[-1] == "Content syndication"


def test_one_channel_is_loved_last_and_worthless_first() -> None:
    assert channel_ranks("last")[0] == "Webinar"
    assert "Webinar" in channel_ranks("first")[-2:]


def leaked_and_waiting() -> tuple[float, float]:
    """Shares of qualified leads that sales never decided on: those that nobody called either, and all of them."""
    called = touches().filter(pl.col("side") == "sales").select(pl.col("person").alias("Id"))
    qualified = leads().filter(pl.col("is_mql") & (pl.col("MQL_Date__c") < "2026-10-01"))
    waiting = qualified.filter(~pl.col("is_accepted") & ~pl.col("is_rejected"))
    leaked = waiting.join(called, on="Id", how="anti")
    return leaked.height / qualified.height, waiting.height / qualified.height


def test_qualified_leads_leak() -> None:
    leaked, waiting = leaked_and_waiting()
    assert 0.10 <= waiting <= 0.22
    assert 0.6 <= leaked / waiting <= 0.9


def test_the_win_rate_is_that_of_such_a_company() -> None:
    closed = deals().filter(pl.col("is_closed"))
    assert 0.25 <= closed["is_won"].mean() <= 0.30  # type: ignore[operator]


def lead_days() -> pl.DataFrame:
    """Won leads of old enough cohorts with their days from lead to won."""
    won = deals().filter(pl.col("is_won")).select(pl.col("Id").alias("ConvertedOpportunityId"), "CloseDate")
    taken = (day("CloseDate") - day("CreatedDate")).dt.total_days()
    return leads().join(won, on="ConvertedOpportunityId").select(taken.alias("days"))


def test_four_to_seven_leads_in_a_hundred_are_won() -> None:
    assert 0.035 <= lead_days().height / leads().height <= 0.07


def test_a_visible_share_is_won_within_ninety_days() -> None:
    quick = lead_days().filter(pl.col("days") <= 90)
    assert 0.015 <= quick.height / leads().height <= 0.05
    assert 70 <= lead_days()["days"].median() <= 110  # type: ignore[operator]


def test_well_over_a_third_of_the_deals_come_from_no_lead() -> None:
    led = set(leads()["ConvertedOpportunityId"].drop_nulls())
    alone = latest("Opportunity").filter(~pl.col("Id").is_in(list(led)))
    assert 0.36 <= alone.height / 2_500 <= 0.5


def test_some_deals_have_several_leads_and_some_no_roles() -> None:
    converted = leads().filter(pl.col("ConvertedOpportunityId").is_not_null())
    assert converted["ConvertedOpportunityId"].value_counts()["count"].max() >= 3  # type: ignore[operator]
    with_roles = export("OpportunityContactRole")["OpportunityId"].unique()
    without = latest("Opportunity").filter(~pl.col("Id").is_in(with_roles.to_list()))
    assert 0.05 <= without.height / 2_500 <= 0.15
    assert people().height > 2_500


def test_about_five_hundred_deals_are_open_and_expected_to_close_later() -> None:
    pending = latest("Opportunity").filter(pl.col("IsClosed") == "false")
    assert 420 <= pending.height <= 580
    assert pending["CloseDate"].min() > CUT_OFF  # type: ignore[operator]
    assert pending["StageName"].value_counts()["count"].n_unique() == 4


def test_the_joint_return_is_plausible() -> None:
    spent = sum(
        float(export(name).filter(pl.col("month") >= "2024-11")["amount"].cast(pl.Float64).sum())
        for name in ("sales_spend", "other_marketing_spend")
    )
    ads = export("Campaign").filter(pl.col("Type").str.starts_with("Paid") & (pl.col("StartDate") >= "2024-11"))
    spent += float(ads["ActualCost"].cast(pl.Float64).sum())
    booked = float(deals().filter(pl.col("is_won") & (pl.col("CloseDate") >= "2024-11"))["amount"].sum())
    assert 0.5 <= (booked - spent) / spent <= 2.0
