"""The Data page over the whole way of a load, with Streamlit's own uploader in the place of the drop zone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tandem.errors import Busy
from tandem.ingest import Extract, remember
from tandem.ingest.extract import Source
from tandem.ledger import Ledger
from tandem.ui import opening, programs
from tandem.ui.desk import close_desks, desk
from tandem.ui.tray import Tray
from tandem.warehouse import Warehouse
from tests.pages.company import publish
from tests.pages.conftest import Opener
from tests.pages.exports import EITHER, MIXED, OWN_NAMES, ROTA, UNCLOSED, opportunities
from tests.pages.reading import nothing_failed, text, title

PATIENCE = 60.0


@pytest.fixture(autouse=True)
def served_by_streamlit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Streamlit serves, and whoever sits at the desk goes home after the test."""
    monkeypatch.setattr(programs, "is_served", False)
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    yield
    close_desks()


def drop(app: AppTest, **files: bytes) -> AppTest:
    """Drops files and waits until each was looked at."""
    for name, content in files.items():
        app.file_uploader[0].upload(f"{name}.csv", content, "text/csv")
    return settled(app.run())


def settled(app: AppTest) -> AppTest:
    """The page after what it waits for is done."""
    tray, last = tray_here(), time.monotonic() + PATIENCE
    while tray.is_busy:
        assert time.monotonic() < last, "it took too long"
        time.sleep(0.02)
    return app.run()


def tray_here() -> Tray:
    """Ada's tray."""
    return desk().tray("ada")


def labels(app: AppTest) -> list[str]:
    """The labels of all buttons."""
    return [button.label for button in app.button]


def test_the_first_load_begins_on_an_empty_page(open_app: Opener, tmp_path: Path) -> None:
    app = open_app(tmp_path, "data")
    assert nothing_failed(app)
    assert title(app) == "Nothing is published yet: drop your exports to begin"
    assert "python -m tandem serve" in app.caption[0].value
    drop(app, opportunities=opportunities())
    assert "Opportunities" in text(app) and "24 rows" in text(app)
    settled(app.button(key="check").click().run())
    assert "What would change" in text(app) and "Publish version 1" in labels(app)
    settled(app.button(key="publish").click().run())
    assert nothing_failed(app)
    assert "Version 1 is published. Everybody sees it" in text(app)
    assert "checks hold in version 1" in title(app)
    assert "opportunities.csv" in text(app)


def test_files_that_cannot_be_loaded_are_left_out_with_a_click(open_app: Opener, tmp_path: Path) -> None:
    app = drop(open_app(tmp_path, "data"), opportunities=opportunities(), broken=UNCLOSED, rota=ROTA)
    assert "2 of 3 files cannot be loaded as they are." in text(app)
    assert "A quote opens here and is not closed" in text(app) or "a quote opens here" in text(app)
    assert app.button(key="check").disabled
    app.button(key="leave_problems").click().run()
    assert text(app).count("left out of this load") == 2
    assert not app.button(key="check").disabled
    app.button(key="clear").click().run()
    assert "left out" not in text(app) and tray_here().items == ()


def test_a_later_load_is_compared_and_undone(open_app: Opener, tmp_path: Path) -> None:
    publish(tmp_path, only=("opportunities", "accounts", "users"), is_sample=False, leads=300)
    app = drop(open_app(tmp_path, "data"), opportunities=opportunities())
    settled(app.button(key="check").click().run())
    assert "As many rows as before: accounts, users." in text(app)
    for reason in app.text_input:
        reason.set_value("a test")
    settled(app.button(key="publish").click().run())
    assert "Version 2 is published" in text(app)
    app.button(key="undo").click().run()
    current = Warehouse(tmp_path, opening.settings()).current()
    assert current is not None and current.number == 1
    assert "checks hold in version 1" in title(app.run())


def test_own_files_are_not_compared_with_the_sample(open_app: Opener, tmp_path: Path) -> None:
    publish(tmp_path, leads=300)
    app = drop(open_app(tmp_path, "data"), opportunities=opportunities())
    settled(app.button(key="check").click().run())
    assert "Your first own files replace the sample company" in text(app)
    assert "Moved" not in text(app)
    app.button(key="discard").click().run()
    assert "24 rows" in text(app) and "Check 1 file" in labels(app)


def test_what_stops_a_check_is_said_with_the_click_that_helps(open_app: Opener, tmp_path: Path) -> None:
    app = drop(open_app(tmp_path, "data"), opportunities=opportunities(), mixed=MIXED)
    settled(app.button(key="check").click().run())
    assert "“13/02/2026” puts the day first and “02/13/2026” the month" in text(app)
    app.button(key="leave_culprit").click().run()
    settled(app.button(key="check").click().run())
    assert "What would change" in text(app)


