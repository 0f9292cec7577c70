"""Six headlines as cards: figure, interval, change on both quarters, eight quarters, target, records."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from tandem import words
from tandem.charts import sparkline
from tandem.domain import Filters
from tandem.ui.opening import ask, settings
from tandem.ui.panel import Piece, panel
from tandem.ui.records import behind

RECORDS = {
    "value": "value_records",
    "conversion": "conversion_records",
    "reach": "reach_records",
    "velocity": "velocity_records",
    "return": "return_records",
    "agreement": "agreement_records",
}
Row = dict[str, Any]


def cards(questions: pl.DataFrame, trend: pl.DataFrame, filters: Filters) -> None:
    """One card per headline, in the order of the answer."""
    targets = dict(ask("headline_targets", filters).iter_rows())
    history = words.findings.histories(trend)
    rows = {f"records_{row['question']}": row for row in questions.to_dicts()}
    panel(
        [
            Piece(
                card(row, history[row["question"]], targets, filters),
                openers=behind(RECORDS[row["question"]], filters, key=key, label="Records"),
            )
            for key, row in rows.items()
        ],
        key="cards",
    )


def card(row: Row, history: Mapping[str, float | None], targets: Mapping[str, float], filters: Filters) -> str:
    """The card of one headline as HTML; where a target is loaded for any of them, each says its own."""
    headline = words.HEADLINES[row["question"]]
    alt = f"{headline.title}: " + ", ".join(
        f"{quarter} {words.figure(value, headline.unit)}" for quarter, value in history.items()
    )
    return (
        f'<div class="card"><h3>{headline.title}</h3><p class="meaning">{headline.meaning}</p>'
        f"{figure(row)}{changes(row, filters)}"
        f"{target(row, targets.get(row['question'])) if targets else ''}"
        f"{sparkline(list(history.values()), words.safe.in_html(alt))}</div>"
    )


def figure(row: Row) -> str:
    """The figure of a headline and its interval; too few records have neither."""
    value = None if words.findings.has_too_few(row) else row["value"]
    said = words.figure(value, words.HEADLINES[row["question"]].unit, settings().currency)
    return (
        f'<p class="figure">{words.safe.in_html(said)}</p>'
        f'<p class="between">{words.safe.in_html(words.findings.between(row)) or "&nbsp;"}</p>'
    )


def target(row: Row, promised: float | None) -> str:
    """How far the headline is from what was promised, as a line of its card."""
    if promised is None:
        return '<p class="change"><b class="unknown">no target</b></p>'
    headline, missed = words.HEADLINES[row["question"]], words.findings.against_target(row, promised)
    said = words.figure(promised, headline.unit)
    return f'<p class="change"><b class="{missed.turn}">{missed}</b> <span>target {words.safe.in_html(said)}</span></p>'


def moves(filters: Filters) -> None:
    """The three biggest movements since the quarter before, each with its cause, and the records behind them."""
    if filters.quarter is None:
        return
    totals = ask("movement_totals", filters)
    told = words.movements.told(totals, str(filters.quarter.previous), settings().currency)
    told = told or [words.movements.unmoved(totals)]
    safe = words.safe.in_html
    sentences = "".join(f"<li>{safe(said)}<small>{safe(detail)}</small></li>" for said, detail in told)
    button = behind("movement_records", filters, key="movement_records", label="Records of the movements")
    panel([Piece(f'<ul class="moves">{sentences}</ul>', openers=button)], key="moves")


def changes(row: Row, filters: Filters) -> str:
    """The movement since the quarter before and since the year before."""
    if filters.quarter is None:
        return ""
    against = (("previous", filters.quarter.previous), ("year_ago", filters.quarter.year_ago))
    lines = []
    for column, quarter in against:
        moved = words.findings.change_of(row, column)
        lines.append(f'<p class="change"><b class="{moved.turn}">{moved}</b> <span>vs {quarter}</span></p>')
    return "".join(lines)
