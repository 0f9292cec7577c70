"""What comes back for the spend on each channel, under every model at once."""

import polars as pl
import streamlit as st

from tandem import words
from tandem.charts import channel_return
from tandem.domain import Filters
from tandem.ui.credit import UP_TO_THE_WIN, credit_settings
from tandem.ui.heats import model_table
from tandem.ui.opening import ask, settings
from tandem.ui.parts import beside, chart, heading
from tandem.ui.records import records_button, show_records
from tandem.ui.spread import EveryModel, every_model
from tandem.ui.tables import facts

TITLE = "Net return of each channel’s spend, under every model"


def channel_returns(filters: Filters, lag: str) -> None:
    """The return of every channel as dots on their range, and beneath it model by model, with intervals."""
    above = st.container()
    every = every_model(filters, credit_settings(UP_TO_THE_WIN, "upto_win"))
    given = every.given | {"lag_quarters": lag}
    answer = ask("channel_return", filters, **given)
    said = words.channels.finding(answer)
    with above:
        heading(TITLE, said)
    chart(
        channel_return(answer),
        f"Net return per channel. {said}",
        key="channels",
        opens=lambda point: show_records(
            "channel_return_records", filters, dict(zip(("channel", "model"), point["customdata"], strict=True)),
            **given | {"model": point["customdata"][1]},
        ),
    )  # fmt: skip
    with beside():
        records_button("Show the table", "channel_return", filters, key="channel_return", **given)
        records_button("Show the records", "channel_return_records", filters, key="channel_return_records", **given)
    by_model(filters, answer, every, lag)


def by_model(filters: Filters, answer: pl.DataFrame, every: EveryModel, lag: str) -> None:
    """A line per channel with its return under each model, and the intervals of those that have one."""
    ends = words.channels.intervals(every.intervals("channel_return_intervals", filters, lag_quarters=lag))
    model_table("Channel", words.channels.table(answer, every.models, ends, settings().currency), every.models)
    facts([note for note in (every.note, words.channels.beneath(ends)) if note])
