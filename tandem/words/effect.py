"""Sentences of a load that is checked: what the files hold, what would change, what has to be answered."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tandem.words.changes import change
from tandem.words.figures import NONE, count, figure
from tandem.words.loading import files, rows
from tandem.words.names import HEADLINES, title_case

FILES = "What the files hold"
EFFECT = "What would change"
JOINS = "How the data would join up"
FIRST_OWN = "Your first own files replace the sample company; the two are never mixed."
UNANSWERED = "Say why each question above is all right, or discard the load."
REASON = "Publish all the same, because"
REASON_LIKE = "for instance: we closed that region in June"
CONTRADICTS = "Figures would contradict each other: this cannot be published"
MEND = "Mend these in your system, or in the file of refused rows, and load again"
LOOK_AT = "Look at these before you publish"
ASIDE = "Set aside, nothing to do"
MOVES = {"before": "Now", "after": "After", "moved": "Moved"}

# As “spend with an exchange rate, of that in another currency”: what is counted, its join, of which part of it.
CONDITION = re.compile(r"^(\w+) .*, of (?:those|that) (.+)$")
JOINED = re.compile(r" (?:with|on) .+$")


def publish(number: int) -> str:
    """The label of the button that publishes."""
    return f"Publish version {number}"


def questions_wait(number: int) -> str:
    """That questions have to be answered before anything is published."""
    return f"{'A question waits' if number == 1 else f'{number} questions wait'} for an answer at the end of this panel"


def fails(cases: int, example: str | None) -> str:
    """How often an invariant fails, and one case."""
    return f"{count(cases)} fail" + (f", such as {example}." if example else ".")


def faulty(file: str, refused: int, read: int, reasons: Sequence[tuple[str, int]]) -> str:
    """How many rows of a file cannot be taken, and why most of them."""
    why = "; ".join(f"{reason} ({count(number)})" for reason, number in reasons)
    return f"{file}: {rows(refused)} of {count(read)} cannot be taken. {why}".strip()


def aside(file: str, superseded: int, set_aside: int) -> str:
    """How many rows of a file are no fault of anybody's."""
    parts = [f"{rows(superseded)} with a newer one of the same key"] if superseded else []
    parts += [f"{rows(set_aside)} that do not count"] if set_aside else []
    return f"{file}: {' and '.join(parts)}"


def is_harmless(note: str) -> bool:
    """Whether a note only says what was set aside or taken once, so that nobody has to look at it."""
    return "set aside" in note or "taken once" in note


def kept(file: str, of_them: int, read: int, extract: str) -> str:
    """How many rows of a file are kept."""
    return f"{file}: {count(of_them)} of {rows(read)} kept, as {extract}"


def kept_of_all(number: int, of_files: int) -> str:
    """How many rows are kept of all files together."""
    return f"{rows(number)} of {files(of_files)} kept"


def refused_of(file: str, number: int) -> str:
    """The label under which the rows that were not kept are taken away."""
    return f"{file}: {rows(number)} with reasons"


def headline(row: Mapping[str, Any], currency: str) -> dict[str, str]:
    """One headline now and after the load, and how it moved."""
    known = HEADLINES[row["question"]]
    moved = change(row["after"], row["before"], known.unit, lower_is_better=known.lower_is_better)
    return {
        "name": known.title,
        "before": figure(row["before"], known.unit, currency),
        "after": figure(row["after"], known.unit, currency),
        "moved": moved_or_lost(row["before"], row["after"], str(moved)),
        "turn": moved.turn.value,
    }


def moved_or_lost(before: float | None, after: float | None, moved: str) -> str:
    """How a headline moved; what it is where only one of the two is known."""
    if before is None:
        return NONE if after is None else "new"
    return "no longer known" if after is None else moved


def to_know(missing: Mapping[str, Sequence[str]]) -> str:
    """Which exports the headlines that nobody can know yet wait for; empty when none does."""
    titles = [HEADLINES[question].title for question in missing]
    tables = list(dict.fromkeys(table for needed in missing.values() for table in needed))
    needed = ", ".join(title_case(table).lower() for table in tables)
    return f"To know {', '.join(titles)}, add: {needed}." if titles else ""


def nothing_to_join(measures: Sequence[str]) -> str:
    """What there is none of, so that nothing of it can join up; empty when there is something of everything."""
    things = {JOINED.sub("", CONDITION.sub(r"\1 \2", measure)): None for measure in measures}
    named = [thing for thing in things if not any(thing.startswith(f"{other} ") for other in things)]
    return f"Not in the data, so nothing to join up: {', '.join(named)}." if named else ""


def rows_moved(table: str, before: int | None, after: int) -> dict[str, str]:
    """The rows of a table now and after the load."""
    return {
        "name": title_case(table),
        "before": count(before),
        "after": count(after),
        "moved": moved(before, after),
        "turn": "flat",
    }


def unchanged(tables: Sequence[str]) -> str:
    """The tables that stay as they are."""
    return f"As many rows as before: {', '.join(title_case(table).lower() for table in tables)}."


def moved(before: float | None, after: float | None) -> str:
    """In which direction a count went, and how far."""
    if before is None:
        return "new" if after else NONE
    change = (after or 0) - before
    return "unchanged" if not change else f"{'+' if change > 0 else '−'}{count(abs(int(change)))}"
