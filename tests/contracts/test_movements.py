"""Changes split into their parts: the parts sum to the change, whatever is filtered."""

import math

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.catalog import Catalog
from tandem.stats import newcombe
from tandem.warehouse import Version
from tests.contracts.asking import SETTINGS, Asked, ask, built, marts_behind
from tests.contracts.company import AS_OF, company
from tests.contracts.drilling import FILTERS

PERCENT = st.integers(-60, 120)
STEPS = ("lead", "mql", "sal", "sql", "opportunity")

anything = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


def having(asked: Asked, **chosen: object) -> Asked:
    """The same filters with settings."""
    return Asked(asked.quarter, asked.regions, asked.segments, asked.kinds, chosen)


def near(value: object) -> object:
    """A number to compare with; nothing stays nothing."""
    return None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)


def hold_together(version: Version, asked: Asked) -> int:
    """Asserts that the parts of every figure sum to its change; how many figures had one."""
    totals, groups = ask(version, "movement_totals", asked), ask(version, "movements", asked)
    moved = totals.filter(pl.col("mix_points").is_not_null())
    for figure, change, mix, rate in moved.select("figure", "change", "mix_points", "rate_points").rows():
        parts = groups.filter(pl.col("figure") == figure)
        assert mix + rate == near(change)
        assert parts.select(pl.sum_horizontal("mix_points", "rate_points"))["mix_points"].sum() == near(change)
        assert (parts["records_before"].sum(), parts["records"].sum()) == totals.filter(
            pl.col("figure") == figure
        ).select("records_before", "records").row(0)
    return moved.height


