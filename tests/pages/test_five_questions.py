"""The pages of the five questions: finding, figures, settings, records, empty states."""

from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tandem.ui import opening
from tests.pages.company import publish
from tests.pages.conftest import Opener
from tests.pages.reading import charts, click, figures, nothing_failed, open_records, pieces, text, title, written

PAGES = {"velocity": 4, "reach": 3, "return_": 3, "value": 4}
BUTTONS = [
    *(
        ("velocity", key)
        for key in ("convert_records", "cycle_records", "stay_records", "ageing_records", "stuck_deals")
    ),
    *(("reach", key) for key in ("reach_records", "map_records", "reach_map", "white_space", "buying_group_records")),
    *(
        ("conversion", key)
        for key in ("funnel_compare", "funnel_flow", "funnel_maturity", "funnel_by", "cohort_records")
    ),
    *(("conversion", key) for key in ("funnel_records", "region_records", "leak_records")),
    *(
        ("return_", key)
        for key in ("return_records", "cost_records", "channel_return", "channel_return_records", "spend_gaps")
    ),
    *(
        ("value", key)
        for key in ("value_records", "pipeline_made_records", "coverage_of_quota_records", "cycle_records")
    ),
]


@pytest.mark.parametrize(("page", "expected"), PAGES.items())
def test_a_page_has_its_finding_its_figures_and_its_stamp(
    open_app: Opener, company: Path, page: str, expected: int
) -> None:
    app = open_app(company, page)
    assert nothing_failed(app)
    assert any(sign.isdigit() for sign in title(app))
    assert len(figures(app)) == expected
    assert all(chart["alt"] for chart in charts(app))
    assert "Data to 31 Oct 2026 · version 1 · definitions 1 · 2026Q3 · all regions · all segments" in text(app)
    assert "<summary>How is this counted?</summary>" in written(app)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_markup_from_the_data(open_app: Opener, company: Path, page: str) -> None:
    app = open_app(company, page)
    sent = written(app) + "".join(
        str(note["text"]) for figure in figures(app) for note in figure["layout"].get("annotations", [])
    )
    for hostile in ("<img", "<a ", "<script", "<b>Display"):
        assert hostile not in sent


@pytest.mark.parametrize("page", PAGES)
def test_the_filters_change_the_finding(open_app: Opener, company: Path, page: str) -> None:
    everywhere = title(open_app(company, page))
    app = open_app(company, page, region=["EMEA"], segment=["Enterprise"])
    assert nothing_failed(app)
    assert title(app) != everywhere
    assert "2026Q3 · EMEA · Enterprise" in text(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("quarter", ["2023Q4", "2024Q3", "2026Q4"])
def test_any_quarter_is_a_page_or_a_state_and_no_error(
    open_app: Opener, company: Path, page: str, quarter: str
) -> None:
    app = open_app(company, page, quarter=quarter)
    assert nothing_failed(app)
    assert "<h1>" in written(app) or "Nothing to review here" in text(app)


@pytest.mark.parametrize("page", ["", "conversion", *PAGES])
def test_all_quarters_together_are_a_page_without_a_comparison(open_app: Opener, company: Path, page: str) -> None:
    app = open_app(company, page, quarter="All quarters")
    assert nothing_failed(app)
    assert any(sign.isdigit() for sign in title(app))
    assert "all time · all regions · all segments" in text(app)
    assert "vs 20" not in text(app)


@pytest.mark.parametrize(("page", "button"), BUTTONS)
def test_every_figure_opens_its_records(open_app: Opener, company: Path, page: str, button: str) -> None:
    app = open_app(company, page)
    open_records(app, button)
    assert nothing_failed(app)
    assert len(app.dataframe) == 1
    assert [one.proto.label for one in app.get("download_button")] == ["CSV", "XLSX"]


def clicked(app: AppTest, chart: str, **point: object) -> AppTest:
    """The app after a click on a point of a chart."""
    return click(app, chart, {"point_index": 0, **point})


@pytest.mark.parametrize(
    ("page", "chart", "customdata", "column", "value"),
    [
        ("velocity", "curves", "mql", "Stage", "mql"),
        ("velocity", "drivers", "win_rate", "Period", "asked"),
        ("velocity", "ages", ["lead", "stuck"], "Band", "stuck"),
        ("reach", "sides", "nobody", "Engaged by", "nobody"),
        ("reach", "depth", ["won", "1"], "People", "1"),
        ("reach", "map", ["EMEA", "Enterprise"], "Segment", "Enterprise"),
        ("conversion", "cohorts", "2026-06", "Month", "2026-06"),
        ("return_", "quarters", "2026Q3", "Record", "spend"),
        ("return_", "costs", "won", "Step", "won"),
        ("return_", "channels", ["Webinars", "linear"], "Model", "linear"),
        ("value", "stages_worth", ["lead", "mql"], "Stage", "mql"),
        ("conversion", "compared", "mql", "Stage", "mql"),
        ("conversion", "funnel", "sal", "Stage", "sal"),
        ("conversion", "maturity", "sql", "Stage", "sql"),
        ("conversion", "regions", ["EMEA", "mql"], "Region", "EMEA"),
        ("conversion", "groups", "SMB", "Segment", "SMB"),
        ("conversion", "leaks", ["rejected", "No budget"], "Reason", "No budget"),
        ("value", "made", "2026Q2", "Quarter", "2026Q2"),
        ("value", "coverage", "2026Q3", "Quarter", "2026Q3"),
        ("value", "what_if", "volume", "Period", "asked"),
    ],
)
def test_a_click_opens_what_was_clicked(
    open_app: Opener, company: Path, page: str, chart: str, customdata: object, column: str, value: object
) -> None:
    app = clicked(open_app(company, page), chart, customdata=customdata)
    assert nothing_failed(app)
    assert value in set(app.dataframe[0].value[column])


def test_a_question_reads_what_another_page_asked_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path)
    monkeypatch.setenv("TANDEM_WAREHOUSE", str(tmp_path))
    asked = opening.review()
    filters = asked.filters(None, (), ())
    alone = asked.ask("reach_trend", filters)
    together = asked.ask("question_trend", filters).filter(pl.col("question") == "reach").sort("quarter")
    assert together.get_column("value").to_list() == alone.get_column("value").to_list()


