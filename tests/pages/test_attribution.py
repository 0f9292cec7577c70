"""The page Attribution: settings in the address, every model, parts that need touches, records of every part."""

import re
from pathlib import Path

import pytest

from tests.pages.company import publish
from tests.pages.conftest import Opener
from tests.pages.reading import click, every_piece, figures, nothing_failed, open_records, text, title

BUTTONS = (
    "influenced_records",
    "attribution_records",
    "path_records",
    "coverage_records",
    "gap_records",
    "quarter_records",
)


def heat(found: list[dict[str, object]]) -> dict[str, object]:
    """The cells of models by channels among the figures of the page."""
    [cells] = [trace for figure in found for trace in figure["data"] if trace["type"] == "heatmap"]  # type: ignore[attr-defined]
    return dict(cells)


def test_the_page_says_whose_touches_count(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution")
    assert "Touches of marketing up to the opening, at most 365 days before" in text(app)


def test_settings_of_the_address_reach_the_questions(open_app: Opener, company: Path) -> None:
    usual = heat(figures(open_app(company, "attribution")))
    app = open_app(company, "attribution", lookback="30 days", side="both sides", upto="the close")
    assert nothing_failed(app)
    assert "Touches of both sides up to the close, at most 30 days before" in text(app)
    assert heat(figures(app)) != usual


def test_any_age_is_said_as_such(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution", lookback="any age")
    assert "of any age" in text(app)


def test_an_unknown_setting_falls_back_to_the_usual_one(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution", lookback="3 weeks")
    assert nothing_failed(app) and "at most 365 days before" in text(app)


def test_every_rule_model_is_a_column(open_app: Opener, company: Path) -> None:
    columns = heat(figures(open_app(company, "attribution")))["x"]
    assert isinstance(columns, list) and len(columns) == 11


def test_few_wins_are_too_few_for_markov_and_shapley_unless_asked(open_app: Opener, company: Path) -> None:
    said = text(open_app(company, "attribution", quarter="2026Q2", region=["EMEA"]))
    assert "Markov and Shapley: too few to say from" in said
    app = open_app(company, "attribution", quarter="2026Q2", region=["EMEA"], small="always, with intervals")
    columns = heat(figures(app))["x"]
    assert nothing_failed(app) and isinstance(columns, list) and columns[-2:] == ["Markov", "Shapley"]
    assert "How sure Markov and Shapley are" in text(app)


def test_won_revenue_takes_the_place_of_pipeline(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution")
    app.segmented_control(key="of").set_value("won revenue").run()
    assert nothing_failed(app)
    assert "of won revenue" in title(app)


def test_campaigns_show_their_return_or_their_money_under_each_model(open_app: Opener, sample_warehouse: Path) -> None:
    app = open_app(sample_warehouse, "attribution")
    paid = text(app)
    assert re.search(r"Of \d+ campaigns with spend, \d+ brings? back more than was spent under every model", paid)
    assert re.search(r"Campaign\s+Spend\s+First\s+Lead\s+U Marketo", paid)
    app.segmented_control(key="campaigns_by").set_value("money").run()
    assert nothing_failed(app) and text(app) != paid
    open_records(app, "campaign_deals")
    assert {"Campaign", "Model", "Journey"} <= set(app.dataframe[0].value)


def test_without_campaigns_the_page_says_what_to_export(open_app: Opener, company: Path) -> None:
    assert "No touch of these deals names a campaign" in text(open_app(company, "attribution"))


@pytest.mark.parametrize("button", BUTTONS)
def test_every_part_opens_its_records(open_app: Opener, company: Path, button: str) -> None:
    app = open_app(company, "attribution")
    open_records(app, button)
    assert nothing_failed(app)
    assert not app.dataframe[0].value.empty


@pytest.mark.parametrize(
    ("chart", "point", "column", "value"),
    [
        ("regions", ["crm_field", "sales", "EMEA"], "Region", "EMEA"),
        ("segments", ["first_touch", "marketing", "SMB"], "Segment", "SMB"),
        ("quarters", ["crm_field", "marketing", "2026Q1"], "Quarter", "2026Q1"),
        ("influence", "sales", "Side", "sales"),
        ("touches_to_win", ["touches", "2"], "Band", "2"),
    ],
)
def test_a_click_opens_its_deals(
    open_app: Opener, company: Path, chart: str, point: object, column: str, value: str
) -> None:
    app = open_app(company, "attribution")
    click(app, chart, {"customdata": point})
    assert nothing_failed(app)
    assert set(app.dataframe[0].value[column]) == {value}


def test_a_bar_of_days_opens_as_many_deals_as_it_says(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution")
    bars = figures(app)[-1]["data"][0]
    (_, band), deals = next(bar for bar in zip(bars["customdata"], bars["text"], strict=True) if bar[1])
    click(app, "days_to_win", {"customdata": ["days", band]})
    assert set(app.dataframe[0].value["Band"]) == {band}
    assert len(app.dataframe[0].value) == int(deals)


def test_the_deals_on_which_the_rules_disagree_are_one_click_away(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution")
    labels = {one["key"]: one["label"] for _, piece in every_piece(app) for one in piece["openers"]}
    records = open_records(app, "disagreed").dataframe[0].value
    assert labels["disagreed"] == f"Show the {len(records)} deals on which the rules disagree"
    assert not any(records["Crm field"].eq(records["First touch"]) & records["Crm field"].eq(records["Before sales"]))


def test_every_list_of_deals_leads_to_their_journeys(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution", region=["EMEA"])
    open_records(app, "disputed")
    records = app.dataframe[0].value
    first = records.iloc[0]
    assert first["Journey"] == f"deal?opportunity_id={first['Opportunity id']}&region=EMEA"


def test_without_touches_the_page_says_which_extract_it_lacks(open_app: Opener, tmp_path: Path) -> None:
    publish(tmp_path, only=("opportunities", "accounts"))
    app = open_app(tmp_path, "attribution")
    assert nothing_failed(app)
    said = text(app)
    assert "Load responses and activities" in said
    assert "No touch of these deals is known" in said and "How much can be attributed at all" in said
