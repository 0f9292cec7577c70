"""The title of each page: the finding in words, with the number in it."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import polars as pl

from tandem.words.changes import Change, Turn, change
from tandem.words.figures import FEWEST, TOO_FEW, count, counted, figure, interval, money, percent, points, records
from tandem.words.names import ALL_TIME, HEADLINES, step

Row = dict[str, Any]
HEADLINE = ("question", "value", "previous", "year_ago", "low", "high", "records")
SUBJECTS = {
    "value": "Expected value",
    "conversion": "Conversion",
    "reach": "Reach",
    "velocity": "Lead to won",
    "return": "Return",
    "agreement": "Disputed pipeline",
}


def change_of(row: Row, against: str = "previous") -> Change:
    """The movement of one headline against another quarter (previous or year_ago); none from too few records."""
    headline = HEADLINES[row["question"]]
    value = None if has_too_few(row) else row["value"]
    return change(value, row[against], headline.unit, lower_is_better=headline.lower_is_better)


def has_too_few(row: Row) -> bool:
    """Whether a headline that is a share or a median stands on fewer than ten records."""
    return HEADLINES[row["question"]].is_of_records and row["value"] is not None and row["records"] < FEWEST


def between(row: Row) -> str:
    """The interval of one headline, or that there are too few records for the figure or for an interval."""
    if has_too_few(row):
        return f"{records(row['records'])}: {TOO_FEW}"
    if row["value"] is None:
        return ""
    found = interval(row["low"], row["high"], HEADLINES[row["question"]].unit)
    return f"{found} (95 %)" if found else f"{TOO_FEW} how sure"


def against_target(row: Row, target: float) -> Change:
    """How far one headline is from what was promised, and whether that is good."""
    headline = HEADLINES[row["question"]]
    value = None if has_too_few(row) else row["value"]
    moved = change(value, target, headline.unit, lower_is_better=headline.lower_is_better)
    return Change("", "on target", Turn.BETTER) if moved.turn is Turn.FLAT else moved


def headlines(trend: pl.DataFrame) -> pl.DataFrame:
    """The last quarter of every headline, with the quarter before and the same quarter a year before beside it.

    All time has nothing beside it, and a quarter with too few records for the figure is none to compare with.

    Columns question, value, previous, year_ago, low, high, records, in the order of the page; from `question_trend`.
    """
    rows = trend.to_dicts()
    quarters = sorted({row["quarter"] for row in rows}, reverse=True)
    is_whole = quarters[:1] == [ALL_TIME]
    told = {(row["question"], row["quarter"]): row["value"] for row in rows if not has_too_few(row)}

    def back(question: str, number: int) -> float | None:
        quarter = next(iter(quarters[number : number + 1]), "")
        return None if is_whole else told.get((question, quarter))

    now = {
        row["question"]: row | {"previous": back(row["question"], 1), "year_ago": back(row["question"], 4)}
        for row in rows
        if row["quarter"] in quarters[:1]
    }
    schema = {name: trend.schema.get(name, trend.schema["value"]) for name in HEADLINE}
    return pl.DataFrame([now[question] for question in HEADLINES if question in now], schema=schema)


def histories(trend: pl.DataFrame) -> dict[str, dict[str, float | None]]:
    """The value of every headline by quarter, the oldest first; from `question_trend`."""
    found: dict[str, dict[str, float | None]] = {}
    for row in sorted(trend.to_dicts(), key=itemgetter("quarter")):
        found.setdefault(row["question"], {})[row["quarter"]] = row["value"]
    return found


def weight(row: Row) -> float:
    """How much a headline moved, relative to where it was: only to put the largest first."""
    return float(abs(row["value"] - row["previous"]) / (abs(row["previous"]) or 1.0))


def movements(questions: pl.DataFrame) -> list[Row]:
    """The headlines that moved since the previous quarter, the largest relative movement first."""
    moved = [row for row in questions.to_dicts() if change_of(row).turn in (Turn.BETTER, Turn.WORSE)]
    return sorted(moved, key=weight, reverse=True)


def movement(row: Row, currency: str) -> str:
    """One movement as a clause, as “Reach down 4 points to 38 %”."""
    unit = HEADLINES[row["question"]].unit
    return f"{SUBJECTS[row['question']]} {change_of(row).spoken()} to {figure(row['value'], unit, currency)}"


def quarter(questions: pl.DataFrame, currency: str) -> str:
    """What moved most for the better and for the worse since the quarter before."""
    moved = movements(questions)
    firsts = [next((row for row in moved if change_of(row).turn is turn), None) for turn in (Turn.BETTER, Turn.WORSE)]
    clauses = [movement(row, currency) for row in firsts if row]
    if not clauses and questions.get_column("previous").is_null().all():
        return at_a_glance(questions, currency)
    if not clauses:
        return "No headline moved since the quarter before"
    return ", ".join([clauses[0], *(clause[:1].lower() + clause[1:] for clause in clauses[1:])])


def at_a_glance(questions: pl.DataFrame, currency: str) -> str:
    """The first two headlines as they stand, where there is no quarter to compare with."""
    known = [row for row in questions.to_dicts() if row["value"] is not None and not has_too_few(row)]
    said = [
        f"{SUBJECTS[row['question']]} {figure(row['value'], HEADLINES[row['question']].unit, currency)}"
        for row in known
    ]
    return ", ".join([*said[:1], *(one[:1].lower() + one[1:] for one in said[1:2])]) or "Too few records to say"


def narrowest(funnel: pl.DataFrame) -> Row | None:
    """The step with the lowest conversion among those with enough records to say."""
    steps = funnel.filter(pl.col("conversion").is_not_null() & (pl.col("counted") >= FEWEST)).sort("conversion")
    return steps.row(0, named=True) if steps.height else None


def gap(region: str, row: Row, overall: Row, within: str) -> str:
    """How far one region's step lies from the company's, as a sentence."""
    where = "below" if row["conversion"] < overall["conversion"] else "above"
    apart = points(row["conversion"] - overall["conversion"])
    moved = f"{percent(row['conversion'])} move from {step(row['stage'])} {within}"
    return f"{region}: {moved}, {apart} {where} the company"


def conversion(funnel: pl.DataFrame, within: str, regions: Mapping[str, pl.DataFrame]) -> str:
    """The region that stands out furthest from the company where one does, else the narrowest step of the funnel."""
    found = standout(funnel, regions)
    if found:
        region, row, company = found
        return gap(region, row, company, within)
    worst = narrowest(funnel)
    if worst is None:
        return "Too few records to say how much turns into business"
    if within == "flow ratio":
        return f"{step(worst['stage'])} has the lowest flow ratio: {percent(worst['conversion'])}"
    return f"{step(worst['stage'])} is the narrowest step: {percent(worst['conversion'])} move on {within}"


def standout(overall: pl.DataFrame, regions: Mapping[str, pl.DataFrame]) -> tuple[str, Row, Row] | None:
    """The region and step furthest from the company, and the company's, where an interval leaves out its figure."""
    company = {row["stage"]: row for row in overall.to_dicts()}
    found = [
        (region, row)
        for region, frame in regions.items()
        for row in frame.to_dicts()
        if len(regions) > 1 and stands_out(row, company.get(row["stage"], {}))
    ]
    furthest = max(found, key=lambda one: distance(one[1], company), default=None)
    return (*furthest, company[furthest[1]["stage"]]) if furthest else None


