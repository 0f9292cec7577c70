"""What stands on the page of one deal: its facts, what the rules say, the credit of each touch under each model."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from tandem import words
from tandem.domain import Filters
from tandem.ui.credit import RULE_MODELS
from tandem.ui.journeys import journey_of
from tandem.ui.notices import notice
from tandem.ui.opening import ask, review
from tandem.ui.tables import small_table

Names = Mapping[str, str]


def opportunity_asked() -> str:
    """The deal that the address names; empty when it names none."""
    return str(st.query_params.get("opportunity_id", "")).strip()


def no_such_deal(opportunity_id: str, filters: Filters) -> None:
    """That there is no such deal, and a way to find another; ends the page."""
    notice("No deal to show", words.journey.unknown(opportunity_id))
    called = st.text_input("Find a deal by name, account or id", key="called", bind="query-params", width=360) or ""
    found = ask("find_deals", filters, called=called.strip() or "all")
    st.html(f'<p class="pieces">{words.safe.in_html(words.journey.found(found.height, called.strip()))}</p>')
    if found.height:
        small_table(found.to_dicts(), ("name", "account_name", "owner", "state", "amount"), journey_of)
    st.stop()


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


def credit_table(shares: pl.DataFrame, names: Names) -> None:
    """The money of every touch under each model to the cent, darker for more, and the sum of each column."""
    if shares.is_empty():
        return
    rows = shares.to_dicts()
    most = max(abs(float(row[f"credit_{model}"])) for row in rows for model in RULE_MODELS) or 1.0
    titles = "".join(f'<th class="n">{words.names.SHORT_MODELS[model]}</th>' for model in RULE_MODELS)
    head = f"<tr><th>Touch</th>{titles}</tr>"
    body = "".join(credit_row(row, names, most) for row in rows)
    st.html(f'<div class="scroll"><table class="rows credits">{head}{body}{total_row(rows)}</table></div>')


def credit_row(row: dict[str, Any], names: Names, most: float) -> str:
    """One touch with its money under each model."""
    cells = "".join(credit_cell(row[f"credit_{model}"], most) for model in RULE_MODELS)
    known = [words.day(row["at"].date()), row["campaign"], words.journey.inline(names.get(row["person"], ""))]
    more = " · ".join(words.safe.in_html(part) for part in known if part and not part.startswith("("))
    touch = words.safe.in_html(f"{row['channel']}, {row['what']}")
    return f"<tr><td>{touch}<small>{more}</small></td>{cells}</tr>"


def credit_cell(amount: Decimal, most: float) -> str:
    """The money of a touch under one model; a dash for none."""
    if not amount:
        return f'<td class="n q">{words.NONE}</td>'
    depth = round(8 + 42 * abs(float(amount)) / most)
    shade = f"background: color-mix(in srgb, var(--accent) {depth}%, transparent)"
    return f'<td class="n" style="{shade}">{words.exact(amount)}</td>'


def total_row(rows: Sequence[Mapping[str, Any]]) -> str:
    """What every model gives away in all: the amount of the deal."""
    sums = (sum((row[f"credit_{model}"] for row in rows), Decimal(0)) for model in RULE_MODELS)
    cells = "".join(f'<td class="n">{words.exact(total)}</td>' for total in sums)
    return f'<tr class="sum"><td>All touches</td>{cells}</tr>'
