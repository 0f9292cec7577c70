"""Every story that the sample company holds is found by asking the published version, as a reader would."""

from pathlib import Path

import polars as pl
import pytest

from tandem.domain import Scope
from tandem.review import AnswerCache, Review
from tandem.settings import Settings
from tandem.warehouse import Warehouse

ALL = "all"
EVER = {"within_days": "all"}


@pytest.fixture(scope="module")
def review(sample_warehouse: Path) -> Review:
    """A reader of the sample company who may see everything."""
    version = Warehouse(sample_warehouse, Settings()).require()
    return Review(version, Scope.everything(), version.settings, answers=AnswerCache(64))


def answer(review: Review, name: str, quarter: str, *regions: str, **settings: object) -> pl.DataFrame:
    """The answer for a quarter and some regions, all of them when none is named."""
    return review.ask(name, review.filters(quarter, regions, ()), **settings)


def accepted(review: Review, region: str, quarter: str) -> float:
    """Share of the quarter's qualified leads that sales of the region accepted, to date."""
    funnel = answer(review, "funnel", quarter, region, **EVER)
    return float(funnel.filter(pl.col("stage") == "mql")["conversion"].item())


def test_acceptance_in_emea_falls_for_two_quarters(review: Review) -> None:
    before, fallen, lowest = (accepted(review, "EMEA", quarter) for quarter in ("2026Q1", "2026Q2", "2026Q3"))
    assert before > 0.6
    assert fallen < before - 0.1
    assert lowest < fallen


@pytest.mark.parametrize("region", ["North America", "DACH", "APAC"])
def test_acceptance_elsewhere_keeps_its_level(region: str, review: Review) -> None:
    assert accepted(review, region, "2026Q3") > accepted(review, region, "2026Q1") - 0.1
    assert accepted(review, region, "2026Q3") > accepted(review, "EMEA", "2026Q2")


def marketing_sourced(review: Review) -> dict[str, float]:
    """Share of all pipeline that marketing sourced, under each rule."""
    rules = answer(review, "sourced_rules", ALL).filter(pl.col("source_class") == "marketing")
    return dict(rules.select("rule", "share").rows())


def test_the_rules_tell_of_a_quarter_or_of_twice_that(review: Review) -> None:
    shares = marketing_sourced(review)
    assert 0.20 <= shares["crm_field"] <= 0.25
    assert 1.7 <= shares["first_touch"] / shares["crm_field"] <= 2.4
    assert shares["crm_field"] + 0.05 < shares["before_sales"] < shares["first_touch"] - 0.05


@pytest.mark.parametrize("quarter", ["2025Q4", "2026Q1", "2026Q3"])
def test_seven_tenths_of_the_collateral_is_unused(quarter: str, review: Review) -> None:
    summary = answer(review, "collateral_summary", quarter)
    assert 0.65 <= summary["unused_share"].item() <= 0.75
    assert summary["unused_cost"].item() > 0


def bookings(review: Review) -> pl.DataFrame:
    """Won deals of complete quarters with the week in which they closed, 1 to 13: days left over are of the last."""
    closed = pl.col("closed_on")
    week = ((closed - closed.dt.truncate("1q")).dt.total_days() // 7 + 1).clip(upper_bound=13)
    won = answer(review, "deal_records", ALL).filter((pl.col("state") == "won") & (closed < pl.date(2026, 10, 1)))
    return won.with_columns(pl.col("amount", "list_amount").cast(pl.Float64), week=week)


def discount(rows: pl.DataFrame) -> float:
    """What the deals that have a list price were sold under it, of the list price."""
    sums = rows.filter(pl.col("list_amount").is_not_null()).select("amount", "list_amount").sum()
    net, listed = sums.row(0)
    return 1 - float(net) / float(listed)


def test_the_last_week_holds_a_third_of_the_bookings_at_twice_the_discount(review: Review) -> None:
    rows = bookings(review)
    late, usual = rows.filter(pl.col("week") == 13), rows.filter(pl.col("week") <= 10)
    assert 0.28 <= float(late["amount"].sum()) / float(rows["amount"].sum()) <= 0.40
    assert 1.7 <= discount(late) / discount(usual) <= 2.6


def ranks(review: Review, channel: str) -> dict[str, int]:
    """The rank of a channel under each model; 1 = most credit."""
    models = answer(review, "attribution_models", ALL).filter(pl.col("channel") == channel)
    return dict(models.select("model", "rank").rows())


def test_first_touch_loves_one_channel_and_last_touch_another(review: Review) -> None:
    syndication, webinar = ranks(review, "Content syndication"), ranks(review, "Webinar")
    channels = answer(review, "attribution_models", ALL)["rank"].max()
    assert isinstance(channels, int)
    assert (syndication["first"], syndication["last"]) == (1, channels)
    assert webinar["last"] == 1
    assert webinar["first"] >= channels - 1


def test_one_in_seven_qualified_leads_is_never_decided_on(review: Review) -> None:
    waiting = answer(review, "leaks", ALL).filter(pl.col("place") == "undecided")
    qualified = answer(review, "funnel", ALL, **EVER).filter(pl.col("stage") == "mql")["entered"].item()
    assert 0.10 <= waiting["records"].sum() / qualified <= 0.22
    assert waiting["expected_value"].sum() > 0


def test_the_usual_figures_are_those_of_such_a_company(review: Review) -> None:
    won = answer(review, "win_rate", ALL)
    assert 0.25 <= won["win_rate"].item() <= 0.30
    funnel = answer(review, "funnel_flow", ALL).filter(pl.col("stage") == "opportunity")
    entered = dict(funnel.select("inflow", "entered").rows())
    assert 0.3 <= entered["sales"] / sum(entered.values()) <= 0.5


COVERED = {
    "leads with a source": (0.95, 0.99),
    "opportunities with a list price": (0.94, 0.99),
    "opportunities with a person": (0.85, 0.97),
    "dates in order": (0.999, 0.9999),
    "touches with a known person or account": (0.99, 0.9999),
    "uses with a known asset": (0.99, 0.9999),
    "roles on a known opportunity": (0.99, 0.9999),
    "opportunities with stage history": (1.0, 1.0),
}


@pytest.mark.parametrize("measure", COVERED)
def test_the_data_page_tells_of_the_dirt(measure: str, review: Review) -> None:
    coverage = answer(review, "coverage", ALL).filter(pl.col("measure") == measure)
    low, high = COVERED[measure]
    assert low <= coverage["share"].item() <= high
    assert coverage["remedy"].item()


@pytest.mark.parametrize(
    ("name", "fewest", "most"),
    [("Lead.csv", 60, 160), ("Opportunity.csv", 6, 30), ("CampaignMember.csv", 20, 400), ("Task.csv", 20, 400)],
)
def test_rows_that_stand_twice_are_set_aside_and_counted(name: str, fewest: int, most: int, review: Review) -> None:
    entry = next(file for file in review.version.manifest.files if file.name == name)
    assert fewest <= entry.rows_set_aside <= most
    assert entry.rows_read == entry.rows_kept + entry.rows_refused


def test_every_invariant_holds(review: Review) -> None:
    assert [check.name for check in review.version.manifest.checks if check.failed] == []
