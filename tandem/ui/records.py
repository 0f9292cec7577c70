"""The records behind a figure: a table in a dialog, and both files to take away."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from tandem import words
from tandem.domain import Filters
from tandem.ui.files import as_csv, as_xlsx, file_name
from tandem.ui.journeys import JOURNEY, with_journeys
from tandem.ui.opening import review
from tandem.ui.panel import Opener
from tandem.ui.parts import stamped

SHOWN = 1_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Only = Mapping[str, object]


def picked(frame: pl.DataFrame, only: Only) -> pl.DataFrame:
    """The rows that have all of these values, compared as text."""
    for column, value in only.items():
        if column in frame.columns:
            frame = frame.filter(pl.col(column).cast(pl.String) == pl.Series([value]).cast(pl.String).item())
    return frame


def records_button(label: str, question: str, filters: Filters, *, key: str, **given: str) -> None:
    """A quiet button that opens the records of a question; nothing when its extract was never loaded."""
    if review().missing(question):
        return
    if st.button(label, key=key, type="tertiary", icon=":material/table_rows:"):
        show_records(question, filters, None, **given)


def behind(
    question: str, filters: Filters, *, key: str, label: str = "Show the records", **given: str
) -> Sequence[Opener]:
    """The button under a piece that opens the records of a question; none when its extract was never loaded."""
    if review().missing(question):
        return ()
    return (Opener(key, label, lambda: show_records(question, filters, None, **given)),)


def show_records(question: str, filters: Filters, only: Only | None = None, **given: str) -> None:
    """Opens the records of a question, only those with the given values."""

    frame = picked(review().ask(question, filters, **given), only or {})
    chosen = {name: value for name, value in review().chosen(question, given).items() if name != "quarters"}
    show_frame(review().query(question).question, question, filters, frame, {**chosen, **(only or {})})


def show_frame(title: str, name: str, filters: Filters, frame: pl.DataFrame, only: Only | None = None) -> None:
    """Opens records that are known already, under a title; `name` is that of the files to take away."""

    @st.dialog(words.safe.markdown(title), width="large")
    def dialog() -> None:
        table(title, name, filters, frame, only or {})

    dialog()


def table(title: str, name: str, filters: Filters, frame: pl.DataFrame, only: Only) -> None:
    """The records as a table with their number, their stamp and both files; `only` says how they were chosen."""
    picks = "".join(f" · {words.names.title_case(column)}: {value}" for column, value in only.items())
    line = stamped(filters, frame.height) + picks
    st.html(f'<p class="stamp">{words.safe.in_html(line)}</p>')
    st.dataframe(
        with_journeys(for_screen(frame.head(SHOWN))),
        hide_index=True,
        height=430,
        alt=title,
        column_config=columns_of(frame),
    )
    if frame.height > SHOWN:
        st.caption(f"The first {words.count(SHOWN)} are shown; the files hold all {words.count(frame.height)}.")
    with st.container(horizontal=True):
        download("CSV", lambda: as_csv(frame), file_name(name, "csv", filters), "text/csv")
        download("XLSX", lambda: as_xlsx(frame, line), file_name(name, "xlsx", filters), XLSX)


def download(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    """A button that makes its file when it is clicked."""
    st.download_button(label, make, name, mime, key=f"download {label}", on_click="ignore", icon=":material/download:")


def columns_of(frame: pl.DataFrame) -> dict[str, Any]:
    """How columns stand in the table: amounts with thousands apart, days without a time."""
    columns: dict[str, Any] = {JOURNEY: st.column_config.LinkColumn(display_text="Open", width="small", pinned=True)}
    for name, kind in frame.schema.items():
        if kind.is_decimal() or kind.is_float():
            columns[words.names.title_case(name)] = st.column_config.NumberColumn(format="localized")
        elif kind == pl.Date:
            columns[words.names.title_case(name)] = st.column_config.DateColumn(format="YYYY-MM-DD")
    return columns


def for_screen(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with readable headings and amounts as floats, which the table sorts as numbers."""
    decimals = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal)]
    categories = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Categorical | pl.Enum)]
    return frame.with_columns(pl.col(decimals).cast(pl.Float64), pl.col(categories).cast(pl.String)).rename(
        {name: words.names.title_case(name) for name in frame.columns}
    )
