"""The parts of the page Velocity: who has moved on after how many days, and what moved the pipeline's velocity."""

from tandem import words
from tandem.charts import driver_bars, time_to_convert
from tandem.domain import Filters
from tandem.ui.listings import drivers_of, listing
from tandem.ui.opening import answerable, ask
from tandem.ui.parts import Choice, chart
from tandem.ui.records import behind, show_records
from tandem.ui.tables import facts


def curves(filters: Filters) -> None:
    """One curve per step of the funnel, and its records."""
    if not answerable("time_to_convert"):
        return
    summary = ask("time_to_convert_summary", filters)
    chart(
        time_to_convert(ask("time_to_convert", filters), summary),
        "Share of records that moved on to the next stage by days since entry, one curve per step. "
        + words.velocity.medians(summary),
        title="Moved on after so many days",
        note=words.velocity.curves(summary),
        key="curves",
        opens=lambda point: show_records("convert_records", filters, {"stage": point["customdata"]}),
        records=behind("convert_records", filters, key="convert_records"),
    )
    listing(words.velocity.quartile_table(summary), numbers=words.velocity.QUARTILE_NUMBERS)


def velocity_drivers(filters: Filters, against: Choice) -> None:
    """What each of the four drivers added to the pipeline's velocity, or why there is nothing to compare."""
    missing = words.flow.comparable(ask("pipeline_velocity", filters), against.value)
    if missing:
        facts([missing])
        return
    parts = drivers_of(ask("velocity_drivers", filters), against.value)
    chart(
        driver_bars(parts, height=430),
        f"What each driver added to the pipeline’s velocity {against.label}. {words.flow.told(parts)}",
        key="drivers",
        opens=lambda _: show_records("cycle_records", filters),
        records=behind("cycle_records", filters, key="cycle_records"),
    )
