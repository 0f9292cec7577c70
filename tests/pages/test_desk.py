"""The desk: looks, checks and publishes for everybody, whatever becomes of their browsers."""

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from tandem.errors import Busy, Refused
from tandem.ledger import Ledger
from tandem.settings import Settings
from tandem.ui.desk import Desk, log_failure
from tandem.ui.tray import Choices, Stage, Tray
from tandem.ui.uploads import Spool
from tandem.warehouse import Warehouse
from tests.pages.exports import ROTA, UNCLOSED, opportunities

PATIENCE = 60.0


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Desk]:
    """The desk of an empty warehouse."""
    settings = Settings(free_disk_gb=0.0)
    made = Desk(Warehouse(tmp_path / "warehouse", settings), settings)
    yield made
    made.close()


@pytest.fixture
def tray(place: Desk) -> Tray:
    """Ada's tray."""
    return place.tray("ada")


def drop(place: Desk, tray: Tray, name: str, content: bytes) -> None:
    """Puts a file on a tray and has it looked at."""
    spool = Spool(tray.folder, name, tray.settings)
    spool.write(content)
    tray.put(spool.finish())
    place.look(tray)
    until(lambda: not tray.is_busy)


def until(holds: Callable[[], bool]) -> None:
    """Waits until something holds."""
    last = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < last, "it took too long"
        time.sleep(0.01)


def check(place: Desk, tray: Tray) -> None:
    """Checks the tray, and waits for the result."""
    place.check(tray, Choices())
    until(lambda: not tray.is_busy)


def publish(place: Desk, tray: Tray) -> None:
    """Publishes what was checked, and waits for the result."""
    place.publish(tray, {})
    until(lambda: not tray.is_busy)


def audit(place: Desk) -> list[tuple[str, int | None]]:
    """What the ledger says was done, newest first."""
    with Ledger.open(place.warehouse.root) as ledger:
        return [(entry.action, entry.version) for entry in ledger.history()]