def test_a_question_wants_a_reason(open_app: Opener, tmp_path: Path) -> None:
    app = drop(open_app(tmp_path, "data"), opportunities=opportunities(30, without_id=9))
    settled(app.button(key="check").click().run())
    assert "A question waits for an answer at the end of this panel" in text(app)
    assert "9 of 39 rows cannot be taken" in text(app)
    assert "column “opportunity_id” is empty, and every opportunity needs its opportunity_id (9)" in text(app)
    assert "To know Conversion, Reach, Velocity, Return, Disputed, add: leads, accounts, touches, spend." in text(app)
    assert str(tmp_path) not in text(app)
    app.button(key="publish").click().run()
    assert "Say why each question above is all right" in app.warning[0].value
    app.text_input[0].set_value("those are tests")
    settled(app.button(key="publish").click().run())
    assert "Version 1 is published" in text(app)
    assert [button.label for button in app.download_button] == ["opportunities.csv: 9 rows with reasons"]
    with Ledger.open(tmp_path) as ledger:
        assert "those are tests" in next(entry.sentence for entry in ledger.history() if entry.action == "accepted")


def test_the_same_file_again_changes_nothing(open_app: Opener, tmp_path: Path) -> None:
    app = open_app(tmp_path, "data")
    for button in ("publish", ""):
        drop(app, opportunities=opportunities())
        settled(app.button(key="check").click().run())
        if button:
            settled(app.button(key=button).click().run())
    assert nothing_failed(app)
    assert "Publish version 2" not in labels(app)
    assert Warehouse(tmp_path, opening.settings()).manifests()[0].number == 1


def test_a_quarter_is_frozen_and_let_go(open_app: Opener, tmp_path: Path) -> None:
    publish(tmp_path, leads=300)
    app = open_app(tmp_path, "data")
    app.selectbox(key="freeze_quarter").set_value("2026Q3").run()
    app.button(key="freeze").click().run()
    assert nothing_failed(app)
    assert "1 (published, as presented for 2026Q3)" in text(app)
    assert "Froze a quarter with version 1" in text(app)
    app.button(key="thaw_2026Q3").click().run()
    assert "1 (published)" in text(app)
    assert Warehouse(tmp_path, opening.settings()).frozen_quarters() == {}


def test_what_cannot_be_done_with_a_version_is_said(
    open_app: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Busy("Bob is publishing.")

    publish(tmp_path, leads=300)
    app = open_app(tmp_path, "data")
    monkeypatch.setattr(Warehouse, "freeze", busy)
    app.button(key="freeze").click().run()
    assert nothing_failed(app)
    assert "Bob is publishing." in app.toast[0].value


def test_a_date_that_may_be_read_in_two_ways_is_asked_once(open_app: Opener, tmp_path: Path) -> None:
    app = drop(open_app(tmp_path, "data"), opportunities=EITHER)
    assert "Say whether the day or the month comes first in “created_at”." in text(app)
    next(button for button in app.button if button.label == "Match columns").click().run()
    app.radio[0].set_value("The month comes first")
    settled(app.button(key="remember").click().run())
    assert nothing_failed(app)
    assert "Say whether" not in text(app)
    assert not app.button(key="check").disabled


def test_a_file_that_nobody_knows_is_matched_by_hand_and_remembered(open_app: Opener, tmp_path: Path) -> None:
    app = drop(open_app(tmp_path, "data"), mine=OWN_NAMES)
    next(button for button in app.button if button.label == "Match columns").click().run()
    for column, source in {
        "opportunity_id": "Deal no",
        "created_at": "Opened",
        "name": "Title",
        "stage": "Step",
    }.items():
        app.selectbox(key=f"match mine.csv opportunities {column}").set_value(source)
    settled(app.button(key="remember").click().run())
    assert "as you matched it" in text(app) and "2 rows" in text(app)
    app.button(key="clear").click().run()
    drop(app, mine=OWN_NAMES)
    assert "as you matched it" in text(app)


def test_what_was_matched_by_hand_is_listed_and_forgotten(open_app: Opener, tmp_path: Path) -> None:
    publish(tmp_path, leads=300)
    app = open_app(tmp_path, "data")
    assert "Nothing was matched by hand yet" in text(app)
    with Ledger.open(tmp_path) as ledger:
        remember(ledger, Extract("deals of Bob", "opportunities", (("Deal no",),), {"name": (Source("Title"),)}), "bob")
    app.run()
    assert "deals of Bob" in text(app)
    app.button(key="forget").click().run()
    assert nothing_failed(app)
    assert "Nothing was matched by hand yet" in text(app)
    with Ledger.open(tmp_path) as ledger:
        assert ledger.mappings() == []
