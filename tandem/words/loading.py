"""Sentences of the way from dropped files to a published version."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from tandem.words.changes import change
from tandem.words.figures import NONE, count, figure, percent
from tandem.words.missing import EXPORTS
from tandem.words.names import HEADLINES, title_case
from tandem.words.stamps import day

NO_ROOM = "The server’s disk is nearly full, so the file was not taken. Ask whoever runs Tandem to make room."
EMPTY = "The file is empty. Export it again."
NO_TICKET = "This page was opened before the server started anew. Reload it, then drop the file again."
STRANGER = "Files are taken from this server’s own pages only."
UNDER_WAY = "A load is under way. Wait until it is done, or stop it, then add files."
TOO_MANY_AT_ONCE = "Too many files are coming in at once. Drop it again in a minute."
BROKEN_OFF = "The upload broke off before the file was whole. Drop it again."
STOPPED = "You stopped the check. Nothing was published."
FULL = "Five loads are waiting already. Try again in a few minutes."
FAILED = "Something went wrong inside Tandem. Nothing was published; whoever runs it finds the reason in its log."
COMPARING = "Comparing the headlines with those published now"
DISCARDED = "Nothing was published: the load was discarded."
FIRST = "Nothing is published yet: drop your exports to begin"
DAY_FIRST, MONTH_FIRST = "The day comes first", "The month comes first"
HOLDS = "Each line of this file is about"
USUAL_TABLE = "opportunities"
REMEMBER = "Remember and look again"
TITLE = "Load exports"
CHECKING = "Reading and checking: the pages go on with what is published"
PUBLISHING = "Publishing"
BEGINNING = "Beginning"
LINES_SHOWN = 5
STOP = "Stop"
DROP = "Drop your exports here"
ADD = "Drop more files here"
NOTHING_WANTED = "Every file is left out: take at least one."
BY_STREAMLIT = (
    "Served by “streamlit run”, files pass through its memory. “python -m tandem serve” takes large ones to disk."
)
UNVERIFIED = "columns not yet proved on a real export"
AS_OF_HELP = "The last day of the data; else the latest event in the files."
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
REFUSED_FILE = "the file of refused rows"
BY_MAPPING_FILE = "Export it with them, or say where they are in a mapping file (--mapping)."
BY_HAND = "Leave it out, or match its columns by hand."
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
MOVES = {"before": "Now", "after": "After", "moved": "Moved"}
MODES = {
    "as each export asks": None,
    "replace what is there": "replace",
    "update by key": "upsert",
    "add events": "append",
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


def too_large(megabytes: int) -> str:
    """That a file is over the limit, and the other way."""
    return f"The file is larger than {megabytes:,} MB. Load it with “tandem load”, or export fewer months."


def drop_note(megabytes: int) -> str:
    """What may be dropped, and that nothing happens yet."""
    return (
        "Several files or a whole folder, just as your systems wrote them: CSV, Excel, zip, Parquet, up to "
        f"{megabytes:,} MB each. Nothing is published until you say so."
    )


def too_many(files: int) -> str:
    """That one load takes so many files only."""
    return f"One load takes {files} files at most. Leave some out, or zip those that belong together."


def in_browser(sentence: str, refused_path: object = None) -> str:
    """A sentence of the command line as somebody reads it who sits before a browser."""
    said = sentence.replace(str(refused_path), REFUSED_FILE) if refused_path else sentence
    return said.replace(BY_MAPPING_FILE, BY_HAND).replace(" (--as-of)", "")


def everybody_sees(number: int) -> str:
    """That a version is what everybody sees from now on."""
    return f"Version {number} is published. Everybody sees it from their next click on."


def undo(before: int) -> str:
    """The label of the way back."""
    return f"Undo: back to version {before}"


def undone(before: int) -> str:
    """That an earlier version stands again."""
    return f"Version {before} is published again."


def seen_as(extract: str, table: str | None) -> str:
    """What a file was recognised as, and which table it feeds, if any."""
    return f"{extract} → {title_case(table)}" if table else extract


def to_match(missing: Sequence[str], dates: Sequence[str]) -> str:
    """What somebody has to say by hand before a file can be loaded; empty when nothing."""
    needed = [f"Say which column gives the {title_case(column).lower()}." for column in missing]
    shown = " and ".join(f"“{column}”" for column in dates)
    ordered = [f"Say whether the day or the month comes first in {shown}."] if dates else []
    return " ".join([*needed, *ordered])


def cannot_load(problems: int, of: int) -> str:
    """That some files cannot be loaded as they are."""
    some = "This file" if of == 1 else f"{problems} of {of} files"
    return f"{some} cannot be loaded as {'it is' if problems == 1 else 'they are'}."


def check_files(number: int) -> str:
    """The label of the button that starts the check."""
    return f"Check {files(number)}"


def bytes_of(size: int) -> str:
    """A size as people say it."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB" if size < 1_000_000_000 else f"{size / 1_000_000_000:.1f} GB"


def rows(number: int) -> str:
    """So many rows."""
    return f"{count(number)} row{'' if number == 1 else 's'}"


def files(number: int) -> str:
    """So many files."""
    return f"{count(number)} file{'' if number == 1 else 's'}"


def or_rather(extract: str, confidence: float) -> str:
    """What else a file may be."""
    return f"or {extract}, {percent(confidence)}"


def match_label(is_needed: bool, part: str) -> str:
    """The label of the button that opens the columns of a table."""
    what = "Match columns" if is_needed else "Columns"
    return f"{what} of {part}" if part else what


def match_title(part: str) -> str:
    """The title of the columns of a table."""
    return f"The columns of {part}"


def table_offered(table: str) -> str:
    """A table as it is offered for a file."""
    return f"{title_case(table)}: {EXPORTS[table]}" if table in EXPORTS else title_case(table)


def more_columns(number: int) -> str:
    """The label of the columns that nobody needs and nothing gives."""
    return f"{count(number)} more columns that may be filled"


def date_question(columns: Sequence[str], shown: str) -> str:
    """What is asked of dates that may be read in two ways."""
    named = " and ".join(f"“{column}”" for column in columns)
    return f"In {named} every date may be read in two ways, such as {shown}. Which comes first?"


def certainty(confidence: float, is_by_hand: bool = False) -> str:
    """How sure it is what a file was recognised as."""
    if is_by_hand:
        return "as you matched it"
    if confidence >= 0.95:
        return "certain"
    return f"{'fairly sure' if confidence >= 0.75 else 'unsure'}, {percent(confidence)}"


def leave_out(file: str) -> str:
    """The label of the button that leaves the culprit out."""
    return f"Leave {file} out"


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
