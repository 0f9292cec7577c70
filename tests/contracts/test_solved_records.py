"""What Markov and Shapley credit is handed down to campaigns and deals, and sums to every figure again, to the cent."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tandem.catalog import Catalog
from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask
from tests.contracts.drilling import FILTERS, drilled, near

CATALOG = Catalog.load()
OF_ONE_MODEL = ("attribution", "attribution_campaigns")
SIDE_BY_SIDE = ("attribution_models", "campaign_models", "channel_return")
WAYS = st.fixed_dictionaries(
    {"milestone": st.sampled_from(["created", "won", "any"])},
    optional={
        "order": st.sampled_from([2, 3]),
        "with_lost": st.just("false"),
        "match": st.just("account"),
        "side": st.just("all"),
        "lookback_days": st.sampled_from(["all", 30]),
        "path": st.just("collapsed"),
    },
)
MODELS = st.sampled_from(["markov", "shapley"])
any_filter = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("figure", OF_ONE_MODEL)
@any_filter
@example(asked=Asked("2026Q2"), way={"milestone": "won", "order": 2}, model="markov")
@given(asked=FILTERS, way=WAYS, model=MODELS)
def test_records_give_the_figure_of_one_model(
    figure: str, asked: Asked, way: dict[str, object], model: str, of_company: Version
) -> None:
    rows, again = drilled(CATALOG.question(figure), replace(asked, settings=way | {"model": model}), of_company)
    assert again == [near(row) for row in rows]


@pytest.mark.parametrize("figure", SIDE_BY_SIDE)
@any_filter
@example(asked=Asked("2026Q2"), way={"milestone": "any", "path": "collapsed"})
@given(asked=FILTERS, way=WAYS)
def test_records_give_the_figure_of_all_models(
    figure: str, asked: Asked, way: dict[str, object], of_company: Version
) -> None:
    chosen = replace(asked, settings=way | {"solved": "yes"})
    rows, again = drilled(CATALOG.question(figure), chosen, of_company)
    assert again == [near(row) for row in rows]


@any_filter
@given(asked=FILTERS, way=WAYS)
def test_every_model_shares_out_the_same(asked: Asked, way: dict[str, object], of_company: Version) -> None:
    chosen = replace(asked, settings=way | {"solved": "yes"})
    for figure in SIDE_BY_SIDE:
        totals = ask(of_company, figure, chosen).group_by("model").agg(pl.col("amount", "credit").sum()).rows()
        assert len({amount for _, amount, _ in totals}) <= 1, figure
        assert all(credit == pytest.approx(totals[0][2], abs=1e-6) for _, _, credit in totals), figure


@pytest.mark.parametrize("model", ["markov", "shapley"])
def test_campaigns_share_what_channels_earn(model: str, of_company: Version) -> None:
    asked = Asked("2026Q2", settings={"model": model, "milestone": "any"})
    channels = ask(of_company, "attribution", asked)
    campaigns = (
        ask(of_company, "attribution_campaigns", asked).group_by("channel").agg(pl.col("credit", "amount").sum())
    )
    earned = {row[0]: row[1:] for row in campaigns.rows()}
    for channel, credit, amount in channels.rows():
        assert earned[channel] == (pytest.approx(credit, abs=1e-9), amount)


def test_one_model_says_what_it_says_beside_the_others(of_company: Version) -> None:
    for figure in SIDE_BY_SIDE:
        beside = ask(of_company, figure, Asked(settings={"solved": "yes"}))
        assert beside.get_column("model").n_unique() == 13
        for model in ("markov", "shapley", "linear"):
            alone = ask(of_company, figure, Asked(settings={"model": model}))
            kept = alone.columns[: alone.columns.index("amount")]
            part = beside.filter(pl.col("model") == model).select(kept)
            assert part.join(alone.select(kept), on=kept, how="anti", nulls_equal=True).is_empty()


def test_an_earlier_cut_off_learns_from_nothing_that_came_after_it(of_company: Version) -> None:
    early = of_company.manifest.as_of.replace(month=8, day=10)
    asked = Asked("2026Q3", settings={"with_lost": True})
    counts = ask(of_company, "markov_counts", asked, early)
    whole = ask(of_company, "markov_counts", asked)
    later = ask(of_company, "markov_counts", asked, early + timedelta(days=20))
    steps = [frame.select(pl.col("converted") + pl.col("lost")).sum().item() for frame in (counts, later, whole)]
    assert steps[0] < steps[1] < steps[2]
