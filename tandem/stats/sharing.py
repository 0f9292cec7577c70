"""Money shared out so that nothing is left over."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def shared_out(amount: Decimal, shares: Sequence[float]) -> list[Decimal]:
    """The amount by shares, in cents, summing to it exactly; shares sum to 1 and may be below 0.

    Each part is floored to cents, and the cents left over go to the largest remainders, ties to the earlier one (the
    method of A. Hamilton, 1792). A negative amount is shared as its size. Nothing is shared out among nobody.
    Remainders are told apart by a millionth of a cent: shares that are the same but for rounding are the same here.
    """
    whole = sum(map(Fraction, shares), Fraction())
    cents = abs(int(amount / CENT))
    exact = [cents * Fraction(share) / whole for share in shares]
    floored = [part.numerator // part.denominator for part in exact]
    turns = sorted(range(len(exact)), key=lambda place: (round(float(floored[place] - exact[place]), 6), place))
    for place in turns[: cents - sum(floored)]:
        floored[place] += 1
    sign = -1 if amount < 0 else 1
    return [sign * part * CENT for part in floored]
