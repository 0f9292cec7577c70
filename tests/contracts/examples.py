"""Worked examples: tests/cases/<query>/<a sentence>/ with case.toml, given/*.csv and expect.csv."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from tandem.catalog import Catalog, Column
from tandem.domain import COUNTED_KINDS
from tests.contracts.asking import Asked

CASES = Path(__file__).resolve().parents[1] / "cases"
KEYS = {"as_of", "fiscal_year_start_month", "given", "quarter", "regions", "segments", "kinds", "settings"}


@dataclass(frozen=True)
class Example:
    """One worked example: the question, what is asked, on which day, of which extracts."""

    folder: Path
    asked: Asked
    as_of: date
    start_month: int
    given: Path

    @classmethod
    def read(cls, folder: Path) -> "Example":
        """The example in `folder`; `given` in its case.toml names another example whose extracts it shares."""
        said = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
        assert set(said) <= KEYS, f"{folder}: unknown {set(said) - KEYS}"
        regions, segments = tuple(said.get("regions", ())), tuple(said.get("segments", ()))
        kinds = tuple(said.get("kinds", COUNTED_KINDS))
        asked = Asked(said.get("quarter"), regions, segments, kinds, said.get("settings", {}))
        given = CASES / said["given"] / "given" if "given" in said else folder / "given"
        return cls(folder, asked, said["as_of"], said.get("fiscal_year_start_month", 1), given)

    @property
    def query(self) -> str:
        """The question that it works through."""
        return self.folder.parent.name

    def tables(self) -> dict[str, pl.DataFrame]:
        """The canonical tables given, as text."""
        return {path.stem: read_text(path) for path in sorted(self.given.glob("*.csv"))}

    def expected(self) -> pl.DataFrame:
        """The rows expected, as text."""
        return read_text(self.folder / "expect.csv")

    def __str__(self) -> str:
        """As “funnel/skipped stages are filled”."""
        return f"{self.query}/{self.folder.name}"


def read_text(path: Path) -> pl.DataFrame:
    """A CSV file with every cell as text, an empty one as nothing."""
    rows = pl.read_csv(path, infer_schema=False)
    return rows.rename(str.strip).with_columns(pl.all().str.strip_chars().replace("", None))


def every_example() -> list[Example]:
    """All worked examples, those of the same extracts beside each other."""
    found = [Example.read(path.parent) for path in CASES.glob("*/*/case.toml")]
    return sorted(found, key=lambda example: (str(example.given), str(example)))


def columns_of(query: str, by: object = None) -> dict[str, Column]:
    """The columns of a question by the names that its answer has."""
    header = Catalog.load().question(query)
    setting = header.setting("by")
    dimension = str(by or setting.default) if header.by and setting else "dimension"
    return {dimension if column.name == "dimension" else column.name: column for column in header.columns}


def typed(text: str | None, kind: str) -> object:
    """A cell as its declared type has it; a double is compared within 1e-9 and may be written as a fraction."""
    if text is None:
        return None
    match kind.partition("(")[0]:
        case "bigint" | "integer":
            return int(text)
        case "double":
            return pytest.approx(float(Fraction(text)), rel=1e-9, abs=1e-12)
        case "decimal":
            return Decimal(text)
        case "boolean":
            return {"true": True, "false": False}[text]
        case "date":
            return date.fromisoformat(text)
        case "timestamp":
            return datetime.fromisoformat(text)
        case _:
            return text
