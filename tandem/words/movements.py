"""What moved between two quarters, and why: each movement in a sentence with its cause."""

from typing import Any

import polars as pl

from tandem.words.changes import Turn, change
from tandem.words.figures import FEWEST, MINUS, SPACE, figure, money, points

Row = dict[str, Any]
MOST = 3
SUBJECTS = {
    "conversion": "Lead → won",
    "acceptance": "Acceptance of MQLs",
    "win_rate_value": "Win rate by value",
    "pipeline": "Pipeline created",
    "bookings": "Bookings",
}
# How a part is said: by who came or how they did, upwards and downwards.
CAUSES = {
    ("conversion", "rate"): ("converting more", "converting less"),
    ("acceptance", "rate"): ("accepting more", "accepting fewer"),
    ("win_rate_value", "rate"): ("winning more", "winning less"),
    ("pipeline", "mix"): ("opening more deals", "opening fewer deals"),
    ("pipeline", "rate"): ("opening bigger deals", "opening smaller deals"),
    ("bookings", "mix"): ("winning more deals", "winning fewer deals"),
    ("bookings", "rate"): ("winning bigger deals", "winning smaller deals"),
}
WHO_CAME = ("a better mix of what came", "a poorer mix of what came")


def largest(totals: pl.DataFrame) -> list[Row]:
    """The movements to tell: those with enough records, sure ones first, the largest relative change first."""
    rows = [row for row in totals.to_dicts() if is_told(row)]
    return sorted(rows, key=lambda row: (is_sure(row), weight(row)), reverse=True)[:MOST]


def unmoved(totals: pl.DataFrame) -> tuple[str, str]:
    """That nothing moved, or that there is nothing to compare with, as a sentence and its detail."""
    if not totals.get_column("records_before").sum():
        return "No movement to tell.", "The quarter before has no records to compare with."
    return "Nothing moved that can be told from chance.", "Or too few records to say."


def is_told(row: Row) -> bool:
    """Whether a movement has records enough on both sides and does not round to nothing."""
    enough = min(row["records_before"] or 0, row["records"] or 0) >= FEWEST
    return enough and change(row["after"], row["before"], row["unit"]).turn in (Turn.BETTER, Turn.WORSE)


def is_sure(row: Row) -> bool:
    """Whether the interval of the change leaves out zero; one that is too few to have any is not told."""
    return row["low"] is None or not row["low"] <= 0 <= row["high"]


def weight(row: Row) -> float:
    """How much a figure moved, relative to where it was: only to put the largest first."""
    return float(abs(row["change"]) / (abs(row["before"]) or 1.0))


def size(amount: float, unit: str, currency: str) -> str:
    """The size of a change or of a part of it, in points or in money, without its sign."""
    return points(amount) if unit == "ratio" else money(abs(amount), currency)


def sentence(row: Row, currency: str) -> str:
    """A movement and its cause, as “Bookings rose USD 1.1 M to USD 2.5 M; USD 374 k of it from …”."""
    turn = "rose" if row["change"] > 0 else "fell"
    said = f"{SUBJECTS[row['figure']]} {turn} {size(row['change'], row['unit'], currency)}"
    said += f" to {figure(row['after'], row['unit'], currency)}"
    if row["cause"] is None:
        return said
    part = size(row["cause_points"], row["unit"], currency)
    where = f"{row['cause_region']} {row['cause_segment']}"
    if abs(row["cause_points"]) > abs(row["change"]) and part != size(row["change"], row["unit"], currency):
        return f"{said}; {where} alone {'added' if row['cause_points'] > 0 else 'cost'} {part}: {why(row)}"
    return f"{said}; {part} of it from {where}: {why(row)}"


def why(row: Row) -> str:
    """What the region and segment that moved it most did, as a phrase."""
    more, less = CAUSES.get((row["figure"], row["cause"]), WHO_CAME)
    return more if row["cause_points"] > 0 else less


def detail(row: Row, before: str, currency: str) -> str:
    """How the change splits into who came and how they did, whether it may be chance, and what it was before."""
    mix, rate = ("Who came", "how they did") if row["unit"] == "ratio" else ("Number of deals", "their size")
    split = f"{mix} {signed(row['mix_points'], row, currency)}, {rate} {signed(row['rate_points'], row, currency)}"
    was = f"was {figure(row['before'], row['unit'], currency)} in {before}"
    if is_sure(row):
        return f"{split}; {was}"
    between = f"{signed(row['low'], row, currency)} to {signed(row['high'], row, currency)}"
    return f"{split}; {was}; may be chance: {between} (95 %)"


def signed(amount: float, row: Row, currency: str) -> str:
    """A part with its sign."""
    said = size(amount, row["unit"], currency)
    return said if said.startswith("0" + SPACE) else f"{MINUS if amount < 0 else '+'}{said}"


def told(totals: pl.DataFrame, before: str, currency: str) -> list[tuple[str, str]]:
    """The movements to tell, each as its sentence and its detail."""
    return [(sentence(row, currency), detail(row, before, currency)) for row in largest(totals)]
