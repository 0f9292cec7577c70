"""How a step is counted: each basis has its name and its meaning, and no sentence mixes two of them."""

from typing import Any

import polars as pl

from tandem.words.figures import FEWEST, TOO_FEW, count, percent
from tandem.words.names import stage, step

Row = dict[str, Any]
COUNTED = {
    "within 90 days": "90",
    "within 180 days": "180",
    "to date": "all",
    "in the quarter": "in_period",
    "flow ratio": "flow",
}
OLD_ENOUGH = "90"


def given(counted: str) -> dict[str, str]:
    """The settings of `funnel` for one way of counting."""
    if counted in ("in_period", "flow"):
        return {"basis": counted, "within_days": "all"}
    return {"basis": "cohort", "within_days": counted}


def days_of(counted: str) -> str:
    """The days of the cohorts that stand beside this way of counting: its own, else the usual ones."""
    return OLD_ENOUGH if counted in ("in_period", "flow") else counted


def within(counted: str) -> str:
    """The days of those cohorts in words."""
    days = days_of(counted)
    return "to date" if days == "all" else f"within {days} days"


def heading(counted: str, label: str) -> str:
    """The heading of the steps, which names the way of counting."""
    return "Flow ratio of each step" if counted == "flow" else f"Moved on {label}"


def meaning(counted: str) -> str:
    """What each share is of, in a sentence."""
    if counted == "flow":
        return "Entries to the next stage ÷ entries to this one, in the period: other records, so it can exceed 100 %."
    if counted == "in_period":
        return "Of all that stood in the stage at any time in the period, those that moved on in it."
    if counted == "all":
        return "Of those that entered in the period, those that have moved on since, young ones included."
    return f"Of those that entered in the period and had the {counted} days, those that moved on in them."


def narrowest(steps: pl.DataFrame, counted: str) -> str:
    """The step that fewest pass, and what each share is of."""
    known = steps.filter(pl.col("conversion").is_not_null() & (pl.col("counted") >= FEWEST)).sort("conversion", "stage")
    if known.is_empty():
        return f"Every step: {TOO_FEW}. {meaning(counted)}"
    row = known.row(0, named=True)
    return f"Narrowest: {step(row['stage'])}, {percent(row['conversion'])}. {meaning(counted)}"


def regions(found: tuple[str, Row, Row] | None) -> str:
    """The region that stands out furthest, or that none does; and how that is drawn."""
    if found is None:
        return "No region’s interval leaves the company (dotted) out."
    region, row, company = found
    against = f"{percent(row['conversion'])} against {percent(company['conversion'])} in the company (dotted)"
    return f"{region} stands out at {step(row['stage'])}: {against}. In colour: its 95 % interval leaves that out."


def maturity(stages: pl.DataFrame) -> str:
    """How many records are too young to say, where there are any."""
    young = stages.filter((pl.col("immature") > 0) & (pl.col("stage") != "won"))
    if young.is_empty():
        return "Every record had the time to move on."
    most = young.sort("immature", "stage").row(-1, named=True)
    return f"Too young, and left out of the share: {count(most['immature'])} of {count(most['entered'])} at " + (
        f"{stage(most['stage'])}, the most of any stage."
    )


def ripe(row: Row) -> str:
    """How many of a stage's cohort are old enough, and how many have moved on or left, whatever their age."""
    if not row["entered"]:
        return "nobody entered"
    return f"{count(row['mature'])} of {count(row['entered'])}, {percent(row['resolved_share'])} resolved"
