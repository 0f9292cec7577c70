"""What stands on the page of one deal: its facts, what the rules say, the credit of each touch under each model."""

from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from tandem import words
from tandem.ui.credit import RULE_MODELS
from tandem.ui.opening import review
from tandem.ui.tables import small_table


def pieces(texts: Sequence[str]) -> None:
    """A few short facts in one line."""
    st.html('<p class="pieces">' + " · ".join(words.safe.in_html(text) for text in texts) + "</p>")


def holders() -> dict[str, str]:
    """Which side holds to which rule of sourcing."""
    query = review().query("agreement_records")
    sides = {"marketing_rule": "Marketing", "sales_rule": "Sales"}
    return {str(setting.value()): sides[setting.name] for setting in query.settings if setting.name in sides}


def rules_of_deal(rules: pl.DataFrame) -> None:
    """What each rule says of the deal, who holds to it, and why."""
    small_table(words.journey.rules(rules, holders()), ("rule", "held_by", "source", "why"))


def credit_table(shares: pl.DataFrame) -> None:
    """The money of every touch under each model, darker for more."""
    if shares.is_empty():
        return
    rows = shares.to_dicts()
    most = max(float(row[f"credit_{model}"]) for row in rows for model in RULE_MODELS) or 1.0
    titles = "".join(f'<th class="n">{words.names.SHORT_MODELS[model]}</th>' for model in RULE_MODELS)
    body = "".join(credit_row(row, most) for row in rows)
    head = f"<tr><th>Touch</th><th>On</th>{titles}</tr>"
    st.html(f'<div class="scroll"><table class="rows credits">{head}{body}</table></div>')


def credit_row(row: dict[str, Any], most: float) -> str:
    """One touch with its money under each model."""
    cells = "".join(credit_cell(float(row[f"credit_{model}"]), most) for model in RULE_MODELS)
    touch = words.safe.in_html(f"{row['channel']}, {row['what']}")
    return f"<tr><td>{touch}</td><td>{words.day(row['at'].date())}</td>{cells}</tr>"


def credit_cell(amount: float, most: float) -> str:
    """The money of a touch under one model; a dash for none."""
    if not amount:
        return f'<td class="n q">{words.NONE}</td>'
    depth = round(8 + 50 * amount / most)
    shade = f"background: color-mix(in srgb, var(--accent) {depth}%, transparent)"
    return f'<td class="n" style="{shade}">{words.money(amount)}</td>'
