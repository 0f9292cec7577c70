"""Who sourced, in sentences: under each rule, with its interval, against the quarter before; where most and least."""

from typing import Any

import polars as pl

from tandem.words.changes import Turn, change
from tandem.words.figures import FEWEST, SPACE, TOO_FEW, count, counted, interval, percent
from tandem.words.names import ALL_TIME, SHORT_RULES, SPOKEN_RULES

Row = dict[str, Any]
PIPELINE = "pipeline"
SHOWN_RULE = "crm_field"


def nothing(of: str) -> str:
    """That there is nothing to source, as a clause."""
    return "No pipeline was created in this period" if of == PIPELINE else f"There is no {of} in this period"


def by_rule(rules: pl.DataFrame) -> dict[str, Row]:
    """What marketing sourced under each rule that has deals, in the page's order: none of them is 0, not nothing."""
    found: dict[str, Row] = {}
    for row in rules.to_dicts():
        none = {"share": 0.0 if row["share"] is not None else None, "of": row["of"], "opportunities": 0}
        found.setdefault(row["rule"], none | {"low": None, "high": None})
        if row["source_class"] == "marketing":
            found[row["rule"]] = row
    return {rule: found[rule] for rule in SPOKEN_RULES if rule in found}


def now(rules: pl.DataFrame, of: str = PIPELINE) -> str:
    """The share that marketing sourced under each rule with its 95 % interval, in a sentence; counts where too few."""
    found = {rule: row for rule, row in by_rule(rules).items() if row["share"] is not None}
    if not found:
        return f"{nothing(of)}."
    said = [f"{marketing(row)} {SPOKEN_RULES[rule]}" for rule, row in found.items()]
    if is_few(next(iter(found.values()))):
        return f"Marketing: {', '.join(said)}: {TOO_FEW} as a share."
    return f"Marketing, with 95{SPACE}% intervals: {', '.join(said)}."


def marketing(row: Row) -> str:
    """What marketing sourced under one rule: share and interval, or the deals where they are too few for a share."""
    if is_few(row):
        return deals_of(row)
    between = interval(row["low"], row["high"], "ratio")
    return f"{percent(row['share'])} ({between})" if between else percent(row["share"])


def is_few(row: Row) -> bool:
    """Whether there are fewer than ten deals in all: too few for a share."""
    return bool(row["of"] < FEWEST)


def deals_of(row: Row) -> str:
    """The deals of one source class out of all, as “3 of 8 deals”."""
    return f"{count(row['opportunities'])} of {counted(row['of'], 'deal')}"


def at(trend: pl.DataFrame, back: int) -> dict[str, Row]:
    """Marketing's part by rule in a period of the trend, counted back from the last; before all time there is none."""
    quarters = trend.get_column("quarter").unique().sort().to_list()
    if len(quarters) <= back or (back and quarters[-1] == ALL_TIME):
        return {}
    return {row["rule"]: row for row in trend.filter(pl.col("quarter") == quarters[-1 - back]).to_dicts()}


def finding(trend: pl.DataFrame, of: str = PIPELINE) -> str:
    """The share marketing sourced of `of` by the recorded source, its movement, and what another rule says."""
    rows, before = at(trend, 0), at(trend, 1).get(SHOWN_RULE)
    recorded = rows.get(SHOWN_RULE)
    if recorded is None or recorded["share"] is None:
        return nothing(of)
    if is_few(recorded):
        return f"Marketing sourced {deals_of(recorded)}: {TOO_FEW} as a share of {of}"
    moved = change(recorded["share"], None if before is None or is_few(before) else before["share"], "ratio")
    text = f"Marketing sourced {percent(recorded['share'])} of {of}"
    text += f", {moved.spoken()}" if moved.turn is not Turn.UNKNOWN else ""
    others = [row for rule, row in rows.items() if rule != SHOWN_RULE and row["share"] is not None]
    if others:
        furthest = max(others, key=lambda row: abs(row["share"] - recorded["share"]))
        text += f"; {percent(furthest['share'])} {SPOKEN_RULES[furthest['rule']]}"
    return text


def shares_of(split: pl.DataFrame, dimension: str) -> pl.DataFrame:
    """Marketing's share of every quarter, region or segment with ten deals or more, in order; from `sourced_split`."""
    is_told = (pl.col("of") >= FEWEST) & pl.col("share").is_not_null() & (pl.col("source_class") == "marketing")
    return split.filter(is_told & (pl.col("dimension") == dimension)).sort("place")


def eight_quarters(split: pl.DataFrame, line: str) -> str:
    """From where to where marketing's share went under each rule, and how to read the bars."""
    told = shares_of(split, "quarter")
    said = []
    for rule, name in SHORT_RULES.items():
        rows = told.filter(pl.col("rule") == rule).to_dicts()
        if len(rows) > 1:
            said.append(f"{name.lower()} {percent(rows[0]['share'])} to {percent(rows[-1]['share'])}")
    places = told.get_column("place").to_list()
    moved = f"Marketing from {places[0]} to {places[-1]}: {', '.join(said)}. " if said else ""
    return f"{moved}Pale: fewer than ten deals, {TOO_FEW}. Dotted: {line.replace('–', 'of pipeline,')}, no target."


def places(split: pl.DataFrame, dimension: str) -> str:
    """Where marketing sources most and least by the recorded source, in a sentence."""
    told = shares_of(split, dimension).filter(pl.col("rule") == SHOWN_RULE).sort("share", "place")
    if told.is_empty():
        return f"No {dimension} has ten deals: {TOO_FEW}."
    least, most = told.row(0, named=True), told.row(-1, named=True)
    if least["share"] == most["share"]:
        return f"Marketing, {SPOKEN_RULES[SHOWN_RULE]}: {percent(most['share'])} in {most['place']}."
    highest = f"{percent(most['share'])} in {most['place']}"
    return f"Marketing, {SPOKEN_RULES[SHOWN_RULE]}: from {percent(least['share'])} in {least['place']} to {highest}."
