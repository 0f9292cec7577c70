"""The header of one .sql file: its question, how it is counted, and the contract that tests hold it to.

-- How many of marketing's leads did sales accept?           the question, one line
--
-- Free text: how it is counted, as a reader is shown it.
--
-- grain: one row per segment (segment)                      what a row is, and the columns that make it unique
-- needs: leads accounts                                     canonical tables without which there is no answer
-- reads: lead_journeys deals                                tables that the file reads (marts, or other questions)
-- records: acceptance_records                               the question whose rows are the records behind it
-- drill: accepted = count(*) filter (where is_accepted)     a column, re-aggregated from those records
-- by: region segment                                        dimensions of --by; the column `dimension` takes the name
-- param    start_on  date     first day counted             given by filters, scope and clock
-- setting  within_days integer = 90 : days allowed          given by the reader; choices as a | b | c
-- column   segment   varchar  account segment               columns in order, with their types
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tandem.errors import WrongUse

Value: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """A column of an answer: name, DuckDB type in lower case, meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Param:
    """A value that filters, scope or clock give: name, DuckDB type, meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Setting:
    """A value that the reader may give: name, DuckDB type, default as text, choices (empty = any), meaning."""

    name: str
    type: str
    default: str
    choices: tuple[str, ...]
    meaning: str

    def value(self, text: str | None = None) -> Value:
        """The setting's value for `text` (its default when None); raises WrongUse when it is none of its type or choices."""
        text = self.default if text is None else str(text).strip().lower()
        if self.choices and text not in self.choices:
            raise WrongUse(f"{self.name} = {text} is not known. Known: {', '.join(self.choices)}.")
        return self._typed(text)

    def _typed(self, text: str) -> Value:
        try:
            match self.type:
                case "integer" | "bigint":
                    return None if text in ("all", "none") else int(text)
                case "double":
                    return None if text in ("all", "none") else float(text)
                case "boolean":
                    return {"true": True, "false": False}[text]
                case _:
                    return text
        except (ValueError, KeyError) as wrong:
            raise WrongUse(f"{self.name} = {text} is not a value of type {self.type}.") from wrong


@dataclass(frozen=True)
class Drill:
    """A column of the answer and the SQL expression that gives it again from the records."""

    column: str
    expression: str


@dataclass(frozen=True)
class Query:
    """One question: where its file is and what its header promises."""

    name: str
    path: Path
    question: str
    counted: str
    grain: str
    grain_columns: tuple[str, ...]
    needs: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    records: str | None = None
    by: tuple[str, ...] = ()
    drills: tuple[Drill, ...] = ()
    params: tuple[Param, ...] = ()
    settings: tuple[Setting, ...] = ()
    columns: tuple[Column, ...] = ()
    text: str = field(default="", repr=False)

    def setting(self, name: str) -> Setting | None:
        """The setting of that name, or None."""
        return next((setting for setting in self.settings if setting.name == name), None)


LISTS = ("needs", "reads", "by")
CONTRACT = re.compile(r"^(grain|needs|reads|records|drill|by):\s*(.*)$")
PARAM = re.compile(r"^param\s+(\w+)\s+(\S+)\s+(.+)$")
SETTING = re.compile(r"^setting\s+(\w+)\s+(\w+)\s*=\s*(\S+)\s*:\s*(.+)$")
COLUMN = re.compile(r"^column\s+(\w+)\s+(\w+(?:\(\d+,\s*\d+\))?(?:\[\])?)\s+(.+)$")


def header_lines(text: str) -> list[str]:
    """The comment lines above the first line of SQL, without their dashes."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return lines


def choices_of(meaning: str) -> tuple[str, ...]:
    """The words of a meaning that is a list of choices, as “a | b | c, what it does”; else none."""
    words = [part.strip() for part in meaning.split(",", 1)[0].split("|")]
    return tuple(words) if len(words) > 1 else ()


def parse_header(path: Path) -> Query:
    """The query in the file at `path`; raises WrongUse naming the file and the line that is not in the grammar."""
    text = path.read_text(encoding="utf-8")
    lines = header_lines(text)
    if not lines or not lines[0]:
        raise WrongUse(f"{path.name}: the first line must say the question.")
    query = {"question": lines[0], "counted": [], "drills": [], "params": [], "settings": [], "columns": []}
    for line in lines[1:]:
        read_line(line, query)
    if "grain" not in query:
        raise WrongUse(f"{path.name}: the header has no grain.")
    grain = str(query["grain"])
    unique = re.search(r"\(([\w, ]+)\)\s*$", grain)
    return Query(
        name=path.stem,
        path=path,
        question=lines[0],
        counted="\n".join(query["counted"]).strip(),
        grain=grain,
        grain_columns=tuple(unique[1].replace(" ", "").split(",")) if unique else (),
        needs=query.get("needs", ()),
        reads=query.get("reads", ()),
        records=query.get("records"),
        by=query.get("by", ()),
        drills=tuple(query["drills"]),
        params=tuple(query["params"]),
        settings=tuple(query["settings"]),
        columns=tuple(query["columns"]),
        text=text,
    )


def read_line(line: str, query: dict) -> None:
    """Adds what one line of a header says to `query`; a line outside the grammar is part of how it is counted."""
    if found := CONTRACT.match(line):
        read_contract(found[1], found[2], query)
    elif found := PARAM.match(line):
        query["params"].append(Param(found[1], found[2], found[3]))
    elif found := SETTING.match(line):
        query["settings"].append(Setting(found[1], found[2], found[3], choices_of(found[4]), found[4]))
    elif found := COLUMN.match(line):
        query["columns"].append(Column(found[1], found[2], found[3]))
    else:
        query["counted"].append(line)


def read_contract(key: str, said: str, query: dict) -> None:
    """Adds a line of the form “key: said” to `query`."""
    if key == "drill":
        column, expression = said.split("=", 1)
        query["drills"].append(Drill(column.strip(), expression.strip()))
    else:
        query[key] = tuple(said.split()) if key in LISTS else said
