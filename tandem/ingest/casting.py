"""Texts become typed values, column by column; what is no value of its type is a fault with a reason."""

from dataclasses import dataclass, field

import polars as pl

from tandem.catalog import Table
from tandem.errors import FileRefused
from tandem.ingest.dates import timestamps
from tandem.ingest.identifiers import identifiers
from tandem.ingest.numbers import NumberEvidence, amounts, integers, numbers, rates
from tandem.ingest.orders import DateEvidence, Order

TYPES: dict[str, pl.DataType] = {
    "id": pl.String(), "text": pl.String(), "quarter": pl.String(), "yes_no": pl.Boolean(), "integer": pl.Int64(),
    "number": pl.Float64(), "timestamp": pl.Datetime("us"), "date": pl.Date(), "month": pl.Date(),
    "money": pl.Decimal(18, 2), "rate": pl.Decimal(18, 8),
}  # fmt: skip
DATED, COUNTED = ("timestamp", "date", "month"), ("money", "rate", "number", "integer")
YES = ("true", "yes", "y", "t", "1", "ja", "oui", "si", "sí", "wahr", "vrai", "verdadero", "x", "checked", "on")
NO = ("false", "no", "n", "f", "0", "nein", "non", "falsch", "faux", "falso", "unchecked", "off")
TRUTH = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)
WHAT = {
    "id": "is a damaged id (did a spreadsheet change its letters or digits?)",
    "yes_no": "is neither yes nor no",
    "integer": "is not a whole number",
    "number": "is not a number",
    "money": "is not an amount",
    "rate": "is not a rate",
    "quarter": "is not a quarter such as 2026Q3",
}
SERIALS = "“{}” holds numbers of days, as Excel writes dates without a format: {} is read as a day counted since 1900."


def schema_of(table: Table) -> dict[str, pl.DataType]:
    """The canonical columns of a table with the types they are stored in."""
    return {name: TYPES[column.type] for name, column in table.columns.items()}


@dataclass
class Caster:
    """Casts the columns of one table as one file writes them."""

    table: Table
    time_zone: str
    salesforce: bool = False
    decimal_comma: bool = False
    order: Order | None = None
    dates: dict[str, DateEvidence] = field(default_factory=dict)
    numbers: dict[str, NumberEvidence] = field(default_factory=dict)

    def needs_evidence(self, column: str) -> bool:
        """Whether how a column is written must be decided over all its values."""
        kind = self.table.columns[column].type
        return kind in COUNTED or kind in DATED

    def see(self, texts: pl.DataFrame) -> None:
        """Takes more rows into account."""
        for column in texts.columns:
            kind = self.table.columns[column].type
            if kind in DATED:
                self.dates.setdefault(column, DateEvidence()).see(texts[column])
            else:
                self.numbers.setdefault(column, NumberEvidence()).see(texts[column])

    def settle(self, file: str, source_of: dict[str, str]) -> list[str]:
        """Decides how each column is written, and notes what other columns decided; raises FileRefused for mixtures."""
        serials = [column for column, dates in self.dates.items() if dates.is_serial]
        notes = [SERIALS.format(source_of[column], self.dates[column].serial) for column in serials]
        for column, dates in self.dates.items():
            if dates.is_mixed and self.order is None:
                problem = f"“{dates.day_first}” puts the day first and “{dates.month_first}” the month."
                remedy = "Export again with one date form."
                raise FileRefused(file, problem, remedy, column=source_of[column])
        for column, found in self.numbers.items():
            if found.is_mixed:
                problem = f"“{found.comma}” has a decimal comma and “{found.point}” a decimal point."
                raise FileRefused(file, problem, "Export again with one number form.", column=source_of[column])
        orders = {dates.order for dates in self.dates.values() if dates.order} - {Order.SERIAL}
        open_columns = [column for column, dates in self.dates.items() if dates.either and dates.order is None]
        if self.order is not None:
            return notes
        if open_columns and len(orders) != 1:
            example = self.dates[open_columns[0]].either
            remedy = 'Say it in a mapping file: dates = "D/M/YYYY" or dates = "M/D/YYYY".'
            problem = f"it cannot be told whether “{example}” puts the day or the month first."
            raise FileRefused(file, problem, remedy, column=source_of[open_columns[0]])
        self.order = next(iter(orders)) if open_columns else self.order
        said = (f"“{source_of[column]}” is read as {self.order_of(column).value}" for column in open_columns)
        return notes + [f"{sentence}, like the other dates of the file." for sentence in said]

    def order_of(self, column: str) -> Order:
        """The order of day and month in a column."""
        found = self.dates.get(column)
        if self.order is not None and not (found and found.is_serial):
            return self.order
        return (found.order if found else None) or Order.YEAR_FIRST

    def cast(self, column: str, texts: pl.Series) -> pl.Series:
        """The values of a column; null where the text is empty, or no value of its type."""
        kind = self.table.columns[column].type
        if kind in DATED:
            return self._dated(kind, timestamps(texts, self.order_of(column), self.time_zone))
        if kind in COUNTED:
            cast = {"money": amounts, "rate": rates, "number": numbers, "integer": integers}[kind]
            return cast(texts, self.numbers.get(column, NumberEvidence()).has_comma(self.decimal_comma))
        match kind:
            case "id":
                return identifiers(texts, salesforce=self.salesforce)
            case "yes_no":
                return texts.str.to_lowercase().replace_strict(TRUTH, default=None, return_dtype=pl.Boolean)
            case "quarter":
                return quarters(texts)
            case _:
                return texts

    def times(self, texts: pl.Series) -> pl.Series:
        """Texts that are no canonical column, such as when a row was last modified, as times."""
        return timestamps(texts, self.order or Order.YEAR_FIRST, self.time_zone)

    def reason(self, column: str) -> str:
        """What is wrong with a text that is no value of its column's type."""
        kind = self.table.columns[column].type
        return f"is not a date of the form {self.order_of(column).value}" if kind in DATED else WHAT[kind]

    @staticmethod
    def _dated(kind: str, times: pl.Series) -> pl.Series:
        if kind == "timestamp":
            return times
        days = times.dt.date()
        return days.dt.month_start() if kind == "month" else days


def quarters(texts: pl.Series) -> pl.Series:
    """Quarters as 2026Q3, also from Q3 2026 and 2026-Q3."""
    text = texts.str.to_uppercase()
    year, number = text.str.extract(r"(\d{4})", 1), text.str.extract(r"Q([1-4])(?:\D|$)", 1)
    return (year + "Q" + number).alias(texts.name)
