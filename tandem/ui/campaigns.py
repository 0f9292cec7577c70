"""What each campaign brought and cost, under every model at once."""

import streamlit as st

from tandem import words
from tandem.domain import Filters
from tandem.ui.credit import RULE_MODELS, CreditSettings
from tandem.ui.opening import ask, settings
from tandem.ui.parts import beside, choice, heading
from tandem.ui.records import records_button
from tandem.words.campaigns import MONEY, RETURN, Cell, Line

WAYS = {"return on spend": RETURN, "money": MONEY}


def campaigns(filters: Filters, chosen: CreditSettings) -> None:
    """The largest campaigns as rows, the models as columns: return on what was spent, or the money."""
    answer = ask("campaign_models", filters, **chosen.models)
    heading("Campaigns under each model", words.campaigns.finding(answer))
    if words.campaigns.named(answer).is_empty():
        return
    way = choice("Shown", WAYS, key="campaigns_by")
    lines = words.campaigns.table(answer, way.value, RULE_MODELS, settings().currency)
    titles = "".join(f'<th class="n">{words.names.SHORT_MODELS[model]}</th>' for model in RULE_MODELS)
    head = f'<tr><th>Campaign</th><th class="n">Spend</th>{titles}</tr>'
    body = "".join(map(line, lines))
    if lines:
        st.html(f'<div class="scroll"><table class="rows credits">{head}{body}</table></div>')
    with beside():
        records_button("Show all campaigns", "campaign_models", filters, key="campaigns", **chosen.models)
        records_button(
            "Show their deals", "attribution_records", filters, key="campaign_deals", model="all", **chosen.models
        )


def line(row: Line) -> str:
    """One campaign with a cell per model."""
    safe = words.safe.in_html
    name = f"<td>{safe(row.campaign)}<small>{safe(row.channel)}</small></td>"
    return f'<tr>{name}<td class="n">{row.spend}</td>{"".join(map(cell, row.cells))}</tr>'


def cell(one: Cell) -> str:
    """What one model says of a campaign, darker for more."""
    if one.depth is None:
        return f'<td class="n q">{one.text}</td>'
    shade = f"background: color-mix(in srgb, var(--accent) {round(6 + 44 * one.depth)}%, transparent)"
    return f'<td class="n" style="{shade}">{one.text}</td>'
