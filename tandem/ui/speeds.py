"""The curves of the page Velocity: who has moved on after how many days."""

from tandem import words
from tandem.charts import time_to_convert
from tandem.domain import Filters
from tandem.ui.opening import answerable, ask
from tandem.ui.parts import chart, heading
from tandem.ui.records import records_button, show_records


def curves(filters: Filters) -> None:
    """One curve per step of the funnel, and its records."""
    if not answerable("time_to_convert"):
        return
    summary = ask("time_to_convert_summary", filters)
    heading("Moved on after so many days", words.velocity.curves(summary))
    chart(
        time_to_convert(ask("time_to_convert", filters), summary),
        "Share of records that moved on to the next stage by days since entry, one curve per step. "
        + words.velocity.medians(summary),
        key="curves",
        opens=lambda point: show_records("convert_records", filters, {"stage": point["customdata"]}),
    )
    records_button("Show the records", "convert_records", filters, key="convert_records")
