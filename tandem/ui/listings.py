"""Short lists on a page whose cells are words already, and the way to take the whole list away."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tandem import words
from tandem.charts import Driver
from tandem.domain import Filters
from tandem.ui.opening import ask, settings
from tandem.ui.panel import say

NO_NUMBERS: tuple[str, ...] = ()


def listing(
    rows: Sequence[Mapping[str, str]],
    *,
    numbers: Collection[str] = NO_NUMBERS,
    empty: str = "",
    links: Sequence[str] = (),
) -> None:
    """A table of readable rows, their keys its headings, `numbers` set to the right; `empty` where there is no row.

    `links` say where the first cell of each row leads.
    """
    if not rows:
        say(f'<ul class="facts"><li>{words.safe.in_html(empty)}</li></ul>')
        return
    places = {name: ' class="n"' if name in numbers else "" for name in rows[0]}
    head = "".join(f"<th{place}>{words.safe.in_html(name)}</th>" for name, place in places.items())
    leads = (opening_tag(address) for address in links)
    body = "".join(f"<tr>{cells(row, places, next(leads, ''))}</tr>" for row in rows)
    say(f'<div class="scroll"><table class="rows"><tr>{head}</tr>{body}</table></div>')


def headlines(trend: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    """The six headlines of the quarter, from the trend on the same page; of all time, by themselves."""
    return words.findings.headlines(trend) if filters.quarter else ask("questions", filters)


def opening_tag(address: str) -> str:
    """The start of a link."""
    return f'<a href="{words.safe.in_html(address)}">'


def cells(row: Mapping[str, str], places: Mapping[str, str], lead: str) -> str:
    """The cells of a row, the first of them inside the link that `lead` starts, if any."""
    texts = [words.safe.in_html(text) for text in row.values()]
    if lead and texts:
        texts[0] = f"{lead}{texts[0]}</a>"
    return "".join(f"<td{place}>{text}</td>" for place, text in zip(places.values(), texts, strict=True))


def headline(question: str, filters: Filters) -> dict[str, Any]:
    """The row of one headline, as the first page shows it."""
    trend = ask(f"{question}_trend", filters).with_columns(question=pl.lit(question))
    return words.findings.headlines(trend).row(by_predicate=pl.col("question") == question, named=True)


def side_by_side() -> DeltaGenerator:
    """A place whose widgets stand in one line, and in the next one where there is no room."""
    return st.container(horizontal=True, vertical_alignment="center")


def drivers_of(drivers: pl.DataFrame, against: str) -> list[Driver]:
    """The four drivers of the pipeline's velocity, each with its part of the change against another period."""
    currency = settings().currency
    return [
        Driver(
            words.flow.DRIVERS[row["driver"]],
            float(row["part"] or 0),
            words.flow.part(float(row["part"] or 0), currency),
            f"{words.flow.driver(row, 'before', currency)} → {words.flow.driver(row, 'after', currency)}",
            row["driver"],
        )
        for row in drivers.filter(pl.col("against") == against).to_dicts()
    ]
