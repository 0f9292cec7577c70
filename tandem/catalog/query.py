"""A question as its header promises it: what goes in, what comes out, in which records it can be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tandem.errors import WrongUse

Value: TypeAlias = str | int | float | bool | None
EMPTY = ("all", "none", "auto")


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
        """The value that `text` means (None = the default); raises WrongUse when it is none of its type or choices."""
        text = self.default if text is None else str(text).strip()
        if self.choices or self.type != "varchar":
            text = text.lower()
        if self.choices and text not in self.choices:
            raise WrongUse(f"{self.name} = {text} is not known. Known: {', '.join(self.choices)}.")
        return self._typed(text)

    def _typed(self, text: str) -> Value:
        try:
            match self.type:
                case "integer" | "bigint":
                    return None if text in EMPTY else int(text)
                case "double":
                    return None if text in EMPTY else float(text)
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
class When:
    """A value of a setting under which another question answers."""

    setting: str
    value: str
    question: str


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
    is_kept: bool = True
    is_step: bool = False
    is_apart: bool = False
    is_cut: bool = False
    narrows: tuple[str, ...] = ()
    drills: tuple[Drill, ...] = ()
    solver: str | None = None
    whens: tuple[When, ...] = ()
    params: tuple[Param, ...] = ()
    settings: tuple[Setting, ...] = ()
    columns: tuple[Column, ...] = ()
    text: str = field(default="", repr=False)

    def __hash__(self) -> int:
        """That of its file: one that is looked up often is not to be read through each time."""
        return hash(self.path)

    def setting(self, name: str) -> Setting | None:
        """The setting of that name, or None."""
        return next((setting for setting in self.settings if setting.name == name), None)

    def changed(self, values: Mapping[str, object]) -> bool:
        """Whether it holds other rows than those published: under another setting, or up to another day, if it is cut.

        A setting that only leaves rows out changes none.
        """
        own = [setting for setting in self.settings if setting.name not in self.narrows]
        is_cut_elsewhere = self.is_cut and values.get("as_of") != values.get("published_as_of")
        return is_cut_elsewhere or any(values[setting.name] != setting.value() for setting in own)
