"""Sentences of versions: what was published and done, the way back, quarters kept as presented."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from tandem.words.names import title_case
from tandem.words.stamps import day

FREEZE = "Keeps the version that is published now for good, as the one that the quarter was presented with."
ACTIONS = {
    "load": "Published",
    "rollback": "Went back to",
    "rehearsal": "Checked, not published",
    "refused": "Refused",
    "unchanged": "Nothing new",
    "accepted": "Accepted for",
    "freeze": "Froze a quarter with",
    "unfreeze": "Unfroze a quarter of",
}


class Kept(Protocol):
    """A quarter and the version that it was presented with."""

    @property
    def quarter(self) -> str:
        """The quarter."""
        ...

    @property
    def version(self) -> int:
        """The version."""
        ...


def everybody_sees(number: int) -> str:
    """That a version is what everybody sees from now on."""
    return f"Version {number} is published. Everybody sees it from their next click on."


def undo(before: int) -> str:
    """The label of the way back."""
    return f"Undo: back to version {before}"


def undone(before: int) -> str:
    """That an earlier version stands again."""
    return f"Version {before} is published again."


def presented(frozen: Iterable[Kept], version: int) -> str:
    """The quarters that a version was presented with."""
    return ", ".join(one.quarter for one in frozen if one.version == version)


def version_named(number: int, current: int, quarters: str) -> str:
    """A version in the list: published or not, and the quarters that it was presented with."""
    marks = [*(["published"] if number == current else []), *([f"as presented for {quarters}"] if quarters else [])]
    return f"{number} ({', '.join(marks)})" if marks else str(number)


def frozen(quarter: str, version: int) -> str:
    """That a quarter is frozen."""
    return f"Version {version} is kept as the one that {quarter} was presented with."


def thawed(quarter: str, version: int) -> str:
    """That a quarter is frozen no more."""
    return f"{quarter} is frozen no more: version {version} goes in its turn."


def names_of(names: Sequence[str], shown: int = 2) -> str:
    """Some file names, and how many there are besides."""
    head = ", ".join(names[:shown])
    return head if len(names) <= shown else f"{head} and {len(names) - shown} more"


def what_was_done(action: str, version: int | None) -> str:
    """A line of the ledger in words."""
    said = ACTIONS.get(action, title_case(action))
    return f"{said} version {version}" if version else said


def when(moment: datetime) -> str:
    """A moment as a line of the history says it."""
    return f"{day(moment.date())}, {moment:%H:%M}"
