"""Small tables that stand on the page itself: figures aligned, every text from the data shown literally."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
import streamlit as st

from tandem import words
from tandem.ui.opening import settings

NUMERIC = {
    "amount",
    "cost",
    "uses",
    "sellers",
    "opportunities",
    "have",
    "of",
    "share",
    "read",
    "kept",
    "refused",
    "rows",
}
TITLES = {
    "name": "Deal",
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
}


def small_table(
    rows: Iterable[Mapping[str, object]], columns: Sequence[str], titles: Mapping[str, str] = TITLES
) -> None:
    """A table of a few rows and columns, the first row of it being their titles."""
    head = "".join(f"<th{place(name)}>{titles.get(name, words.names.title_case(name))}</th>" for name in columns)
    body = "".join(
        "<tr>"
        + "".join(f"<td{place(name)}>{words.safe.in_html(cell(name, row[name]))}</td>" for name in columns)
        + "</tr>"
        for row in rows
    )
    st.html(f'<div class="scroll"><table class="rows"><tr>{head}</tr>{body}</table></div>')


def place(name: str) -> str:
    """The attribute that sets numbers to the right."""
    return ' class="n"' if name in NUMERIC else ""


def cell(name: str, value: object) -> str:
    """One value as a reader sees it."""
    match name:
        case "amount" | "cost":
            return words.money(value, settings().currency)
        case "share":
            return words.percent(value)
        case "marketing_says" | "sales_says":
            return words.names.side(str(value))
        case "kind":
            return words.names.title_case(str(value))
        case _ if name in NUMERIC:
            return words.count(value)
        case _ if name.endswith("_on"):
            return words.day(value) if value else "never"
        case _:
            return words.NONE if value is None else str(value)


def deals(frame: pl.DataFrame) -> None:
    """The disputed deals: what each side's rule says, and why."""
    small_table(frame.to_dicts(), ("name", "amount", "marketing_says", "sales_says", "why"))


def assets(frame: pl.DataFrame, figures: Sequence[str]) -> None:
    """Assets with their kind and some figures."""
    small_table(frame.to_dicts(), ("title", "kind", *figures))


def facts(sentences: Sequence[str]) -> None:
    """A few plain sentences, one beneath the other."""
    st.html('<ul class="facts">' + "".join(f"<li>{words.safe.in_html(text)}</li>" for text in sentences) + "</ul>")