def test_a_file_is_recognised_checked_and_published(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    look = (tray.items[0].looks or ())[0]
    assert (look.table, look.records, tray.items[0].is_clear) == ("opportunities", 24, True)
    check(place, tray)
    assert tray.stage == Stage.FOUND and tray.findings is not None
    assert place.warehouse.current() is None
    assert tray.findings.rows == {"opportunities": (None, 24)}
    assert tray.said[-1] == "Comparing the headlines with those published now"
    publish(place, tray)
    assert (tray.stage, tray.published, tray.items) == (Stage.GATHERING, (1, None), ())
    current = place.warehouse.current()
    assert current is not None and current.number == 1 and current.manifest.who == "ada"
    assert audit(place) == [("load", 1)]


def test_what_was_discarded_leaves_the_files_and_nothing_else(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    check(place, tray)
    place.discard(tray)
    assert (tray.stage, len(tray.items)) == (Stage.GATHERING, 1)
    assert list((place.warehouse.root / "staging").iterdir()) == []
    assert audit(place) == [("rehearsal", None)]


def test_a_broken_file_and_a_strange_one_say_so(place: Desk, tray: Tray) -> None:
    drop(place, tray, "broken.csv", UNCLOSED)
    drop(place, tray, "rota.csv", ROTA)
    broken, strange = (item.problem or "" for item in tray.items)
    assert "a quote opens here and is not closed" in broken
    assert "not recognised" in strange
    assert [item.is_clear for item in tray.items] == [False, False]


def test_a_refused_load_names_the_file_and_publishes_nothing(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    drop(place, tray, "broken.csv", UNCLOSED)
    check(place, tray)
    assert tray.stage == Stage.GATHERING
    culprit = tray.culprit()
    assert culprit is not None and culprit.upload.name == "broken.csv"
    assert place.warehouse.current() is None
    assert audit(place) == [("refused", None)]
    tray.leave_out(culprit.key, True)
    check(place, tray)
    assert tray.findings is not None


def test_a_question_without_an_answer_keeps_what_was_checked(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities(30, without_id=9))
    check(place, tray)
    publish(place, tray)
    assert tray.stage == Stage.FOUND and tray.findings is not None
    assert "Nothing was published" in str(tray.refusal)
    place.publish(tray, {question.code: "tests" for question in tray.findings.questions})
    until(lambda: not tray.is_busy)
    assert [action for action, _ in audit(place)] == ["load", "accepted", "refused"]


def test_another_load_goes_on_while_somebody_decides(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    check(place, tray)
    bob = place.tray("bob")
    drop(place, bob, "opportunities.csv", opportunities(40))
    check(place, bob)
    publish(place, bob)
    publish(place, tray)
    assert tray.stage == Stage.GATHERING and len(tray.items) == 1
    assert "Version 1" in str(tray.refusal) or "version 1" in str(tray.refusal)
    check(place, tray)
    assert tray.findings is not None and tray.findings.base is not None


def test_refused_rows_stand_first_with_their_reasons(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities(200, without_id=2))
    check(place, tray)
    assert tray.findings is not None
    worst = tray.findings.noticed[0]
    assert worst.weight == "mend"
    assert "2 rows of 202 cannot be taken" in worst.lines[0]
    assert worst.refused[0].refused_path is not None


def test_two_people_have_a_tray_each(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    other = place.tray("bob")
    assert other.items == () and other.ticket != tray.ticket
    assert place.tray("ada") is tray and place.tray_of(other.ticket) is other


def test_a_check_can_be_stopped(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    place.check(tray, Choices())
    tray.is_stopped = True
    until(lambda: not tray.is_busy)
    assert str(tray.refusal) == "You stopped the check. Nothing was published."


def test_nobody_checks_twice_at_once(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    place.check(tray, Choices())
    with pytest.raises(Refused, match="under way"):
        place.check(tray, Choices())
    until(lambda: not tray.is_busy)


def test_the_queue_has_an_end(place: Desk, tray: Tray) -> None:
    place._waiting = {Future() for _ in range(6)}
    with pytest.raises(Refused, match="Five loads are waiting"):
        place.check(tray, Choices())
    assert tray.stage == Stage.GATHERING


def test_a_fault_is_logged_and_becomes_a_sentence(
    place: Desk, tray: Tray, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("secret path")

    drop(place, tray, "opportunities.csv", opportunities())
    monkeypatch.setattr("tandem.ui.desk.prepare", fail)
    check(place, tray)
    assert "Something went wrong inside Tandem" in str(tray.refusal)
    assert "secret path" not in str(tray.refusal) and "A load stopped." in caplog.text


def test_a_file_that_cannot_be_looked_at_says_why(place: Desk, tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*_: object, **__: object) -> None:
        raise Busy("Five loads are waiting.")

    monkeypatch.setattr("tandem.ui.desk.look", wait)
    drop(place, tray, "opportunities.csv", opportunities())
    assert tray.items[0].problem == "Five loads are waiting."


def test_files_of_one_name_are_told_apart(place: Desk, tray: Tray) -> None:
    drop(place, tray, "export.csv", opportunities())
    drop(place, tray, "export.csv", ROTA)
    assert [item.problem is None for item in tray.items] == [True, False]


def test_what_is_no_fault_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    done: Future[None] = Future()
    done.set_exception(Busy("Somebody else is publishing."))
    cancelled: Future[None] = Future()
    cancelled.cancel()
    with caplog.at_level(logging.ERROR):
        log_failure(done)
        log_failure(cancelled)
    assert caplog.text == ""


def test_closing_leaves_nothing_behind(place: Desk, tray: Tray) -> None:
    drop(place, tray, "opportunities.csv", opportunities())
    check(place, tray)
    place.close()
    assert [path for path in tray.folder.rglob("*") if path.is_file()] == []
    assert list((place.warehouse.root / "staging").iterdir()) == []
