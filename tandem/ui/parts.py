"""The parts of a page, in the order in which they stand: finding, figures, how it is counted, stamp."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tandem import words
from tandem.charts import Figure
from tandem.domain import Filters
from tandem.ui import drawn
from tandem.ui.files import file_name
from tandem.ui.opening import is_presented, review

Point = dict[str, Any]


def finding(text: str, lead: str = "") -> None:
    """The title of a page: what was found, in words with the number in it; beneath it the question it answers."""
    if lead:
        st.html(f'<p class="lead">{words.safe.in_html(lead)}</p>')
    st.title(words.safe.markdown(text), anchor=False)


def heading(text: str, note: str = "") -> None:
    """The heading of a part of a page, with a quieter note beneath."""
    quiet = f"<p>{words.safe.in_html(note)}</p>" if note else ""
    st.html(f'<div class="heading"><h2>{words.safe.in_html(text)}</h2>{quiet}</div>')


def chart(figure: Figure, alt: str, *, key: str, opens: Callable[[Point], None] | None = None) -> None:
    """A figure with its alternative text, to take away; `opens` is called with the point that was clicked."""

    def clicked() -> None:
        st.session_state["clicked " + key] = st.session_state[key].clicked

    drawn.place(
        key=key,
        data=drawn.told(figure, alt, key, opens=opens is not None),
        height=figure["layout"]["height"],
        on_clicked_change=clicked,
    )
    point = st.session_state.pop("clicked " + key, None)
    if point and opens:
        opens(point)


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


def split() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two halves beside each other, one beneath the other where there is no room."""
    grid = st.grid(2, min_column_width=520, gap=("small", "medium"))
    return grid.cell(), grid.cell()


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
    with st.expander("How is this counted?"):
        st.html("".join(counted(name) for name in questions))


def counted(name: str) -> str:
    """The header of one question as HTML: what it asks, how it is counted, what a row is, its columns."""
    query = review().query(name)
    safe = words.safe.in_html
    columns = "".join(
        f"<tr><td>{safe(column.name)}</td><td>{safe(column.meaning)}</td></tr>" for column in query.columns
    )
    texts = "".join(f"<p>{safe(text)}</p>" for text in query.counted.split("\n\n") if text.strip())
    return (
        f'<div class="counted"><h3>{safe(query.question)}</h3>{texts}'
        f"<p>One row per {safe(query.grain.removeprefix('one row per '))}. Query: {safe(name)}</p>"
        f"<table>{columns}</table></div>"
    )


def stamp_line(filters: Filters, records: int | None = None) -> None:
    """Where the figures of this page come from, and how many records stand behind them."""
    behind = words.stamps.behind(sum(review().version.manifest.tables.values())) if records is None else ""
    st.html(f'<p class="stamp">{words.safe.in_html(stamped(filters, records) + behind)}</p>')


def stamped(filters: Filters, records: int | None = None) -> str:
    """Where figures come from: the same line on a page, over its records and in a file that is taken away."""
    stamp = review().stamp(filters)
    text = words.stamp(stamp.as_of, stamp.version, stamp.definitions, stamp.filters, records)
    return words.presented.stamped(text, is_presented())
