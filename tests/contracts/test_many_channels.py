"""More channels than Shapley tells apart: those that it takes together keep their money and their spend together."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest

from tandem.catalog import Catalog
from tandem.warehouse import Version
from tests.contracts.asking import SETTINGS, Asked, ask, built, marts_behind
from tests.contracts.drilling import drilled, near

AS_OF = date(2026, 9, 30)
TOGETHER = "Other channels"
FIGURES = ("attribution_models", "campaign_models", "channel_return", "attribution_campaigns")
CATALOG = marts_behind(Catalog.load(), [*FIGURES, "channel_return_records", "attribution_records"])
CHANNELS = [f"Channel {number:02}" for number in range(15)]
SPEND = Decimal("100.00")


def company() -> dict[str, pl.DataFrame]:
    """A won and a lost deal for each of fifteen channels, the first ones with more of them; each has its campaign."""
    deals, touches = [], []
    for number in range(15):
        for turn in range(2 + (15 - number) // 5 * 2):
            deal, won = f"O{number}-{turn}", turn % 2 == 0
            opened = date(2026, 4, 1) + timedelta(turn)
            row = (deal, opened, opened + timedelta(20), won, f"{(number + 1) * 10 + turn}.07")
            deals.append(tuple(map(str, row)))
            touches.append((f"T{deal}", "2026-03-01", deal, "marketing", f"C{number}"))
    return {
        "opportunities": pl.DataFrame(
            deals, ["opportunity_id", "created_at", "closed_at", "is_won", "amount"], orient="row"
        ),
        "touches": pl.DataFrame(
            touches, ["touch_id", "touched_at", "opportunity_id", "side", "campaign_id"], orient="row"
        ),
        "campaigns": pl.DataFrame(
            [(f"C{n}", f"Campaign {n:02}", channel) for n, channel in enumerate(CHANNELS)],
            ["campaign_id", "name", "channel"],
            orient="row",
        ),
        "spend": pl.DataFrame(
            [("2026-04-01", str(SPEND), "marketing", f"C{n}") for n in range(15)],
            ["month", "amount", "side", "campaign_id"],
            orient="row",
        ),
    }


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Version]:
    """The company, built as a load builds it."""
    made = built(tmp_path_factory.mktemp("channels"), company(), AS_OF, CATALOG, SETTINGS)
    yield made
    made.engine.close()


def asked(**more: object) -> Asked:
    """All models of the quarter, spend of the same quarter."""
    return Asked("2026Q2", settings={"milestone": "won", "solved": "yes", **more})


def test_what_shapley_takes_together_stands_under_no_other_model(version: Version) -> None:
    rows = ask(version, "attribution_models", asked())
    together = rows.filter(pl.col("channel") == TOGETHER)
    assert together.get_column("model").to_list() == ["shapley"]
    told = rows.filter(pl.col("model") == "shapley").get_column("channel")
    assert len(told) == 12 and set(rows.get_column("channel")) == {*CHANNELS, TOGETHER}
    assert len(set(rows.group_by("model").agg(pl.col("amount").sum()).get_column("amount"))) == 1


@pytest.mark.parametrize(("figure", "count"), [("channel_return", 1), ("campaign_models", 4)])
def test_it_is_set_against_the_spend_of_all_of_them(figure: str, count: int, version: Version) -> None:
    given = {"lag_quarters": 0} if figure == "channel_return" else {}
    rows = ask(version, figure, asked(**given))
    for model in ("linear", "markov", "shapley"):
        assert rows.filter(pl.col("model") == model).get_column("spend").sum() == 15 * SPEND
    together = rows.filter(pl.col("channel") == TOGETHER)
    assert (together.height, together.get_column("spend").sum()) == (count, 4 * SPEND)
    alone = ask(version, "attribution_campaigns", Asked("2026Q2", settings={"milestone": "won", "model": "shapley"}))
    assert alone.filter(pl.col("channel") == TOGETHER).get_column("spend").to_list() == [SPEND] * 4


@pytest.mark.parametrize("figure", FIGURES)
def test_its_records_give_the_figure(figure: str, version: Version) -> None:
    chosen = asked() if figure != "attribution_campaigns" else asked(model="shapley")
    if figure == "attribution_campaigns":
        chosen.settings.pop("solved")
    rows, again = drilled(CATALOG.question(figure), chosen, version)
    assert again == [near(row) for row in rows]
