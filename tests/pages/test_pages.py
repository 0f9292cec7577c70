"""Every page over a whole company: finding, figures, how it is counted, records, stamp."""

import re
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from tandem import words
from tandem.ui import opening
from tests.pages.company import publish
from tests.pages.conftest import HOME, Opener
from tests.pages.reading import charts, every_piece, figures, nothing_failed, pieces, text, title, written

PAGES = {"quarter": 2, "conversion": 8, "attribution": 10, "collateral": 2, "data": 0}


@pytest.mark.parametrize(("page", "charts"), PAGES.items())
def test_a_page_has_its_finding_its_figures_and_its_stamp(
    open_app: Opener, company: Path, page: str, charts: int
) -> None:
    app = open_app(company, page)
    assert nothing_failed(app)
    assert any(sign.isdigit() for sign in title(app))
    assert len(figures(app)) == charts
    assert "Data to 31 Oct 2026 · version 1 · definitions 1 · 2026Q3 · all regions · all segments" in text(app)
    assert "<summary>How is this counted?</summary>" in written(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_this_is_the_sample_company(open_app: Opener, company: Path, page: str) -> None:
    assert "Sample company — load your own extracts on the Data page" in text(open_app(company, page))


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_is_told_in_words(open_app: Opener, company: Path, page: str) -> None:
    assert all(chart["alt"] for chart in charts(open_app(company, page)))


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_markup_from_the_data(open_app: Opener, company: Path, page: str) -> None:
    app = open_app(company, page)
    sent = written(app) + "".join(
        str(note["text"]) for figure in figures(app) for note in figure["layout"].get("annotations", [])
    )
    sent = re.sub(r'<a href="deal\?[^"<>]*">', "", sent)
    for hostile in ("<img", "<a ", "<script", "<b>Display"):
        assert hostile not in sent


@pytest.mark.parametrize("page", PAGES)
def test_a_page_also_runs_by_itself(company: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setenv("TANDEM_WAREHOUSE", str(company))
    app = AppTest.from_file(str(HOME / "pages" / f"{page}.py"), default_timeout=60).run()
    assert nothing_failed(app) and title(app)


def test_the_first_screen_has_six_cards_with_change_trend_and_records(open_app: Opener, company: Path) -> None:
    app = open_app(company)
    cards = [piece for piece in pieces(app) if 'class="card"' in piece]
    assert [card.split("<h3>")[1].split("<")[0] for card in cards] == [
        "Value", "Conversion", "Reach", "Velocity", "Return", "Disputed",
    ]  # fmt: skip
    assert all('class="spark"' in card and "vs 2026Q2" in card and "vs 2025Q3" in card for card in cards)
    offered = [opener["label"] for _, piece in every_piece(app) for opener in piece["openers"]]
    assert offered.count("Records") == 6


def test_a_card_is_held_against_its_target_where_one_is_loaded(open_app: Opener, company: Path, tmp_path: Path) -> None:
    cards = [piece.replace("\N{NO-BREAK SPACE}", " ") for piece in pieces(open_app(company)) if 'class="card"' in piece]
    by_title = {card.split("<h3>")[1].split("<")[0]: card for card in cards}
    assert "<span>target 3.0 %</span>" in by_title["Conversion"]
    assert "<span>target 40 days</span>" in by_title["Velocity"]
    assert "no target" in by_title["Value"] and "no target" in by_title["Disputed"]
    publish(tmp_path, only=("leads", "opportunities", "accounts"), leads=200)
    assert "target" not in "".join(piece for piece in pieces(open_app(tmp_path)) if 'class="change"' in piece)


def test_a_card_of_too_few_records_says_so_and_shows_no_figure(open_app: Opener, tmp_path: Path) -> None:
    publish(tmp_path, leads=200)
    app = open_app(tmp_path)
    assert nothing_failed(app)
    card = next(piece for piece in pieces(app) if "<h3>Velocity<" in piece)
    assert '<p class="figure">–</p>' in card and "too few to say" in card


def test_the_cards_say_what_the_question_of_the_command_line_says(
    company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANDEM_WAREHOUSE", str(company))
    asked = opening.review()
    filters = asked.filters(None, (), ())
    columns = ("question", "value", "previous", "year_ago", "low", "high", "records")
    answer, trend = asked.ask("questions", filters).select(columns), asked.ask("question_trend", filters)
    cards = words.findings.headlines(trend)
    assert_frame_equal(cards.drop("previous", "year_ago"), answer.drop("previous", "year_ago"))
    few = {
        (row["question"], row["value"]) for row in trend.to_dicts() if words.findings.has_too_few(row)
    }  # a card compares with no quarter that has too few records to say
    for column in ("previous", "year_ago"):
        told = [None if (name, value) in few else value for name, value in answer.select("question", column).rows()]
        assert cards[column].to_list() == told


def test_an_early_quarter_is_reviewed_like_any_other(open_app: Opener, company: Path) -> None:
    app = open_app(company, quarter="2024Q2")
    assert nothing_failed(app)
    assert "2024Q2 · all regions" in text(app)


def test_conversion_counts_within_days_or_to_date(open_app: Opener, company: Path) -> None:
    app = open_app(company, "conversion")
    app.segmented_control(key="counted").set_value("to date").run()
    assert nothing_failed(app)
    assert "Moved on to date" in text(app) and "those that have moved on since, young ones included" in text(app)


def test_the_data_page_lists_every_check_file_and_version(open_app: Opener, company: Path) -> None:
    said = text(open_app(company, "data"))
    assert "leads.csv" in said and "1 (published)" in said and "leads with an account" in said
    assert "looked at" in said
    assert "Found by" in said and "Contradictions" in said
    assert re.search(r"leads.csv +leads export +1,509 +1,500 +1 +8 ", said)


def test_how_is_this_counted_shows_the_header_of_the_query(open_app: Opener, company: Path) -> None:
    said = text(open_app(company, "conversion"))
    assert "How many enter each stage, and how many of them reach the next?" in said
    assert "One row per stage, in order (stage). Query: funnel" in said
