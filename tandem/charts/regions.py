"""Where the regions differ: a panel per step of the funnel, each region against the company."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.funnel import STEPS, step_text
from tandem.charts.look import Figure, Part


def steps_by_region(overall: pl.DataFrame, regions: Mapping[str, pl.DataFrame]) -> Figure:
    """One panel per step: each region's share with its interval, against the company's line.

    Regions whose interval leaves out the company's figure are in the accent colour, and those with too few records have
    no dot; customdata is region and stage.
    """
    company = {row["stage"]: row for row in overall.to_dicts()}
    stages = [stage for stage in STEPS if stage in company]
    data: list[Part] = []
    layout: Part = {}
    for number, stage in enumerate(stages, start=1):
        rows = [
            {"region": region, **row}
            for region, frame in regions.items()
            for row in frame.filter((pl.col("stage") == stage) & (pl.col("counted") >= words.FEWEST)).to_dicts()
        ]
        data += region_dots(rows, company[stage], number)
        layout |= panel(company[stage], number, len(stages))
    names = [words.safe.in_chart(region) for region in regions]
    return look.figure(
        data,
        height=110 + 46 * len(regions),
        margin={"l": 8, "r": 8, "t": 56, "b": 30, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names, showgrid=True, gridcolor=look.CONTEXT),
        **{name: part for name, part in layout.items() if name.startswith("xaxis")},
        annotations=[part for name, part in layout.items() if name.startswith("note")],
        shapes=[part for name, part in layout.items() if name.startswith("line")],
    )


def region_dots(rows: list[dict[str, Any]], company: dict[str, Any], number: int) -> list[Part]:
    """The dots of one panel: those that stand out, and those that do not."""
    out = [row for row in rows if words.findings.stands_out(row, company)]
    return [
        dots(part, colour, number)
        for part, colour in ((out, look.ACCENT), ([row for row in rows if row not in out], look.CONTEXT_STRONG))
        if part
    ]


def dots(rows: list[dict[str, Any]], colour: str, number: int) -> Part:
    """Dots of regions in one colour, a diamond where they stand out."""
    frame = pl.DataFrame(rows, infer_schema_length=None)
    out = colour == look.ACCENT
    return {
        "type": "scatter",
        "mode": "markers+text" if out else "markers",
        "cliponaxis": False,
        "xaxis": f"x{number if number > 1 else ''}",
        "yaxis": "y",
        "x": look.numbers(frame, "conversion"),
        "y": [words.safe.in_chart(row["region"]) for row in rows],
        "text": [words.percent(row["conversion"]) for row in rows] if out else [],
        "textposition": "top center",
        "customdata": [[row["region"], row["stage"]] for row in rows],
        "marker": {"size": 13 if out else 11, "color": colour, "symbol": "diamond" if out else "circle"},
        "error_x": look.spread(frame, "conversion", "ci_low", "ci_high", colour),
        "hoverinfo": "text",
        "hovertext": [f"{words.safe.in_chart(row['region'])}: {step_text(row)}" for row in rows],
    }


def panel(company: dict[str, Any], number: int, of: int) -> Part:
    """Axis, heading and company line of the panel of one step."""
    suffix = str(number) if number > 1 else ""
    start, width = (number - 1) / of, 0.88 / of
    heading = f"{words.names.short_step(company['stage'])}<br><b>{words.percent(company['conversion'])}</b>"
    parts: Part = {
        f"xaxis{suffix}": look.value_axis(
            domain=[start, start + width],
            range=[0, 1],
            tickformat=".0%",
            tickvals=[0, 0.5],
            ticktext=["0", "50 %"],
            anchor="y",
        ),
        f"note{suffix}": look.note(heading, x=start, xref="paper", y=1, yref="paper", yanchor="bottom", align="left"),
    }
    if company["conversion"] is not None:
        at = company["conversion"]
        line = {"color": look.INK, "width": 1.5, "dash": "dot"}
        ends = {"x0": at, "x1": at, "y0": 0, "y1": 1}
        parts[f"line{suffix}"] = {"type": "line", "xref": f"x{suffix}", "yref": "paper", "line": line, **ends}
    return parts
