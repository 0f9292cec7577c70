"""Time decay: shares that no decimal number holds, money that sums to the cent all the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import fsum

import polars as pl
import pytest

from tandem.catalog import Catalog
from tandem.warehouse import Version
from tests.contracts.asking import SETTINGS, Asked, ask, built, marts_behind

AS_OF, OPENED = date(2026, 9, 30), date(2026, 6, 10)
AMOUNTS = ("0.01", "0.99", "100.03", "99999999.99", "987654321012.07", "-33.34", "0.00")
TOUCHES = (1, 2, 3, 7, 150)
HALF_LIVES = ("0.5", "7", "33.3", "auto")
CATALOG = marts_behind(Catalog.load(), ["attribution", "attribution_records"])
Touches = list[tuple[str, str, str, str, str]]


def deals() -> dict[str, tuple[str, int]]:
    """The amount and the number of touches of each deal, by its id."""
    return {f"O{a}-{t}": (amount, touches) for a, amount in enumerate(AMOUNTS) for t, touches in enumerate(TOUCHES)}


def touches_of(deal: str, number: int) -> Touches:
    """Touches of a deal on days further and further back, each by its own channel."""
    days = [OPENED - timedelta(place * (place + 3) // 9 % 300) for place in range(number)]
    return [(f"{deal} {place}", str(day), deal, "marketing", f"Channel {place}") for place, day in enumerate(days)]


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Version]:
    """The deals with their touches, built as a load builds them."""
    touches = [touch for deal, (_, number) in deals().items() for touch in touches_of(deal, number)]
    tables = {
        "opportunities": pl.DataFrame(
            [(deal, str(OPENED), amount) for deal, (amount, _) in deals().items()],
            ["opportunity_id", "created_at", "amount"],
            orient="row",
        ),
        "touches": pl.DataFrame(touches, ["touch_id", "touched_at", "opportunity_id", "side", "channel"], orient="row"),
    }
    made = built(tmp_path_factory.mktemp("decay"), tables, AS_OF, CATALOG, SETTINGS)
    yield made
    made.engine.close()


def shares(deal: str, number: int, half_life: float) -> dict[str, Fraction]:
    """The share of each channel of a deal, of powers taken as they are and divided exactly."""
    days = {touch[4]: date.fromisoformat(touch[1]) for touch in touches_of(deal, number)}
    last = max(days.values())
    powers = {channel: Fraction(2.0 ** (-(last - day).days / half_life)) for channel, day in days.items()}
    return {channel: power / sum(powers.values()) for channel, power in powers.items()}


@pytest.mark.parametrize("half_life", HALF_LIVES)
def test_money_sums_to_the_cent_and_shares_to_one(half_life: str, version: Version) -> None:
    given: dict[str, object] = {"model": "time_decay", "half_life_days": half_life}
    records = ask(version, "attribution_records", Asked(kinds=(), settings=given))
    for deal, (amount, number) in deals().items():
        rows = records.filter(pl.col("opportunity_id") == deal)
        assert rows.get_column("amount").sum() == Decimal(amount)
        assert fsum(rows.get_column("credit")) == pytest.approx(1, abs=1e-12)
        exact = shares(deal, number, 30.0 if half_life == "auto" else float(half_life))
        for channel, credit, part in rows.select("channel", "credit", "amount").iter_rows():
            assert credit == pytest.approx(float(exact[channel]), rel=1e-9)
            owed = exact[channel] * Fraction(amount)
            assert abs(Fraction(part) - owed) < Fraction(1, 100) + abs(owed) * Fraction(1, 10**12)
