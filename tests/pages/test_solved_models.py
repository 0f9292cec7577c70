"""Markov and Shapley on the pages Attribution and Return: too few to say, or beside the others with intervals."""

import re
from pathlib import Path

import pytest

from tests.pages.conftest import Opener
from tests.pages.reading import click, figures, nothing_failed, open_records, text

SOLVED = {"markov", "shapley"}
ALWAYS = {"small": "always, with intervals"}


@pytest.mark.parametrize("page", ["attribution", "return_"])
def test_few_wins_are_too_few_unless_asked(open_app: Opener, company: Path, page: str) -> None:
    said = text(open_app(company, page))
    assert re.search(r"Markov and Shapley: too few to say from \d+ won deals \(100 are needed\)", said)
    app = open_app(company, page, **ALWAYS)
    assert nothing_failed(app)
    assert "too few to say from" not in text(app)


def test_the_return_of_each_channel_stands_under_every_model_with_intervals(open_app: Opener, company: Path) -> None:
    app = open_app(company, "return_", **ALWAYS)
    assert nothing_failed(app)
    assert re.search(r"Channel\s+Spend\s+First\s+Lead .*Last\s+Markov\s+Shapley", text(app))
    assert re.search(r"[−\d.]+×\s+[−\d.]+× to [−\d.]+×", text(app))
    dots = {model for trace in figures(app)[-1]["data"][1:] for _, model in trace["customdata"]}
    assert dots >= SOLVED and len(dots) == 13


@pytest.mark.parametrize(("page", "button"), [("return_", "channel_return"), ("return_", "channel_return_records")])
def test_the_table_to_take_away_has_every_model(open_app: Opener, company: Path, page: str, button: str) -> None:
    app = open_app(company, page, **ALWAYS, order="2 steps", lost="are left out")
    open_records(app, button)
    assert nothing_failed(app)
    assert set(app.dataframe[0].value["Model"]) >= SOLVED


def test_campaigns_stand_under_both_and_lead_to_their_deals(open_app: Opener, sample_warehouse: Path) -> None:
    app = open_app(sample_warehouse, "attribution", **ALWAYS)
    assert re.search(r"Campaign\s+Spend\s+First .*Markov\s+Shapley", text(app))
    open_records(app, "campaign_deals")
    assert nothing_failed(app)
    assert "How sure Markov and Shapley are" in text(app)


def test_settings_of_the_address_reach_the_return(open_app: Opener, company: Path) -> None:
    usual = text(open_app(company, "return_"))
    app = open_app(company, "return_", upto_win="the opening", lookback="30 days")
    assert nothing_failed(app)
    assert "Touches of marketing up to the opening, at most 30 days before" in text(app)
    assert text(app) != usual


def test_a_click_on_a_model_opens_its_deals_and_its_spend(open_app: Opener, company: Path) -> None:
    app = open_app(company, "return_", **ALWAYS)
    click(app, "channels", {"customdata": ["Email", "shapley"]})
    records = app.dataframe[0].value
    assert nothing_failed(app)
    assert set(records["Model"]) == {"shapley"} and set(records["Channel"]) == {"Email"}
    assert set(records["Record"]) == {"deal", "spend"}


def test_with_a_segment_picked_the_page_says_why_there_is_no_return(open_app: Opener, company: Path) -> None:
    app = open_app(company, "return_", segment=["SMB"])
    assert nothing_failed(app)
    assert "Spend is recorded by region and channel, not by segment" in text(app)
    assert "Every month of every channel" not in text(app)
    assert not [one for one in app.button if one.key == "spend_gaps"]