def distance(row: Row, company: dict[str, Row]) -> float:
    """How far a step lies from the company's: only to find the furthest."""
    return float(abs(row["conversion"] - company[row["stage"]]["conversion"]))


def stands_out(row: Row, overall: Row) -> bool:
    """Whether the 95 % interval of a region's step leaves out the company's figure, with enough records to say so."""
    if overall.get("conversion") is None or row["conversion"] is None or row["counted"] < FEWEST:
        return False
    if row["ci_low"] is None:
        return False
    return not row["ci_low"] <= overall["conversion"] <= row["ci_high"]


def disputed(deals: pl.DataFrame, currency: str) -> str:
    """How many deals the two sides' rules give to different sources."""
    if deals.is_empty():
        return "The two sides’ rules agree on every deal."
    total = money(float(deals.get_column("amount").sum()), currency)
    them = "it" if deals.height == 1 else "them"
    return f"{counted(deals.height, 'deal')} over {total}: the two sides’ rules give {them} different sources."


def largest(deals: pl.DataFrame, number: int) -> pl.DataFrame:
    """The deals with the largest amounts, the largest first."""
    return deals.sort("amount", "opportunity_id", descending=[True, False], nulls_last=True).head(number)


def collateral(summary: Row, currency: str) -> str:
    """The share of collateral that no buyer saw, and what making it cost."""
    if not summary["available"] or summary["unused_share"] is None:
        return "No collateral was available in this period"
    text = f"{percent(summary['unused_share'])} of {count(summary['available'])} assets reached no buyer"
    return text + (f": {money(summary['unused_cost'], currency)} of work unused" if summary["unused_cost"] else "")


def data(number: int, failed: int, checked: int) -> str:
    """Whether the published version can be trusted."""
    if failed:
        return f"{count(failed)} of {count(checked)} checks fail in version {number}"
    return f"All {count(checked)} checks hold in version {number}" if checked else f"Version {number} has no checks"
