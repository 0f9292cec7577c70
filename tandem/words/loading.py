"""Sentences of dropped files: how they come, what they are, what is asked of them."""

import re
from collections.abc import Sequence
from datetime import date

from tandem.words.figures import count, counted, percent
from tandem.words.missing import EXPORTS
from tandem.words.names import title_case
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
NO_CONFLICTS = "No record contradicts another about people or accounts."
REMEMBER = "Remember and look again"
TITLE = "Load exports"
CHECKING = "Reading and checking: the pages go on with what is published"
PUBLISHING = "Publishing"
BEGINNING = "Beginning"
LINES_SHOWN = 5
STOP = "Stop"
DROP = "Drop your exports here"
ADD = "Drop more files here"
NO_DROP = "Exports are dropped on the Data page: Trust, then Data."
NO_DROP_WHILE = {
    "checking": "These files are being checked. When that is done, or stopped, more can be dropped.",
    "found": "Publish or discard this load first: then more files can be dropped.",
    "publishing": "This load is being published. In a moment more files can be dropped.",
}
BY_STREAMLIT = (
    "Served by “streamlit run”, files pass through its memory. “python -m tandem serve” takes large ones to disk."
)
UNVERIFIED = "columns not yet proved on a real export"
AS_OF_HELP = "The last day of the data; else the latest event in the files."
REFUSED_FILE = "the file of refused rows"
BY_MAPPING_FILE = "Export it with them, or say where they are in a mapping file (--mapping)."
NO_DATES = "No export tells of events on a day."
NOTHING_REMEMBERED = "Nothing was matched by hand yet: every file was known."
FORGET = "Files like these are recognised as if nobody had said anything; those that are loaded stay as they are."
BY_HAND = "Leave it out, or match its columns by hand."
LACKING = re.compile("^column “[^”]*”: (?=it is not recognised)")
MODES = {
    "as each export asks": None,
    "replace what is there": "replace",
    "update by key": "upsert",
    "add events": "append",
}


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


def of_the_whole(sentence: str) -> str:
    """A sentence about a file that nobody knows, without the column that it lacks, which it names further on."""
    return LACKING.sub("", sentence)


def in_browser(sentence: str, refused_path: object = None) -> str:
    """A sentence of the command line as somebody reads it who sits before a browser."""
    said = sentence.replace(str(refused_path), REFUSED_FILE) if refused_path else sentence
    return said.replace(BY_MAPPING_FILE, BY_HAND).replace(" (--as-of)", "")


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
    return counted(number, "row")


def files(number: int) -> str:
    """So many files."""
    return counted(number, "file")


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
    title, export = title_case(table), EXPORTS.get(table, "")
    if export.lower().startswith(title.lower()):
        return title + export[len(title) :]
    return f"{title}: {export}" if export else title


def forgotten(name: str) -> str:
    """That a mapping is remembered no more."""
    return f"{name}: forgotten."


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


def freshness(extract: str, table: str, latest_on: str, as_of: date) -> dict[str, str]:
    """Up to which day an export tells of events, and how long before the cut-off that is."""
    latest = date.fromisoformat(latest_on)
    behind = max((as_of - latest).days, 0)
    return {
        "Export": extract,
        "Feeds": title_case(table),
        "Tells up to": day(latest),
        "Before the cut-off": counted(behind, "day") if behind else "up to it",
    }


def leave_out(file: str) -> str:
    """The label of the button that leaves the culprit out."""
    return f"Leave {file} out"


def conflicts_of(kind: str, number: int) -> str:
    """How many contradictions of one kind there are."""
    return f"{count(number)} × {kind}"
