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
-- solve: markov                                             the answer is worked out from the rows by this solver
-- when: rule = both then agreement                          under this value of a setting that question answers instead
-- apart: yes                                                those that read it are handed its answer, made once for all
-- kept: no                                                  a mart that is a step of others, no part of a version
-- kept: while building                                      likewise, but made once for all that a build makes of it
-- param    start_on  date     first day counted             given by filters, scope and clock
-- setting  within_days integer = 90 : days allowed          given by the reader; choices as a | b | c
-- cut: as_of                                                a mart that counts up to it: another day, another mart
-- narrows: opportunity_id                                   a setting that leaves rows out and changes none
-- column   segment   varchar  account segment               columns in order, with their types
"""

import re
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from tandem.catalog.query import Column, Drill, Param, Query, Setting, When
from tandem.errors import WrongUse


@dataclass
class Draft:
    """A header while it is read, line by line."""

    file: str
    counted: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    drills: list[Drill] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    params: list[Param] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    def words(self, key: str) -> tuple[str, ...]:
        """The words said under `key:`, none when the header has no such line."""
        return tuple(self.said.get(key, "").split())

    def read(self, line: str) -> None:
        """Takes in one line, prose included; raises WrongUse for a line that only begins like a contract."""
        if found := WHEN.match(line):
            self.whens.append(When(found[1], found[2], found[3]))
        elif found := CONTRACT.match(line):
            self._read_contract(found[1], found[2])
        elif found := PARAM.match(line):
            self.params.append(Param(found[1], found[2], found[3]))
        elif found := SETTING.match(line):
            self.settings.append(Setting(found[1], found[2], found[3], choices_of(found[4]), found[4]))
        elif found := COLUMN.match(line):
            self.columns.append(Column(found[1], found[2], found[3]))
        elif BEGINS.match(line):
            raise WrongUse(f"{self.file}: “{line}” is not in the grammar of headers.")
        else:
            self.counted.append(line)

    def _read_contract(self, key: str, said: str) -> None:
        if key == "drill":
            column, equals, expression = said.partition("=")
            if not equals:
                raise WrongUse(f"{self.file}: “drill: {said}” must be written as column = expression.")
            self.drills.append(Drill(column.strip(), expression.strip()))
        elif key in self.said:
            raise WrongUse(f"{self.file}: {key} is said twice.")
        else:
            self.said[key] = said


CONTRACT = re.compile(r"^(grain|needs|reads|records|drill|by|solve|kept|apart|cut|narrows):\s*(.*)$")
WHEN = re.compile(r"^when:\s*(\w+) = (\S+) then (\w+)$")
PARAM = re.compile(r"^param\s+(\w+)\s+(\S+)\s+(.+)$")
SETTING = re.compile(r"^setting\s+(\w+)\s+(\w+)\s*=\s*(\S+)\s*:\s*(.+)$")
COLUMN = re.compile(r"^column\s+(\w+)\s+(\w+(?:\(\d+,\s*\d+\))?(?:\[\])?)\s+(.+)$")
BEGINS = re.compile(r"^(param|setting|column|when:)\s")


def header_lines(text: str) -> list[str]:
    """The comment lines above the first line of SQL, without their dashes."""
    lines = takewhile(lambda line: line.startswith("--"), text.splitlines())
    return [line.removeprefix("--").strip() for line in lines]


def choices_of(meaning: str) -> tuple[str, ...]:
    """The words of a meaning that is a list of choices, as “a | b | c, what it does”; else none."""
    words = [part.strip() for part in meaning.split(",", 1)[0].split("|")]
    return tuple(words) if len(words) > 1 else ()


def unique_columns(grain: str) -> tuple[str, ...]:
    """The columns in the brackets that end a grain, as “one row per segment (segment)”."""
    found = re.search(r"\(([\w, ]+)\)\s*$", grain)
    return tuple(found[1].replace(" ", "").split(",")) if found else ()


def parse_header(path: Path) -> Query:
    """The query in the file at `path`; raises WrongUse naming the file and the line that is not in the grammar."""
    text = path.read_text(encoding="utf-8")
    lines = header_lines(text)
    if not lines or not lines[0]:
        raise WrongUse(f"{path.name}: the first line must say the question.")
    draft = Draft(path.name)
    for line in lines[1:]:
        draft.read(line)
    if "grain" not in draft.said:
        raise WrongUse(f"{path.name}: the header has no grain.")
    for setting in draft.settings:
        setting.value()
    return Query(
        name=path.stem,
        path=path,
        question=lines[0],
        counted="\n".join(draft.counted).strip(),
        grain=draft.said["grain"],
        grain_columns=unique_columns(draft.said["grain"]),
        needs=draft.words("needs"),
        reads=draft.words("reads"),
        records=draft.said.get("records"),
        by=draft.words("by"),
        is_kept="kept" not in draft.said,
        is_step=draft.said.get("kept") == "no",
        is_apart=draft.said.get("apart") == "yes",
        is_cut="cut" in draft.said,
        drills=tuple(draft.drills),
        narrows=draft.words("narrows"),
        solver=draft.said.get("solve"),
        whens=tuple(draft.whens),
        params=tuple(draft.params),
        settings=tuple(draft.settings),
        columns=tuple(draft.columns),
        text=text,
    )
