"""What Markov and Shapley credit is handed down to deals and campaigns, and sums to the figures again, to the cent."""

from datetime import timedelta

import polars as pl
import pytest

from tandem.catalog import Catalog
from tandem.warehouse import Version
from tests.contracts.asking import Asked, ask
from tests.contracts.drilling import drilled, near

CATALOG = Catalog.load()
WAYS: list[dict[str, object]] = [
    {"model": "markov"},
    {"model": "markov", "milestone": "won", "order": 2},
    {"model": "shapley", "milestone": "any", "side": "all"},
    {"model": "shapley", "milestone": "won", "lookback_days": "all", "path": "collapsed"},
]


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("figure", ["attribution", "attribution_campaigns"])
def test_records_give_the_figure(figure: str, way: dict[str, object], of_company: Version) -> None:
    for quarter in (None, "2026Q2"):
        rows, again = drilled(CATALOG.question(figure), Asked(quarter, settings=way), of_company)
        assert again == [near(row) for row in rows]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_campaigns_share_what_channels_earn(way: dict[str, object], of_company: Version) -> None:
    asked = Asked("2026Q2", settings=way)
    channels = ask(of_company, "attribution", asked)
    campaigns = (
        ask(of_company, "attribution_campaigns", asked).group_by("channel").agg(pl.col("credit", "amount").sum())
    )
    earned = {row[0]: row[1:] for row in campaigns.rows()}
    for channel, credit, amount in channels.rows():
        assert earned[channel] == (pytest.approx(credit, abs=1e-9), amount)


def test_an_earlier_cut_off_learns_from_nothing_that_came_after_it(of_company: Version) -> None:
    early = of_company.manifest.as_of.replace(month=8, day=10)
    asked = Asked("2026Q3", settings={"with_lost": True})
    counts = ask(of_company, "markov_counts", asked, early)
    whole = ask(of_company, "markov_counts", asked)
    later = ask(of_company, "markov_counts", asked, early + timedelta(days=20))
    steps = [frame.select(pl.col("converted") + pl.col("lost")).sum().item() for frame in (counts, later, whole)]
    assert steps[0] < steps[1] < steps[2]