@anything
@given(asked=FILTERS, against=st.sampled_from(["previous", "year_ago"]))
def test_the_parts_sum_to_the_change(asked: Asked, against: str, of_company: Version) -> None:
    hold_together(of_company, having(asked, against=against))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_parts_sum_to_the_change_in_any_company(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    catalog = marts_behind(Catalog.load(), ["movements", "movement_totals"])
    version = built(tmp_path_factory.mktemp("any"), company(seed), AS_OF, catalog, SETTINGS)
    moved = [hold_together(version, Asked(quarter)) for quarter in ("2025Q1", "2025Q4", "2026Q2")]
    assert min(moved) >= 3


def ends(amounts: pl.Series) -> tuple[float, float, float]:
    """A sum of amounts, and the ends of its interval: that of a Poisson bootstrap, not below nothing."""
    total, spread = float(amounts.sum()), 1.959963984540054 * math.sqrt(float((amounts**2).sum()))
    return total, max(total - spread, 0.0), total + spread


def test_a_change_of_money_is_as_sure_as_its_deals(of_company: Version) -> None:
    counted = []
    for asked in (Asked(f"{year}Q{quarter}") for year in (2025, 2026) for quarter in (1, 2, 3)):
        totals = ask(of_company, "movement_totals", asked).filter(pl.col("unit") == "money")
        records = ask(of_company, "movement_records", asked).with_columns(pl.col("part").cast(float))
        for row in totals.rows(named=True):
            of = {period: records.filter(figure=row["figure"], period=period)["part"] for period in ("before", "after")}
            counted.append(min(len(of["before"]), len(of["after"])))
            if counted[-1] < 10:
                assert row["low"] is None and row["high"] is None
                continue
            (before, low_0, high_0), (after, low, high) = ends(of["before"]), ends(of["after"])
            assert row["low"] == near(after - before - math.hypot(after - low, high_0 - before))
            assert row["high"] == near(after - before + math.hypot(high - after, before - low_0))
    assert min(counted) < 10 <= max(counted)


@pytest.mark.parametrize("quarter", ["2025Q4", "2026Q2"])
def test_a_movement_is_that_of_its_headline(quarter: str, of_company: Version) -> None:
    totals = {row["figure"]: row for row in ask(of_company, "movement_totals", Asked(quarter)).rows(named=True)}
    [headline] = (
        ask(of_company, "questions", Asked(quarter)).filter(pl.col("question") == "conversion").rows(named=True)
    )
    assert (totals["conversion"]["after"], totals["conversion"]["before"]) == (
        near(headline["value"]),
        near(headline["previous"]),
    )
    wins = ask(of_company, "win_rate", Asked(quarter)).rows(named=True)[0]
    assert totals["win_rate_value"]["after"] == near(wins["win_rate_value"])
    assert totals["bookings"]["after"] == near(float(wins["won_amount"]))
    steps = dict(ask(of_company, "funnel", Asked(quarter)).select("stage", "conversion").rows())
    assert totals["acceptance"]["after"] == near(steps["mql"])


def test_nothing_moves_without_a_quarter(of_company: Version) -> None:
    assert ask(of_company, "movements", Asked()).is_empty()
    assert ask(of_company, "movement_totals", Asked())["change"].null_count() == 5


@pytest.mark.parametrize("quarter", ["2025Q4", "2026Q2"])
def test_steps_beside_the_quarter_before_are_those_of_the_funnel(quarter: str, of_company: Version) -> None:
    compared = ask(of_company, "funnel_compare", Asked(quarter))
    before = {"2025Q4": ("2025Q3", "2024Q4"), "2026Q2": ("2026Q1", "2025Q2")}[quarter]
    for column, then in (("conversion", quarter), ("previous", before[0]), ("year_ago", before[1])):
        funnel = ask(of_company, "funnel", Asked(then))["conversion"].to_list()[:5]
        assert compared[column].to_list() == [near(rate) for rate in funnel]
    counts = compared.select("mature", "conversion", "previous_mature", "previous", "change_low", "change_high")
    for n, rate, n0, rate0, low, high in counts.drop_nulls().rows():
        interval = newcombe(round(n * rate), n, round(n0 * rate0), n0)
        assert interval is not None
        assert (low, high) == (near(interval.low), near(interval.high))


CHOSEN = st.fixed_dictionaries(
    {**dict.fromkeys(("volume", "conversion", "deal_size", "cycle"), PERCENT), "step": st.sampled_from(STEPS)}
)


@anything
@given(chosen=CHOSEN)
def test_what_each_driver_brings_sums_to_the_difference(chosen: dict[str, object], of_company: Version) -> None:
    answer = ask(of_company, "what_if", Asked("2026Q2", settings=chosen))
    assert tuple(answer["driver"]) == ("volume", "conversion", "deal_size", "cycle")
    [(before, after)] = set(answer.select("money_before", "money_after").rows())
    assert answer["part"].sum() == pytest.approx(after - before, rel=1e-9, abs=1e-6)


def test_nothing_moved_brings_what_was_won(of_company: Version) -> None:
    answer = ask(of_company, "what_if", Asked("2026Q2"))
    assert answer["part"].to_list() == [0.0] * 4
    assert answer["money_before"].to_list() == answer["money_after"].to_list()


@pytest.mark.parametrize("quarter", [None, "2025Q4", "2026Q2"])
def test_value_by_stage_sums_to_the_headline(quarter: str | None, of_company: Version) -> None:
    stages = ask(of_company, "value_by_stage", Asked(quarter))
    [headline] = ask(of_company, "questions", Asked(quarter)).filter(pl.col("question") == "value").rows(named=True)
    assert stages["expected_value"].sum() == near(headline["value"])
    assert stages["records"].sum() == headline["records"]
    if quarter:
        assert stages["previous"].sum() == near(headline["previous"])
    for value, low, high in stages.select("expected_value", "low", "high").drop_nulls().rows():
        assert low <= value <= high


@pytest.mark.parametrize("quarter", ["2025Q4", "2026Q2"])
def test_pipeline_made_is_that_of_the_win_rate_and_of_sourcing(quarter: str, of_company: Version) -> None:
    [made] = ask(of_company, "pipeline_made", Asked(quarter)).filter(pl.col("quarter") == quarter).rows(named=True)
    [wins] = ask(of_company, "win_rate", Asked(quarter)).rows(named=True)
    assert (made["won"], made["lost"], made["booked_amount"]) == (wins["won"], wins["lost"], wins["won_amount"])
    sourced = ask(of_company, "sourced", Asked(quarter))
    assert (made["created"], made["created_amount"]) == (sourced["opportunities"].sum(), sourced["amount"].sum())


def test_a_crop_of_leads_only_grows(of_company: Version) -> None:
    cells = ask(of_company, "cohorts", Asked("2026Q2", settings={"until": "mql"}))
    assert not cells.is_empty()
    for _, month in cells.group_by("month", maintain_order=True):
        assert month["converted"].is_sorted()
        assert month["leads"].n_unique() == 1
    assert str(cells["month"].max()) < f"{AS_OF:%Y-%m}"
