"""Sentences of a quarter that was presented: with which version, what changed since, and why."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tandem.words.effect import headline
from tandem.words.figures import counted
from tandem.words.names import HEADLINES
from tandem.words.stamps import day

TITLE = "Since it was presented"
NOTHING_SINCE = "Nothing has been published since: as now is as presented."
UNSURE = "What was presented cannot be shown"
CHANGED = "Which records are not as they were presented?"
SAME_RECORDS = "its own records are the same"
CHANGES = ("added", "gone", "restated")
RECOUNTED = {
    "value": "at another chance of being won",
    "conversion": "due to be counted in the meantime",
}


def kept(quarter: str, version: int, who: str, at: str) -> str:
    """Which version a quarter was presented with."""
    return f"{quarter} was presented with version {version}, kept by {who} on {at}."


def kept_by(who: str, at: str, is_earlier: bool) -> str:
    """Who kept the version that is shown; whether another one is published by now."""
    later = "what changed since stands on the Quarter page" if is_earlier else "nothing has been published since"
    return f"Kept by {who} on {at}; {later}."


def banner(quarter: str, version: int, as_of: date) -> str:
    """The title over every page that shows a quarter as presented."""
    return f"{quarter} as presented: version {version}, data to {day(as_of)}"


def beside_now(presented: int, now: int) -> str:
    """Which version was presented, and which one is published."""
    return f"presented with version {presented}, " + (f"now version {now}" if presented != now else "as now")


def stamped(stamp: str, is_presented: bool) -> str:
    """The stamp of a figure, which says where it is as presented."""
    return f"As presented · {stamp}" if is_presented else stamp


def not_kept(quarter: str) -> str:
    """That a quarter was never kept as presented, though the address asks for it so."""
    return f"{quarter} was not kept as presented: the figures are as now."


def one_load(number: int, at: datetime, files: str) -> str:
    """One version that was published since."""
    return f"version {number} on {day(at.date())}" + (f" ({files})" if files else "")


def published_since(loads: Sequence[str]) -> str:
    """What was published after the version that was presented."""
    return f"Published since: {'; '.join(loads)}." if loads else "An earlier version is published again."


def compared(row: Mapping[str, Any], currency: str, why: str) -> dict[str, str]:
    """One headline as presented and as now, the difference and the reason."""
    moved = headline({**row, "before": row["presented"], "after": row["now"]}, currency)
    return {
        "Headline": moved["name"],
        "As presented": moved["before"],
        "As now": moved["after"],
        "Difference": difference(row, moved["moved"]),
        "Why": why,
    }


def difference(row: Mapping[str, Any], moved: str) -> str:
    """How far a headline moved; that it did where that is less than a figure shows."""
    if row["presented"] == row["now"]:
        return "none"
    return "less than shown" if moved.endswith("unchanged") else moved


def why(question: str, changes: Mapping[str, int], others: Sequence[str]) -> str:
    """Why a headline is not as presented: its records, then what holds for all of them."""
    said = [f"{counted(changes[kind], 'record')} {kind}" for kind in CHANGES if changes.get(kind)]
    if changes.get("recounted"):
        otherwise = RECOUNTED.get(question, "counted otherwise")
        said.append(f"{counted(changes['recounted'], 'record')} {otherwise}")
    return "; ".join([", ".join(said) or SAME_RECORDS, *others])


def common_reasons(as_of: Sequence[date], definitions: Sequence[int], *, is_earlier_release: bool) -> list[str]:
    """What holds for every headline: cut-off, definitions and queries, each as presented and as now."""
    said = [f"data to {day(as_of[1])}, not {day(as_of[0])}"] if as_of[0] != as_of[1] else []
    said += [f"definitions {definitions[1]}, not {definitions[0]}"] if definitions[0] != definitions[1] else []
    return said + (["counted by other queries or settings"] if is_earlier_release else [])


def records_label(question: str, number: int) -> str:
    """The label of the button that opens the changed records of a headline."""
    return f"{HEADLINES[question].title}: {counted(number, 'changed record')}"
