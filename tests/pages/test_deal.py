"""The page of one deal: by its address, from every list, with the credit of each touch; out of the menu."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import HOME, Opener
from tests.pages.reading import click, figures, nothing_failed, open_records, text, title, written


@pytest.fixture
def disputed_deal(open_app: Opener, company: Path) -> str:
    """The id of the first disputed deal that the page Attribution links to."""
    sent = written(open_app(company, "attribution"))
    [href, *_] = re.findall(r'<a href="([^"]+)"', sent)
    return parse_qs(urlsplit(unescape(href)).query)["opportunity_id"][0]


def test_a_link_of_a_list_opens_the_deal(open_app: Opener, company: Path, disputed_deal: str) -> None:
    app = open_app(company, "deal", opportunity_id=disputed_deal)
    assert nothing_failed(app)
    assert re.search(r"(is open|was won|was lost)", title(app))
    said = text(app)
    assert "Recorded source" in said and "Before sales’ first activity" in said and "The rules disagree" in said
    assert re.search(r"(before|after|day of) the opening", said)
    assert len(figures(app)) == 1


def test_the_deal_shows_the_credit_of_each_touch_or_why_there_is_none(
    open_app: Opener, company: Path, disputed_deal: str
) -> None:
    said = text(open_app(company, "deal", opportunity_id=disputed_deal))
    assert re.search(r"Every column adds up to|No eligible touch|No amount is recorded", said)


def test_every_event_can_be_taken_away(open_app: Opener, company: Path, disputed_deal: str) -> None:
    app = open_app(company, "deal", opportunity_id=disputed_deal)
    open_records(app, "journey_records")
    assert nothing_failed(app)
    assert {"touch", "stage"} & set(app.dataframe[0].value["Kind"])


def test_settings_change_the_credit(open_app: Opener, company: Path, disputed_deal: str) -> None:
    usual = text(open_app(company, "deal", opportunity_id=disputed_deal))
    app = open_app(company, "deal", opportunity_id=disputed_deal, lookback="30 days", upto="the close")
    assert nothing_failed(app) and text(app) != usual


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({}, "The address names no deal."),
        ({"opportunity_id": "<b>O9"}, "There is no deal <b>O9 in this version"),
    ],
)
def test_a_deal_that_is_not_there_is_a_sentence(
    open_app: Opener, company: Path, address: dict[str, str], sentence: str
) -> None:
    app = open_app(company, "deal", **address)
    assert nothing_failed(app)
    assert sentence in text(app) and "<b>O9" not in written(app)
    assert "The largest deals of these regions" in text(app)
    assert re.search(r'<a href="deal\?opportunity_id=O\d+', written(app))


def test_a_deal_is_found_by_its_name(open_app: Opener, company: Path) -> None:
    app = open_app(company, "deal", called="no such name")
    assert nothing_failed(app) and "No deal is called “no such name”" in text(app)


def test_colleagues_are_named_when_the_whole_account_counts(
    open_app: Opener, company: Path, disputed_deal: str
) -> None:
    app = open_app(company, "deal", opportunity_id=disputed_deal, match="everybody in the account")
    rows = figures(app)[0]["layout"]["yaxis"]["ticktext"]
    assert nothing_failed(app) and not any(re.fullmatch(r"P\d+", row) for row in rows)


def test_a_mark_opens_its_event(open_app: Opener, company: Path, disputed_deal: str) -> None:
    app = open_app(company, "deal", opportunity_id=disputed_deal)
    record = next(trace["customdata"][0] for trace in figures(app)[0]["data"] if trace["customdata"])
    click(app, "journey", {"customdata": record})
    assert nothing_failed(app) and set(app.dataframe[0].value["Record id"]) == {record}


def test_a_deal_of_another_region_is_not_shown(open_app: Opener, company: Path, disputed_deal: str) -> None:
    pages = [open_app(company, "deal", opportunity_id=disputed_deal, region=[name]) for name in ("EMEA", "APAC")]
    assert sum("No deal to show" in text(app) for app in pages) >= 1


def test_the_menu_does_not_offer_the_page() -> None:
    assert 'st.Page("pages/deal.py", title="Deal", visibility="hidden")' in (HOME / "app.py").read_text(
        encoding="utf-8"
    )


def test_no_markup_of_the_data_comes_alive(open_app: Opener, company: Path) -> None:
    app = open_app(company, "attribution", quarter="2026Q1")
    hrefs = re.findall(r'<a href="([^"]+)"', written(app))
    assert hrefs and all(href.startswith("deal?opportunity_id=") for href in hrefs)
    assert isinstance(app, AppTest)


@pytest.mark.parametrize(
    ("page", "button"),
    [
        ("conversion", "funnel_records"),
        ("velocity", "ageing_records"),
        ("attribution", "attribution_records"),
    ],
)
def test_every_list_of_deals_leads_to_them(open_app: Opener, company: Path, page: str, button: str) -> None:
    app = open_app(company, page)
    open_records(app, button)
    every_deal_is_linked(app)


def test_the_deals_of_a_card_lead_to_them(open_app: Opener, company: Path) -> None:
    every_deal_is_linked(open_records(open_app(company, "quarter"), "records_value"))


def every_deal_is_linked(app: AppTest) -> None:
    """Every record of a deal leads to it, and no other."""
    records = app.dataframe[0].value
    deals = records[records["Opportunity id"].notna()]
    assert not deals.empty
    assert deals["Journey"].str.startswith("deal?opportunity_id=").all()
    assert records[records["Opportunity id"].isna()]["Journey"].isna().all()


def test_stuck_deals_on_the_page_lead_to_theirs(open_app: Opener, sample_warehouse: Path) -> None:
    app = open_app(sample_warehouse, "velocity", region=["EMEA"])
    hrefs = re.findall(r'<a href="([^"]+)"', written(app))
    assert hrefs and all(re.match(r"deal\?opportunity_id=\w+&amp;region=EMEA", href) for href in hrefs)
