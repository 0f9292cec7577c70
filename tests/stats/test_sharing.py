"""Money shared out to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.stats import shared_out


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        ("100.00", [1 / 3, 1 / 3, 1 / 3], ["33.34", "33.33", "33.33"]),
        ("0.01", [0.2, 0.5, 0.3], ["0.00", "0.01", "0.00"]),
        ("-0.03", [0.5, 0.5], ["-0.02", "-0.01"]),
        ("10.00", [1.5, -0.5], ["15.00", "-5.00"]),
        ("0.00", [0.5, 0.5], ["0.00", "0.00"]),
        ("0.00", [], []),
    ],
)
def test_cents_left_over_go_to_the_largest_remainder(amount: str, shares: list[float], parts: list[str]) -> None:
    assert shared_out(Decimal(amount), shares) == [Decimal(part) for part in parts]


@given(st.decimals("-9999999999999", "9999999999999", places=2), st.lists(st.floats(0.001, 1), min_size=1, max_size=20))
def test_parts_sum_to_the_amount_and_lie_within_a_cent(amount: Decimal, weights: list[float]) -> None:
    shares = [weight / sum(weights) for weight in weights]
    parts = shared_out(amount, shares)
    assert sum(parts) == amount
    assert all(abs(float(part) - float(amount) * share) < 0.02 for part, share in zip(parts, shares, strict=True))