def test_velocity_shows_either_process_and_either_comparison(open_app: Opener, company: Path) -> None:
    app = open_app(company, "velocity", against="against the year before", stages="stages of sales")
    assert nothing_failed(app)
    assert "on 2025Q3" in text(app) or "too few to say" in text(app)


def test_the_first_page_says_the_movements_with_their_cause_and_opens_their_records(
    open_app: Opener, company: Path
) -> None:
    app = open_app(company)
    moved = next(piece for piece in pieces(app) if 'class="moves"' in piece)
    assert 1 <= moved.count("<li>") <= 3
    assert "of it from" in moved or "Nothing moved" in moved
    open_records(app, "movement_records")
    assert nothing_failed(app) and len(app.dataframe) == 1


def test_conversion_compares_groups_and_follows_cohorts_as_the_address_says(open_app: Opener, company: Path) -> None:
    app = open_app(company, "conversion", against="against the year before", by="by channel", until="until MQL")
    assert nothing_failed(app)
    said = text(app)
    assert "Moved on within 90 days, against the year before" in said
    assert "Leads won to date, by channel" in said and "Cohorts by month, until MQL" in said


@pytest.mark.parametrize(
    ("counted", "heading"),
    [
        ("to date", "Moved on to date"),
        ("in the quarter", "Moved on in the quarter"),
        ("flow ratio", "Flow ratio of each step"),
    ],
)
def test_conversion_names_the_way_it_counts(open_app: Opener, company: Path, counted: str, heading: str) -> None:
    app = open_app(company, "conversion", counted=counted)
    assert nothing_failed(app)
    assert heading in text(app) and f"{heading}, by region" in text(app)
    assert counted in title(app)


def test_a_lever_in_the_address_moves_the_money(open_app: Opener, company: Path) -> None:
    still = open_app(company, "value")
    assert "all four drivers a tenth better USD" in text(still) and "Move one to see what it brings." in text(still)
    moved = open_app(company, "value", volume="10", step="SQL → Opp.")
    assert nothing_failed(moved)
    assert moved.slider(key="volume").value == 10
    assert "With 10 % more leads and deals, the quarter would have brought" in text(moved)


def test_the_lag_of_the_spend_is_a_setting(open_app: Opener, company: Path) -> None:
    app = open_app(company, "return_", lag="spend of the same quarter", spend="of marketing")
    assert nothing_failed(app)
    assert ", the spend of the same quarter" in text(app)
    assert "Cost per step, spend of marketing" in text(app)


@pytest.mark.parametrize(
    ("page", "only", "said"),
    [
        ("velocity", ("leads", "accounts"), "Load opportunities (Salesforce Opportunity"),
        ("reach", ("leads", "accounts"), "Load responses and activities"),
        ("return_", ("leads", "opportunities"), "Load spend by month and channel"),
        ("value", ("leads", "accounts"), "Load opportunities (Salesforce Opportunity"),
    ],
)
def test_a_page_without_its_extract_says_which_one_to_load(
    open_app: Opener, tmp_path: Path, page: str, only: tuple[str, ...], said: str
) -> None:
    publish(tmp_path, only=only, leads=60)
    app = open_app(tmp_path, page)
    assert nothing_failed(app)
    assert "An extract is missing" in text(app) and said in text(app)
