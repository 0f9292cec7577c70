"""The parts of a page, in the order in which they stand: finding, figures, how it is counted, stamp."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tandem import words
from tandem.catalog import Query
from tandem.charts import Figure
from tandem.domain import Filters
from tandem.ui.drawn import Chart, Point
from tandem.ui.files import file_name
from tandem.ui.opening import is_presented, review
from tandem.ui.panel import Opener, Piece, panel, say


def finding(text: str, lead: str = "") -> None:
    """The title of a page: what was found, in words with the number in it; above it the question it answers."""
    safe = words.safe.in_html
    asked = f'<p class="lead">{safe(lead)}</p>' if lead else ""
    panel([Piece(f"{asked}<h1>{safe(text)}</h1>")], key="finding")


def heading(text: str, note: str = "") -> None:
    """The heading of a part of a page, with a quieter note beneath."""
    say(headed(text, note))


def headed(text: str, note: str = "") -> str:
    """A heading and its note as HTML."""
    quiet = f"<p>{words.safe.in_html(note)}</p>" if note else ""
    return f'<div class="heading"><h2>{words.safe.in_html(text)}</h2>{quiet}</div>'


def chart(
    figure: Figure,
    alt: str,
    *,
    key: str,
    title: str = "",
    note: str = "",
    opens: Callable[[Point], None] | None = None,
    records: Sequence[Opener] = (),
) -> None:
    """A figure under its heading, with its alternative text, to take away, and what opens the records behind it.

    `opens` is called with the point that was clicked.
    """
    html = headed(title, note) if title else ""
    panel([Piece(html, Chart(figure, alt, key, opens), records)], key=key)


class Choice(NamedTuple):
    """What was chosen: as the page says it, and as the question takes it."""

    label: str
    value: str


def choice(label: str, values: Mapping[str, str], *, key: str) -> Choice:
    """A choice of one, the first by default, kept in the address."""
    chosen = st.segmented_control(
        label, list(values), default=next(iter(values)), key=key, bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    picked = chosen or next(iter(values))
    return Choice(picked, values[picked])


def beside() -> DeltaGenerator:
    """A line of small things beside each other, wrapped where there is no room."""
    return st.container(horizontal=True, vertical_alignment="center")


def tabs(*names: str) -> Sequence[DeltaGenerator]:
    """Parts of a page behind each other, the first in front."""
    return st.tabs(names)


def download_refused(label: str, path: Path, *, key: str) -> None:
    """A button that gives the rows that were not kept, with line and reason, to be mended and loaded again."""
    st.download_button(
        words.safe.markdown(label),
        path.read_bytes,
        file_name(f"refused {path.stem}", "csv"),
        "text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def how_counted(*questions: str) -> None:
    """“How is this counted?”: what the header of each question says."""
    told = "".join(counted(review().query(name)) for name in questions)
    panel([Piece(f"<details><summary>How is this counted?</summary>{told}</details>")], key="how_counted")


@cache
def counted(query: Query) -> str:
    """The header of one question as HTML: what it asks, how it is counted, what a row is, its columns."""
    safe = words.safe.in_html
    columns = "".join(
        f"<tr><td>{safe(column.name)}</td><td>{safe(column.meaning)}</td></tr>" for column in query.columns
    )
    texts = "".join(f"<p>{safe(text)}</p>" for text in query.counted.split("\n\n") if text.strip())
    return (
        f'<div class="counted"><h3>{safe(query.question)}</h3>{texts}'
        f"<p>One row per {safe(query.grain.removeprefix('one row per '))}. Query: {safe(query.name)}</p>"
        f"<table>{columns}</table></div>"
    )


def stamp_line(filters: Filters, records: int | None = None) -> None:
    """Where the figures of this page come from, and how many records stand behind them."""
    behind = words.stamps.behind(sum(review().version.manifest.tables.values())) if records is None else ""
    say(f'<p class="stamp">{words.safe.in_html(stamped(filters, records) + behind)}</p>')


def stamped(filters: Filters, records: int | None = None) -> str:
    """Where figures come from: the same line on a page, over its records and in a file that is taken away."""
    stamp = review().stamp(filters)
    text = words.stamp(stamp.as_of, stamp.version, stamp.definitions, stamp.filters, records)
    return words.presented.stamped(text, is_presented())
