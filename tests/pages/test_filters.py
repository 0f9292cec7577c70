"""The filters: in the address, kept across pages, applied to every figure."""

from pathlib import Path

from tests.pages.conftest import HOME, Opener
from tests.pages.reading import figures, nothing_failed, text


def entered(app_figures: list[dict[str, object]]) -> object:
    """What the first figure draws."""
    return app_figures[0]["data"]


def test_the_address_says_the_filters(open_app: Opener, company: Path) -> None:
    app = open_app(company, region=["EMEA"], segment=["SMB"], quarter="2026Q2")
    assert nothing_failed(app)
    assert "2026Q2 · EMEA · SMB" in text(app)


def test_filters_stay_when_the_page_changes(open_app: Opener, company: Path) -> None:
    app = open_app(company)
    app.multiselect(key="region").set_value(["APAC", "EMEA"]).run()
    for page in ("conversion", "attribution", "collateral", "data", "quarter"):
        app.switch_page(f"pages/{page}.py").run()
        assert "2026Q3 · APAC, EMEA · all segments" in text(app)


def test_a_filter_changes_the_figures(open_app: Opener, company: Path) -> None:
    app = open_app(company, "conversion")
    everywhere = entered(figures(app))
    app.multiselect(key="region").set_value(["APAC"]).run()
    assert entered(figures(app)) != everywhere


def test_an_unknown_region_in_the_address_falls_back_to_all(open_app: Opener, company: Path) -> None:
    app = open_app(company, region=["Atlantis"])
    assert nothing_failed(app)
    assert "all regions" in text(app)


def test_the_filter_bar_offers_what_is_in_the_data_and_constant_defaults(open_app: Opener, company: Path) -> None:
    app = open_app(company)
    assert app.selectbox(key="quarter").options[0] == "Latest"
    assert app.selectbox(key="quarter").options[1] == "2026Q4"
    assert app.multiselect(key="region").value == []
    assert set(app.multiselect(key="segment").options) >= {"Enterprise", "SMB"}


def test_a_quarter_with_nothing_in_it_is_a_state_and_no_error(open_app: Opener, company: Path) -> None:
    app = open_app(company, "conversion", quarter="2023Q4")
    assert nothing_failed(app)


def test_the_entry_point_stays_small() -> None:
    assert len((HOME / "app.py").read_text(encoding="utf-8").splitlines()) <= 40
