"""Small tables that stand on the page itself: figures aligned, every text from the data shown literally."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from tandem import words
from tandem.ui.journeys import journey_of
from tandem.ui.opening import settings
from tandem.ui.panel import say

Row = Mapping[str, Any]
COUNTS = set("deals of_deals credit uses sellers opportunities have of read kept refused rows leads records".split())
NUMERIC = COUNTS | {"set aside", "amount", "cost", "share", "spend", "roi"}
TITLES = {
    "name": "Deal",
    "account_name": "Account",
    "amount": "Amount",
    "marketing_says": "Marketing’s rule says",
    "sales_says": "Sales’ rule says",
    "why": "Why",
    "title": "Asset",
    "kind": "Kind",
    "last_used_on": "Last used",
    "measure": "Measure",
    "have": "Have",
    "of": "Of",
    "share": "Share",
    "remedy": "To improve it",
    "gap": "What",
    "records": "How many",
    "counted": "How they count",
    "credit": "Deals",
    "spend": "Spend",
    "roi": "Return",
    "of_deals": "Of",
    "held_by": "Held by",
    "source": "Says",
    "link": "To its",
    "route": "Found by",
    "about": "Said of",
    "first_id": "One record",
    "other_id": "Another",
}


def small_table(rows: Iterable[Row], columns: Sequence[str], link: Callable[[Row], str] | None = None) -> None:
    """A table of a few rows, titles first; `link` says where the first column of each leads."""
    head = "".join(f"<th{place(name)}>{TITLES.get(name, words.names.title_case(name))}</th>" for name in columns)
    body = "".join(f"<tr>{linked_cells(row, columns, link)}</tr>" for row in rows)
    say(f'<div class="scroll"><table class="rows"><tr>{head}</tr>{body}</table></div>')


def linked_cells(row: Row, columns: Sequence[str], link: Callable[[Row], str] | None) -> str:
    """The cells of a row, the first of them a link where there is one."""
    cells = "".join(table_cell(name, row[name]) for name in columns)
    if link is None:
        return cells
    opened = f'<a href="{words.safe.in_html(link(row))}">'
    return cells.replace(">", f">{opened}", 1).replace("</td>", "</a></td>", 1)


def place(name: str) -> str:
    """The attribute that sets numbers to the right."""
    return ' class="n"' if name in NUMERIC else ""


def table_cell(name: str, value: Any) -> str:
    """One value of a column as a cell that shows it literally."""
    said = FORMATS.get(name, as_text)(value)
    return f"<td{place(name)}>{words.safe.in_html(said)}</td>"


def as_text(value: Any) -> str:
    """Any other value: a whole number with thousands apart, else its text."""
    if value is None:
        return words.NONE
    return words.count(value) if isinstance(value, int) else str(value)


def as_money(value: Any) -> str:
    """An amount in the reporting currency."""
    return words.money(value, settings().currency)


FORMATS: dict[str, Callable[[Any], str]] = {
    "amount": as_money,
    "cost": as_money,
    "share": words.percent,
    "spend": as_money,
    "roi": words.times,
    "credit": words.credit.deals,
    "marketing_says": words.names.side,
    "sales_says": words.names.side,
    "kind": words.names.title_case,
    "state": words.names.title_case,
    "last_used_on": lambda day: words.day(day) if day else "never",
}


def deals(frame: pl.DataFrame) -> None:
    """The disputed deals: what each side's rule says, and why."""
    small_table(frame.to_dicts(), ("name", "amount", "marketing_says", "sales_says", "why"), journey_of)


def assets(frame: pl.DataFrame, figures: Sequence[str]) -> None:
    """Assets with their kind and some figures."""
    small_table(frame.to_dicts(), ("title", "kind", *figures))


def facts(sentences: Sequence[str]) -> None:
    """A few plain sentences, one beneath the other; nothing where there are none."""
    if not sentences:
        return
    say('<ul class="facts">' + "".join(f"<li>{words.safe.in_html(text)}</li>" for text in sentences) + "</ul>")
