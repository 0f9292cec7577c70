"""Empty is a state, not an error; an earlier version can be published again."""

from pathlib import Path

import polars as pl
import pytest

from tandem.errors import Refused
from tandem.ledger import Ledger
from tandem.settings import Settings
from tandem.ui import opening, trust
from tandem.warehouse import Check, Manifest, Warehouse
from tests.pages.company import AS_OF, publish
from tests.pages.conftest import Opener
from tests.pages.reading import nothing_failed, text, title


@pytest.fixture(scope="module")
def deals_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse into which only opportunities, accounts and users were loaded."""
    folder = tmp_path_factory.mktemp("deals")
    publish(folder, only=("opportunities", "accounts", "users"), is_sample=False, leads=300)
    return folder


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("conversion", "Load leads (Salesforce Lead"),
        ("collateral", "Load collateral assets (Showpad, Highspot, Seismic)"),
    ],
)
def test_a_page_without_its_extract_says_which_one_to_load(
    open_app: Opener, deals_only: Path, page: str, said: str
) -> None:
    app = open_app(deals_only, page)
    assert nothing_failed(app)
    assert said in text(app)
    assert "An extract is missing" in text(app)


@pytest.mark.parametrize("page", ["quarter", "attribution", "data"])
def test_a_page_shows_what_the_loaded_extracts_can_answer(open_app: Opener, deals_only: Path, page: str) -> None:
    app = open_app(deals_only, page)
    assert nothing_failed(app)
    assert title(app)
    assert "Sample company" not in text(app)


def test_before_the_first_load_every_page_says_how_to_load(open_app: Opener, tmp_path: Path) -> None:
    app = open_app(tmp_path)
    assert nothing_failed(app)
    assert "Nothing is published yet" in text(app)


def test_whatever_stops_a_page_is_a_sentence(open_app: Opener, company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused("The disk is <b>full</b>.")

    monkeypatch.setattr(opening, "warehouse", refuse)
    app = open_app(company)
    assert nothing_failed(app)
    assert "The disk is <b>full</b>." in text(app)


def test_an_earlier_version_is_published_again_and_written_down(open_app: Opener, tmp_path: Path) -> None:
    publish(tmp_path, leads=300)
    publish(tmp_path, leads=300, seed=8)
    app = open_app(tmp_path, "data")
    assert "2 (published)" in text(app)
    app.button(key="rollback").click().run()
    assert nothing_failed(app)
    current = Warehouse(tmp_path, Settings()).current()
    assert current is not None
    assert current.number == 1
    with Ledger.open(tmp_path) as ledger:
        assert [(entry.action, entry.version) for entry in ledger.history()] == [("rollback", 1)]
    assert "1 (published)" in text(app.run())


def test_a_check_that_fails_is_red_and_says_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("streamlit.html", sent.append)
    failing = Check("credits", "Credits add up.", 10, 2, "<i>deal</i>")
    trust.checks(Manifest(1, published_at=None, who="x", as_of=AS_OF, loaded_on=AS_OF, checks=(failing,)))  # type: ignore[arg-type]
    assert 'class="fail"' in sent[0]
    assert "10 looked at, 2 fail, such as &lt;i&gt;deal&lt;/i&gt;" in sent[0]


def test_contradictions_are_listed_by_kind_with_what_mends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("streamlit.html", sent.append)
    about = {"conflict": "contacts of one e-mail", "first_id": "P1", "other_id": "P2", "remedy": "Merge <them>."}
    trust.conflicts(pl.DataFrame([{**about, "about": "ann@x.example", "records": 2}]))
    assert sent[0] == "<p>Merge &lt;them&gt;.</p>"
    assert "ann@x.example" in sent[1] and "P2" in sent[1]
    trust.conflicts(pl.DataFrame([about]).clear())
    assert "No record contradicts another" in sent[2]


def test_a_route_that_leads_nowhere_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr("streamlit.html", sent.append)
    trust.routes(pl.DataFrame([{"link": "account", "route": "none", "leads": 5416, "share": 0.45}]))
    assert "not found" in sent[0] and "5,416" in sent[0] and "45\xa0%" in sent[0]
