"""What open business is worth: expected value by stage, and what each quarter made and booked."""

import numpy as np
import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.keys import marks_key
from tandem.charts.look import Figure, Part
from tandem.charts.trend import each_quarter, quarter_axis

RECORDS = {"deal": look.ACCENT, "lead": look.CONTEXT_STRONG}


def value_by_stage(stages: pl.DataFrame, currency: str) -> Figure:
    """Expected value by stage with its interval and a quarter ago, from `value_by_stage`; customdata record, stage."""
    rows = stages.to_dicts()
    names = [words.value.stage_name(row) for row in rows]
    ends = np.fmax(np.nan_to_num(look.numbers(stages, "high")), np.nan_to_num(look.numbers(stages, "previous")))
    return look.figure(
        [
            {
                "type": "bar", "orientation": "h", "y": names, "x": look.numbers(stages, "expected_value"),
                "customdata": [[row["record"], row["stage"]] for row in rows],
                "marker": {"color": [RECORDS[row["record"]] for row in rows], "cornerradius": 3},
                "error_x": upper(stages),
                "hoverinfo": "text", "hovertext": [words.value.stage_said(row, currency) for row in rows],
            },
            {
                "type": "scatter", "mode": "markers", "y": names, "x": look.numbers(stages, "expected_value"),
                "marker": {"size": 1, "color": look.CLEAR}, "error_x": lower(stages), "hoverinfo": "skip",
            },
            {
                "type": "scatter", "mode": "markers", "y": names, "x": look.numbers(stages, "previous"),
                "customdata": [[row["record"], row["stage"]] for row in rows],
                "marker": {
                    "symbol": "diamond", "size": 12, "color": look.PAPER, "line": {"width": 2.5, "color": look.INK},
                },
                "hoverinfo": "text",
                "hovertext": [f"a quarter ago: {words.money(row['previous'], currency)}" for row in rows],
            },
        ],
        height=60 + 46 * max(6, len(rows)),
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=[0, max([1.0, *ends]) * 2.1]),
        annotations=[
            *(
                look.note(words.value.stage_marked(row, currency, look.MUTED), x=float(end), y=name, xshift=14)
                for row, name, end in zip(rows, names, ends, strict=True)
            ),
            marks_key(
                {"open deals": ("■", look.ACCENT), "open leads": ("■", look.CONTEXT_STRONG),
                 "a quarter ago": ("◇", look.INK)}
            ),
        ],
    )  # fmt: skip


def upper(stages: pl.DataFrame) -> Part:
    """The upper half of the 95 % interval of each expected value, beside its bar."""
    value, high = (look.numbers(stages, column) for column in ("expected_value", "high"))
    return half_interval(look.MUTED, array=np.nan_to_num(high - value), arrayminus=np.zeros(stages.height))


def lower(stages: pl.DataFrame) -> Part:
    """The lower half, which lies on the bar: in the colour of the paper, to be seen there."""
    value, low = (look.numbers(stages, column) for column in ("expected_value", "low"))
    return half_interval(look.PAPER, array=np.zeros(stages.height), arrayminus=np.nan_to_num(value - low))


def half_interval(colour: str, **ends: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Part:
    """One half of an interval as a line with an end."""
    return {"type": "data", "symmetric": False, "color": colour, "thickness": 2, "width": 6, **ends}


def pipeline_made(quarters: pl.DataFrame) -> Figure:
    """Pipeline made and booked by quarter from zero, with the promise as a line, from `pipeline_made`.

    Customdata is the quarter.
    """
    quarters = each_quarter(quarters)
    names = quarters.get_column("quarter").to_list()
    made, booked, target = (
        look.numbers(quarters, column) for column in ("created_amount", "booked_amount", "booked_target")
    )
    most = max([1.0, *np.nan_to_num(made), *np.nan_to_num(booked), *np.nan_to_num(target)])
    promised = {"what was promised": ("━", look.INK)} if not np.isnan(target).all() else {}
    return look.figure(
        [
            amount_bar(quarters, "created_amount", look.CONTEXT, "Pipeline made"),
            amount_bar(quarters, "booked_amount", look.ACCENT, "Booked"),
            {
                "type": "scatter", "mode": "markers", "x": names, "y": target, "name": "Promised",
                "customdata": names,
                "marker": {"symbol": "line-ew", "size": 34, "line": {"width": 3, "color": look.INK}},
                "hoverinfo": "text", "hovertext": [f"promised: {words.money(value)}" for value in as_given(target)],
            },
        ],
        height=60 + 46 * 8,
        barmode="overlay",
        margin={"l": 8, "r": 8, "t": 40, "b": 8, "pad": 6},
        xaxis=quarter_axis(names) | {"range": [-0.6, len(names) - 0.4]},
        yaxis=look.hidden_axis(range=[0, most * 1.12]),
        annotations=[
            marks_key(
                {"pipeline made": ("■", look.CONTEXT), "booked": ("■", look.ACCENT)} | promised
            )
        ],
    )  # fmt: skip


def as_given(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> list[float | None]:
    """The numbers with nothing in place of what is not one."""
    return [None if np.isnan(value) else float(value) for value in values]


def amount_bar(quarters: pl.DataFrame, column: str, colour: str, name: str) -> Part:
    """The columns of one amount by quarter, the number above each."""
    amounts = quarters.get_column(column).to_list()
    return {
        "type": "bar",
        "name": name,
        "x": quarters.get_column("quarter").to_list(),
        "y": look.numbers(quarters, column),
        "customdata": quarters.get_column("quarter").to_list(),
        "text": [words.money(amount) for amount in amounts],
        "textposition": "inside",
        "insidetextanchor": "end",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 14, "color": look.PAPER if colour == look.ACCENT else look.INK},
        "marker": {"color": colour, "cornerradius": 3},
        "hoverinfo": "text",
        "hovertext": [
            f"{quarter}: {name.lower()} {words.money(amount)}"
            for quarter, amount in quarters.select("quarter", column).iter_rows()
        ],
    }
