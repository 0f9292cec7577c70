"""The parts of the page Attribution below its headline: models, campaigns, paths, coverage, influence."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from tandem import words
from tandem.charts import influence, models_by_channel, path_sankey, sourced_places, to_win
from tandem.domain import Filters
from tandem.review import with_solved
from tandem.ui.credit import CreditSettings, model_of
from tandem.ui.opening import ask, review, settings
from tandem.ui.parts import Point, chart, heading, split
from tandem.ui.records import records_button, show_records
from tandem.ui.tables import deals, facts, small_table

MOST_CAMPAIGNS = 10
HISTOGRAMS = {"touches": "Touches to a win", "days": "Days from the first touch to the win"}


def by_place(filters: Filters, of: str, sourcing: Mapping[str, str]) -> None:
    """Marketing's share under each rule, by region and beside it by segment; a mark opens its deals."""
    places = ask("sourced_places", filters, **sourcing)
    for dimension, part in zip(("region", "segment"), split(), strict=True):
        with part:
            heading(f"Marketing sourced, by {dimension}", f"Share of the {of}, under each rule.")
            places_chart(places, dimension, filters, sourcing)


def places_chart(places: pl.DataFrame, dimension: str, filters: Filters, sourcing: Mapping[str, str]) -> None:
    """The shares of every region or segment."""

    def open_place(point: Point) -> None:
        rule, place = point["customdata"]
        show_records("sourced_records", filters, {dimension: place}, **dict(sourcing) | {"rule": rule})

    chart(
        sourced_places(places, dimension),
        f"Marketing sourced share by {dimension}, under three rules, with the 18 per cent reference line",
        key=f"{dimension}s",
        opens=open_place,
    )


def disputed_and_influenced(filters: Filters, chosen: CreditSettings) -> None:
    """The deals on which the two sides' rules disagree; beside them, and apart from them, what each side touched."""
    sourcing = chosen.given("lookback_days", "match")
    left, right = split()
    with left:
        disputed = ask("disputed", filters, **sourcing)
        heading("Disputed deals", words.findings.disputed(disputed, settings().currency))
        deals(words.findings.largest(disputed, 5))
        records_button("Show all disputed deals", "disputed", filters, key="disputed", **sourcing)
    with right:
        influencing = sourcing | chosen.given("milestone")
        sides = ask("influenced", filters, **influencing)
        heading("Influenced is not sourced", words.credit.influenced(sides))
        chart(
            influence(sides),
            "Share of the amount that each side touched at least once; the shares overlap",
            key="influence",
            opens=lambda point: show_records(
                "influenced_records", filters, {"side": point["customdata"], "is_influenced": True}, **influencing
            ),
        )
        records_button("Show the records", "influenced_records", filters, key="influenced_records", **influencing)


def models(filters: Filters, chosen: CreditSettings) -> None:
    """Every model side by side for every channel, and what they agree on."""
    eligible = chosen.given("milestone", "lookback_days", "match", "side")
    won = ask("path_totals", filters, **eligible).item(0, "won_deals")
    is_solved = won >= words.credit.FEWEST_WINS or chosen.wants_small_samples
    credits = (
        with_solved(review(), filters, chosen.models, chosen.chain)
        if is_solved
        else ask("attribution_models", filters, **chosen.models)
    )
    heading("What each model gives to each channel", words.credit.same(credits, settings().currency))
    chart(
        models_by_channel(credits),
        "Share of the amount that each model gives to each channel, with the least and the most money of each channel",
        key="channels",
        opens=lambda point: show_records(
            "attribution_records", filters, {"channel": point["customdata"][0]}, model="all", **chosen.models
        ),
    )
    notes = (words.credit.untouched(credits), "" if is_solved else words.credit.few_wins(won))
    facts([note for note in notes if note])
    if is_solved and won < words.credit.FEWEST_WINS:
        intervals(filters, chosen, won)
    records_button(
        "Show the records", "attribution_records", filters, key="attribution_records", model="all", **chosen.models
    )


def intervals(filters: Filters, chosen: CreditSettings, won: int) -> None:
    """How sure Markov and Shapley are of each channel, where they were asked for from few wins."""
    paths = {name: value for name, value in chosen.models.items() if name != "half_life_days"}
    answers = {
        "markov": ask("attribution_intervals", filters, model="markov", **paths, **chosen.chain),
        "shapley": ask("attribution_intervals", filters, model="shapley", **paths),
    }
    heading("How sure Markov and Shapley are", words.credit.unsure(won))
    small_table(words.credit.intervals(answers), ("channel", "markov", "shapley"))


def campaigns(filters: Filters, chosen: CreditSettings) -> None:
    """What each campaign brought and cost, under one model."""
    place = st.container()
    model = model_of()
    given = chosen.models | {"model": model.value}
    answer = ask("attribution_campaigns", filters, **given)
    with place:
        heading("Campaigns", words.credit.campaigns(answer, model.value))
    touched = answer.filter(pl.col("channel") != words.credit.UNTOUCHED)
    largest = touched.sort("amount", "campaign", descending=[True, False]).head(MOST_CAMPAIGNS)
    small_table(largest.to_dicts(), ("campaign", "channel", "credit", "amount", "spend", "roi"))
    records_button("Show all campaigns", "attribution_campaigns", filters, key="campaigns", **given)


def paths(filters: Filters, chosen: CreditSettings) -> None:
    """The paths to a close as one picture; touches and days that a win takes."""
    walked = chosen.given("lookback_days", "match", "side")
    flows = ask("path_flows", filters, **walked)
    heading("Paths to a close", words.credit.paths(flows))
    if flows.height:
        chart(path_sankey(flows), "Channels of the first three steps of closed deals, and how they ended", key="paths")
        records_button("Show the records", "path_records", filters, key="path_records", **walked)
    wins = ask("touches_to_win", filters, **walked)
    for (measure, title), part in zip(HISTOGRAMS.items(), split(), strict=True):
        with part:
            heading(title, words.credit.to_win(wins, measure))
            histogram(wins, measure, filters, walked)


def histogram(wins: pl.DataFrame, measure: str, filters: Filters, walked: dict[str, str]) -> None:
    """One small histogram of the won deals; a bar opens its deals."""
    chart(
        to_win(wins, measure),
        f"Won deals by {measure} to the win",
        key=f"{measure}_to_win",
        opens=lambda point: show_records(
            "touches_to_win_records",
            filters,
            dict(zip(("measure", "band"), point["customdata"], strict=True)),
            **walked,
        ),
    )


def evidence(filters: Filters, chosen: CreditSettings) -> None:
    """How much of the pipeline can be attributed at all, and what to export to raise it."""
    sourcing = chosen.given("lookback_days", "match")
    known = ask("pipeline_coverage", filters, **sourcing)
    heading("How much can be attributed at all", words.credit.coverage(known))
    small_table(words.credit.evidence(known), ("measure", "share", "deals", "of_deals", "remedy"))
    records_button("Show the records", "pipeline_coverage_records", filters, key="coverage_records", **sourcing)
