"""The parts of the page Attribution: who sourced, what was influenced, paths, coverage."""

from collections.abc import Mapping, Sequence

import polars as pl

from tandem import words
from tandem.charts import influence, path_sankey, sourced_places, sourced_quarters, to_win, top_paths
from tandem.domain import Filters
from tandem.ui.credit import CreditSettings
from tandem.ui.drawn import Point
from tandem.ui.opening import ask, settings
from tandem.ui.panel import Opener
from tandem.ui.panel import split as split_page
from tandem.ui.parts import chart, heading
from tandem.ui.records import behind, records_button, show_records
from tandem.ui.tables import deals, small_table

NAMED_CHANNELS, EVERY_CHANNEL = "5", "1000"
HISTOGRAMS = {"touches": "Touches to a win", "days": "Days from the first touch to the win"}


def rules_disagree(filters: Filters, sourcing: Mapping[str, str]) -> Sequence[Opener]:
    """The button that opens the deals on which the three rules disagree; none when they agree on all."""
    agreement = ask("sourced_agreement", filters, **sourcing).row(0, named=True)
    label = words.credit.disagreed(agreement)
    if not label:
        return ()
    disagreed = {"is_agreed": False}
    return (Opener("disagreed", label, lambda: show_records("sourced_verdicts", filters, disagreed, **sourcing)),)


def over_quarters(filters: Filters, split: pl.DataFrame, of: str, sourcing: Mapping[str, str]) -> None:
    """Who sourced over eight quarters, a panel per rule; a piece opens its deals."""

    every = dict(sourcing) | {"rule": "all", "quarters": "8"}

    def open_piece(point: Point) -> None:
        rule, side, quarter = point["customdata"]
        given = dict(sourcing) | {"rule": rule, "quarters": "8"}
        show_records("sourced_records", filters, {"quarter": quarter, "source_class": side}, **given)

    told = words.sourcing.eight_quarters(split, words.credit.LINE_LABEL)
    chart(
        sourced_quarters(split),
        f"Share of each source class by quarter, under three rules. {told}",
        title=f"Share of {of}, eight quarters",
        note=told,
        key="quarters",
        opens=open_piece,
        records=behind("sourced_records", filters, key="quarter_records", **every),
    )


def by_place(filters: Filters, split: pl.DataFrame, of: str, sourcing: Mapping[str, str]) -> None:
    """Who sourced in each region, and beside it in each segment; a piece opens its deals."""
    for dimension, part in zip(("region", "segment"), split_page(), strict=True):
        with part:
            places_chart(split, dimension, filters, of, sourcing)


def places_chart(split: pl.DataFrame, dimension: str, filters: Filters, of: str, sourcing: Mapping[str, str]) -> None:
    """The shares of the sides in every region or segment."""

    def open_place(point: Point) -> None:
        rule, side, place = point["customdata"]
        given = dict(sourcing) | {"rule": rule}
        show_records("sourced_records", filters, {dimension: place, "source_class": side}, **given)

    said = words.sourcing.places(split, dimension)
    every = dict(sourcing) | {"rule": "all"}
    chart(
        sourced_places(split, dimension),
        f"Share of each source class by {dimension}, under three rules. {said}",
        title=f"Share of {of} by {dimension}",
        note=said,
        key=f"{dimension}s",
        opens=open_place,
        records=behind("sourced_records", filters, key=f"{dimension}_records", **every),
    )


def disputed_deals(filters: Filters, chosen: CreditSettings) -> None:
    """The deals on which the rules of the two sides disagree, the largest first."""
    sourcing = chosen.given("lookback_days", "match")
    disputed = ask("disputed", filters, **sourcing)
    heading("Disputed pipeline", words.findings.disputed(disputed, settings().currency))
    if disputed.height:
        deals(words.findings.largest(disputed, 5))
    records_button("Show all disputed deals", "disputed", filters, key="disputed", **sourcing)


def influenced(filters: Filters, chosen: CreditSettings) -> None:
    """What each side touched, apart from who brought it."""
    influencing = chosen.given("lookback_days", "match", "milestone")
    sides = ask("influenced", filters, **influencing)
    chart(
        influence(sides),
        "Share of the amount that each side touched at least once; the shares overlap",
        title="Influenced is not sourced",
        note=words.credit.influenced(sides),
        key="influence",
        opens=lambda point: show_records(
            "influenced_records", filters, {"side": point["customdata"], "is_influenced": True}, **influencing
        ),
        records=behind("influenced_records", filters, key="influenced_records", **influencing),
    )


def paths(filters: Filters, chosen: CreditSettings) -> None:
    """The paths to a close as one picture; touches and days that a win takes."""
    walked = chosen.given("lookback_days", "match", "side")
    flows = ask("path_flows", filters, channels=NAMED_CHANNELS, **walked)
    heading("Paths to a close", words.credit.paths(flows))
    if flows.height:
        chart(
            path_sankey(flows),
            "Channels of the first three steps of closed deals, and how they ended",
            key="paths",
            records=behind("path_records", filters, key="path_records", **walked),
        )
        most_walked(filters, walked | {"channels": EVERY_CHANNEL})
    wins = ask("touches_to_win", filters, **walked)
    for (measure, title), part in zip(HISTOGRAMS.items(), split_page(), strict=True):
        with part:
            heading(title, words.credit.to_win(wins, measure))
            histogram(wins, measure, filters, walked)


def most_walked(filters: Filters, walked: dict[str, str]) -> None:
    """The paths that most deals walked; a bar opens its deals, which the picture of all paths cannot."""

    def open_path(point: Point) -> None:
        steps = dict(zip(("first_step", "second_step", "third_step"), point["customdata"], strict=True))
        show_records("path_records", filters, steps, **walked)

    found = ask("top_paths", filters, **walked)
    if found.height:
        walked_most = words.walks.finding(found)
        chart(
            top_paths(found),
            f"Closed deals by path. {walked_most}",
            title="The first three steps",
            note=walked_most,
            key="walks",
            opens=open_path,
            records=behind("top_paths", filters, key="walks_records", label="Show these paths", **walked),
        )


def histogram(wins: pl.DataFrame, measure: str, filters: Filters, walked: dict[str, str]) -> None:
    """One small histogram of the won deals; a bar opens its deals. Nothing where none was won."""
    if not wins.get_column("deals").sum():
        return
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
        records=behind("touches_to_win_records", filters, key=f"{measure}_records", **walked),
    )


def evidence(filters: Filters, chosen: CreditSettings) -> None:
    """How much of the pipeline can be attributed at all, what to export to raise it, and what the exports lack."""
    sourcing = chosen.given("lookback_days", "match")
    known = ask("pipeline_coverage", filters, **sourcing)
    heading("How much can be attributed at all", words.credit.coverage(known))
    small_table(words.credit.evidence(known), ("measure", "share", "deals", "of_deals", "remedy"))
    records_button("Show the records", "pipeline_coverage_records", filters, key="coverage_records", **sourcing)
    gaps = ask("evidence_gaps", filters)
    heading("What the exports lack, and what is done with it", words.credit.gaps(gaps))
    small_table(words.credit.gap_rows(gaps), ("gap", "records", "share", "counted", "remedy"))
    records_button("Show the records", "evidence_gap_records", filters, key="gap_records")
