"""What holds in any company and under any filter, over companies that nobody chose."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import Phase, given, settings

from tandem.catalog import Catalog
from tandem.warehouse import Version
from tests.contracts.asking import SETTINGS, Asked, ask, built, marts_behind
from tests.contracts.drilling import drilled
from tests.contracts.drilling import near as nearly
from tests.review.companies import AS_OF, COMPANIES, FILTERS, STAGES, Made

PLACES = {"regions": ("AMER", "EMEA", "(no region)"), "segments": ("Enterprise", "SMB", "(no segment)")}
COUNTS: dict[str, tuple[list[str], list[str]]] = {
    "funnel": (["stage"], ["entered", "reached_next"]),
    "funnel_flow": (["stage", "inflow"], ["entered", "moved_on", "left_funnel", "still_there"]),
    "win_rate": (["all"], ["won", "lost", "open", "won_amount"]),
    "sourced": (["source_class"], ["opportunities", "amount"]),
    "pipeline_made": (["quarter"], ["created", "created_amount", "won", "booked_amount", "lost", "lost_amount"]),
}
FIGURES = [*COUNTS, "funnel_by", "movement_groups", "movement_totals", "conversion_trend"]
CATALOG = marts_behind(Catalog.load(), [*FIGURES, "funnel_records", "lead_records", "movements", "value_by_stage"])
any_company = settings(max_examples=6, phases=[Phase.explicit, Phase.generate])


@contextmanager
def published(made: Made) -> Iterator[Version]:
    """The company, built as a load builds it, as long as it is asked."""
    with TemporaryDirectory() as folder:
        version = built(Path(folder), made.tables(), AS_OF, CATALOG, SETTINGS)
        yield version
        version.engine.close()


def summed(version: Version, figure: str, parts: list[Asked]) -> dict[object, tuple[object, ...]]:
    """What a figure counts under each of several filters, added up row by row; rows of nothing are left out."""
    keys, counts = COUNTS[figure]
    rows = pl.concat([ask(version, figure, part).select(*keys, *counts) for part in parts])
    added = rows.group_by(keys).agg(pl.col(counts).sum()).filter(pl.any_horizontal(pl.col(counts) != 0))
    return {row[: len(keys)]: row[len(keys) :] for row in added.rows()}


@any_company
@given(made=COMPANIES, asked=FILTERS)
def test_the_funnel_conserves_at_every_stage(made: Made, asked: Asked) -> None:
    with published(made) as version:
        flows = ask(version, "funnel_flow", asked)
        assert flows["entered"].to_list() == (flows["moved_on"] + flows["left_funnel"] + flows["still_there"]).to_list()
        ever = ask(version, "funnel_flow", replace(asked, quarter=None)).filter(pl.col("inflow") == "lead")
        before, after = (dict(ever.select("stage", column).rows()) for column in ("moved_on", "entered"))
        assert [before[stage] for stage in STAGES[:-1]] == [after[stage] for stage in STAGES[1:]]


@any_company
@given(made=COMPANIES, asked=FILTERS)
def test_regions_and_segments_and_channels_sum_to_the_total(made: Made, asked: Asked) -> None:
    with published(made) as version:
        for figure in COUNTS:
            for places, every in PLACES.items():
                wanted = [place for place in every if place in (getattr(asked, places) or every)]
                parts = [replace(asked, **{places: (place,)}) for place in wanted]  # type: ignore[arg-type]
                assert summed(version, figure, parts) == summed(version, figure, [asked]), (figure, places)
        for by in ("region", "segment", "channel", "month"):
            groups = ask(version, "funnel_by", replace(asked, settings={"by": by, "stage": "lead"}))
            whole = ask(version, "funnel_by", replace(asked, settings={"by": "all", "stage": "lead"}))
            assert groups.select("entered", "won").sum().rows() == whole.select("entered", "won").sum().rows()


@any_company
@given(made=COMPANIES, asked=FILTERS)
def test_mix_and_rate_sum_to_the_change(made: Made, asked: Asked) -> None:
    with published(made) as version:
        for against in ("previous", "year_ago"):
            compared = replace(asked, quarter=asked.quarter or "2026Q2", settings={"against": against})
            groups = ask(version, "movements", compared)
            for row in ask(version, "movement_totals", compared).rows(named=True):
                parts = groups.filter(pl.col("figure") == row["figure"])
                if row["mix_points"] is not None:
                    near = pytest.approx(row["change"], rel=1e-9, abs=1e-9)
                    assert row["mix_points"] + row["rate_points"] == near
                    assert parts.select(pl.sum_horizontal("mix_points", "rate_points")).to_series().sum() == near
                else:
                    assert parts.is_empty()
                    assert min(row["records_before"], row["records"]) == 0 or row["figure"] == "win_rate_value"


@any_company
@given(made=COMPANIES)
def test_a_skipped_stage_was_passed_and_has_no_time(made: Made) -> None:
    with published(made) as version:
        records = ask(version, "funnel_records", Asked(settings={"within_days": "all"}))
        found = {
            (stage, record): days for stage, record, days in records.select("stage", "record_id", "stay_days").rows()
        }
        for number, lead in enumerate(made.leads):
            entered = dict(lead.entries())
            for stage in STAGES[:-1]:
                assert ((stage, f"L{number}") in found) == (stage in lead.passed())
                if stage in lead.passed() and entered[stage] is None:
                    assert found[stage, f"L{number}"] is None


@any_company
@given(made=COMPANIES, asked=FILTERS)
def test_the_records_add_up_to_the_figure(made: Made, asked: Asked) -> None:
    with published(made) as version:
        for figure in FIGURES:
            rows, again = drilled(CATALOG.question(figure), asked, version)
            assert again == [nearly(row) for row in rows], figure
