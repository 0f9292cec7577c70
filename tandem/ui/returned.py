"""What comes back for the spend on each channel, under every model at once."""

from collections.abc import Mapping, Sequence

import polars as pl
import streamlit as st

from tandem import words
from tandem.charts import channel_return
from tandem.domain import Filters
from tandem.ui.credit import UP_TO_THE_WIN, credit_settings
from tandem.ui.drawn import Point
from tandem.ui.heats import model_table
from tandem.ui.listings import listing
from tandem.ui.opening import ask, settings
from tandem.ui.panel import Opener, Piece, panel, split
from tandem.ui.parts import chart, heading
from tandem.ui.records import behind, records_button, show_records
from tandem.ui.spread import EveryModel, every_model
from tandem.ui.tables import facts

TITLE = "Net return of each channel’s spend, under every model"
GAPS = "Spend without result, result without spend"


def channel_returns(filters: Filters, lag: str) -> None:
    """The return of every channel as dots on their range, and beneath it model by model, with intervals."""
    above = st.container()
    every = every_model(filters, credit_settings(UP_TO_THE_WIN, "upto_win"))
    given = every.given | {"lag_quarters": lag}
    answer = ask("channel_return", filters, **given)
    said = words.channels.finding(answer)
    with above:
        heading(TITLE, said)
    records = [
        *behind("channel_return", filters, key="channel_return", label="Show the table", **given),
        *behind("channel_return_records", filters, key="channel_return_records", **given),
    ]
    if words.channels.ranges(answer):
        dots(filters, answer, given, said, records)
    else:
        panel([Piece(openers=records)], key="channels")
    by_model(filters, answer, every, lag)


def dots(
    filters: Filters, answer: pl.DataFrame, given: Mapping[str, str], said: str, records: Sequence[Opener]
) -> None:
    """The return of every channel under every model; a dot opens its deals and its spend."""

    def open_dot(point: Point) -> None:
        channel, model = point["customdata"]
        only = {"channel": channel, "model": model}
        show_records("channel_return_records", filters, only, **dict(given) | {"model": model})

    said = f"Net return per channel. {said}"
    chart(channel_return(answer), said, key="channels", opens=open_dot, records=records)


def by_model(filters: Filters, answer: pl.DataFrame, every: EveryModel, lag: str) -> None:
    """A line per channel with its return under each model, and the intervals of those that have one."""
    answers = every.intervals("channel_return_intervals", filters, lag_quarters=lag)
    ends = words.channels.intervals(answers)
    model_table("Channel", words.channels.table(answer, every.models, ends, settings().currency), every.models)
    facts([note for note in (every.note, *words.channels.beneath(answers, answer)) if note])


def spend_gaps(filters: Filters) -> None:
    """Months with spend and no result, and with results and no spend, the largest of each."""
    if filters.segments:
        heading(GAPS, words.returns.NO_SEGMENT)
        return
    gaps = ask("spend_gaps", filters)
    heading(GAPS, words.returns.gap_sentence(gaps))
    for half, gap in zip(split(), ("spend_without_result", "result_without_spend"), strict=True):
        with half:
            rows = words.returns.gap_table(gaps, gap, settings().currency)
            listing(rows, numbers=words.returns.GAP_NUMBERS, empty=words.returns.NO_GAP[gap])
    records_button("Show all months", "spend_gaps", filters, key="spend_gaps")
