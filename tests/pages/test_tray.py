"""A tray: what lies on it, what is left out, whose fault a refusal is, what can be begun."""

from pathlib import Path

import pytest

from tandem.errors import FileRefused, Refused, UploadRefused
from tandem.ingest import Look
from tandem.settings import Settings
from tandem.ui.tray import Item, Stage, Tray
from tandem.ui.uploads import Upload


@pytest.fixture
def tray(tmp_path: Path) -> Tray:
    """A tray with two files that nobody looked at."""
    made = Tray("ada", tmp_path, Settings(upload_files=3))
    for name in ("leads.csv", "deals.csv"):
        path = tmp_path / name
        path.write_text(name, encoding="utf-8")
        made.put(Upload(name, path, 9, f"{name:0<64}"))
    return made


def looked(tray: Tray, **about: object) -> None:
    """Says of every file the same."""
    for item in tray.items:
        name = item.upload.name
        tray.looked(item.key, (Look(name, name, 9, table="leads", extract="x", **about),))  # type: ignore[arg-type]


def test_files_stand_in_the_order_in_which_they_came(tray: Tray) -> None:
    assert [item.upload.name for item in tray.items] == ["leads.csv", "deals.csv"]
    assert tray.is_busy
    looked(tray)
    assert not tray.is_busy


def test_one_content_under_two_names_is_two_files(tray: Tray, tmp_path: Path) -> None:
    first = tray.items[0].upload
    tray.put(Upload("again.csv", tmp_path / "again.csv", 9, first.sha256))
    assert len(tray.items) == 3


def test_a_file_left_out_is_not_wanted_until_it_is_taken_again(tray: Tray) -> None:
    key = tray.items[0].key
    tray.leave_out(key, True)
    assert [item.upload.name for item in tray.wanted] == ["deals.csv"]
    tray.leave_out(key, False)
    assert len(tray.wanted) == 2


def test_what_is_said_of_a_file_that_has_gone_is_forgotten(tray: Tray) -> None:
    key = tray.items[0].key
    tray.clear()
    tray.looked(key, ())
    assert tray.items == ()


@pytest.mark.parametrize(
    "about", [{"problem": "It is empty."}, {"missing": ("lead_id",)}, {"ambiguous_dates": ("Created",)}]
)
def test_a_file_with_an_open_question_is_not_clear(tray: Tray, about: dict[str, object]) -> None:
    looked(tray)
    assert all(item.is_clear for item in tray.items)
    looked(tray, **about)
    assert not any(item.is_clear for item in tray.items)


def test_a_file_that_nobody_looked_at_is_not_clear(tray: Tray) -> None:
    assert [(item.problem, item.is_clear) for item in tray.items] == [(None, False)] * 2


def test_looking_again_forgets_what_was_seen(tray: Tray) -> None:
    looked(tray)
    tray.refuse(Refused("No."))
    tray.look_again()
    assert tray.is_busy and tray.refusal is None


def test_a_new_file_ends_what_was_said_of_the_last_load(tray: Tray, tmp_path: Path) -> None:
    tray.refuse(Refused("No."))
    tray.published = 3, 2
    tray.put(Upload("more.csv", tmp_path / "more.csv", 1, "b" * 64))
    assert not tray.refusal and not tray.published


def test_the_culprit_is_the_file_that_the_sentence_names(tray: Tray) -> None:
    assert tray.culprit() is None
    tray.refuse(FileRefused("deals.csv", "it is empty.", "Export it again."))
    culprit = tray.culprit()
    assert culprit is not None and culprit.upload.name == "deals.csv"
    tray.refuse(Refused("The disk is full."))
    assert tray.culprit() is None


def test_so_many_files_and_no_more(tray: Tray, tmp_path: Path) -> None:
    tray.refuse_more()
    tray.put(Upload("more.csv", tmp_path / "more.csv", 1, "b" * 64))
    with pytest.raises(UploadRefused, match="3 files at most") as refused:
        tray.refuse_more()
    assert refused.value.status == 413


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.FOUND, Stage.PUBLISHING])
def test_no_file_joins_later(tray: Tray, stage: Stage) -> None:
    tray.stage = stage
    with pytest.raises(UploadRefused) as refused:
        tray.refuse_more()
    assert refused.value.status == 409


def test_what_is_under_way_is_not_begun_again(tray: Tray) -> None:
    tray.begin(Stage.CHECKING)
    assert tray.is_busy
    with pytest.raises(Refused, match="under way"):
        tray.begin(Stage.PUBLISHING)


def test_somebody_may_stop_it(tray: Tray) -> None:
    tray.begin(Stage.CHECKING)
    tray.say("Reading")
    tray.is_stopped = True
    with pytest.raises(Refused, match="You stopped"):
        tray.say("Mapping")
    assert tray.said == ("Reading",)
    tray.refuse(Refused("Stopped."))
    tray.begin(Stage.CHECKING)
    assert not tray.is_stopped


def test_what_was_built_is_let_go(tray: Tray) -> None:
    gone: list[str] = []
    tray.held.callback(gone.append, "gone")
    tray.stage = Stage.FOUND
    tray.let_go()
    assert (gone, tray.stage) == (["gone"], Stage.GATHERING)


def test_clearing_takes_the_files_from_the_disk(tray: Tray, tmp_path: Path) -> None:
    tray.clear()
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_safe_in_the_name_of_a_button() -> None:
    item = Item(Upload('"><script>.csv', Path("x"), 1, "a" * 64))
    assert item.key.replace("-", "").isalnum()
