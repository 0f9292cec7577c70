"""What a load is asked about, and what not: older, fewer, a region gone, too many refused, other columns."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from tandem.errors import FileRefused, Unanswered, WrongUse
from tandem.ingest.guards import Question, Shape, cut_off_before, questions_of, refuse_unanswered
from tandem.ingest.report import FileReport
from tandem.ingest.sources import are_taken, column_notes, grouped, next_sources, next_taken
from tandem.settings import Settings
from tandem.warehouse import Manifest, Source, Taken

TODAY = date(2026, 11, 21)
LAST = Source("CRM deals", "opportunities", 100, "2026-09-30", ("Id", "Amount"), {"amount": "Amount"})


def report(rows: int = 100, latest_on: str = "2026-10-31", **more: object) -> FileReport:
    """A file of CRM deals."""
    about = {"recognised_as": "CRM deals", "tables": ("opportunities",), "sha256": "new", **more}
    return FileReport("deals.csv", size=1, read=rows, kept=rows, refused=0, latest_on=latest_on, **about)  # type: ignore[arg-type]


def published(*sources: Source, as_of: date = TODAY) -> Manifest:
    """A version that holds these sources."""
    return Manifest(1, datetime(2026, 11, 1), "ann", as_of, TODAY, sources=sources)


def asked(
    *reports: FileReport,
    known: Manifest | None = None,
    mode: str = "replace",
    before: Shape | None = None,
    after: Shape | None = None,
    faults: Mapping[str, FileRefused] | None = None,
) -> dict[str, str]:
    """What is asked, by code."""
    changes = {"opportunities": (before or Shape(0, {}), after or Shape(0, {}))} if mode == "replace" else {}
    found = questions_of(known, reports, list((faults or {}).items()), {"opportunities": mode}, changes, Settings())
    return {question.code: question.sentence for question in found}


def test_a_first_load_and_a_newer_one_are_not_asked_about() -> None:
    assert asked(report(rows=3)) == {}
    assert asked(report(rows=99), known=published(LAST), before=Shape(100, {}), after=Shape(99, {})) == {}
    assert asked(report(latest_on="2026-09-30"), known=published(LAST)) == {}


def test_an_older_export_is_asked_about() -> None:
    assert asked(report(latest_on="2026-06-30"), known=published(LAST)) == {
        "older:opportunities": "opportunities: CRM deals ends on 2026-06-30, and ended on 2026-09-30 the last time."
    }
    assert "ends on no day" in asked(report(latest_on=""), known=published(LAST))["older:opportunities"]


@pytest.mark.parametrize(
    ("mode", "rows", "is_asked"), [("append", 100, False), ("upsert", 100, True), ("upsert", 5, False)]
)
def test_where_an_older_export_does_no_harm_it_is_not(mode: str, rows: int, is_asked: bool) -> None:
    assert bool(asked(report(rows, "2026-06-30"), known=published(LAST), mode=mode)) == is_asked


def test_another_kind_of_export_is_no_older_one() -> None:
    other = report(latest_on="2026-01-01", recognised_as="another CRM")
    assert asked(other, known=published(LAST)) == {}


def test_several_files_of_one_kind_are_one_export() -> None:
    halves = report(50, "2026-06-30"), report(50, "2026-10-31", sha256="other")
    assert asked(*halves, known=published(LAST)) == {}
    assert [(source.rows, source.latest_on) for source in grouped(halves)] == [(100, "2026-10-31")]


def test_far_fewer_rows_are_asked_about() -> None:
    found = asked(report(59), known=published(LAST), before=Shape(1000, {}), after=Shape(599, {}))
    assert found == {
        "fewer:opportunities": (
            "opportunities: 599 rows would stand where 1,000 are published. "
            "opportunities: CRM deals brings 59 rows, and brought 100 the last time."
        )
    }
    assert asked(report(60), known=published(LAST), before=Shape(1000, {}), after=Shape(600, {})) == {}


def test_a_region_that_is_gone_is_asked_about() -> None:
    before, after = Shape(100, {"EMEA": 60, "APAC": 40}), Shape(90, {"EMEA": 89, "LATAM": 1})
    assert asked(report(), before=before, after=after) == {
        "region:opportunities": "opportunities: nothing would be left of APAC (40 rows)."
    }


def test_too_many_refused_rows_are_asked_about() -> None:
    fault = FileRefused("deals.csv", "3 of 9 rows cannot be taken.", "Mend them.", row=4, column="Amount")
    [question] = questions_of(None, (), [("refused:opportunities", fault)], {}, {}, Settings())
    assert question == Question(
        "refused:opportunities", "deals.csv, row 4, column “Amount”: 3 of 9 rows cannot be taken.", "Mend them."
    )


def test_a_cut_off_before_the_published_one_is_asked_about() -> None:
    known = published(as_of=date(2026, 9, 30))
    [question] = cut_off_before(date(2026, 8, 31), known)
    assert question.code == "older:cut-off"
    assert not list(cut_off_before(date(2026, 9, 30), known))
    assert not list(cut_off_before(None, known))
    assert not list(cut_off_before(date(2026, 8, 31), None))


def test_every_question_needs_its_own_reason() -> None:
    questions = [Question("older:leads", "It is old.", "Export it again."), Question("fewer:leads", "Few.", "Again.")]
    with pytest.raises(Unanswered, match=r"^It is old\. Export it again\. Few\. Again\. Nothing was published\.$"):
        refuse_unanswered(questions, {})
    with pytest.raises(Unanswered, match=r"^Few\."):
        refuse_unanswered(questions, {"older:leads": "restored", "fewer:leads": "  "})
    with pytest.raises(WrongUse, match=r"^Nobody asks “newer:leads”\. Asked: fewer:leads, older:leads\.$"):
        refuse_unanswered(questions, {"newer:leads": "so there"})
    with pytest.raises(WrongUse, match="Nothing is asked"):
        refuse_unanswered([], {"older:leads": "in advance"})
    refuse_unanswered(questions, {"older:leads": "restored", "fewer:leads": "one region only"})


def test_the_shape_of_a_table(tmp_path: Path) -> None:
    pl.DataFrame({"region": ["EMEA", "EMEA", None, "APAC"]}).write_parquet(tmp_path / "1.parquet")
    assert Shape.of([tmp_path / "1.parquet"], True) == Shape(4, {"APAC": 1, "EMEA": 2})
    assert Shape.of([tmp_path / "1.parquet"], False) == Shape(4, {})
    assert Shape.of([], True) == Shape(0, {})


@pytest.mark.parametrize(
    ("columns", "mapped", "told"),
    [
        (("Id", "Amount"), {"amount": "Amount"}, None),
        (("Amount", "Id"), {"amount": "Amount"}, None),
        (("Id", "Value"), {"amount": "Value"}, "“Amount” is now “Value”"),
        (("Id",), {}, "“Amount” is gone (amount stays empty)"),
        (("Id", "Amount", "Notes"), {"amount": "Amount"}, "“Notes” is new"),
        (("Amount",), {"amount": "Amount"}, "“Id” is gone"),
    ],
)
def test_other_columns_than_the_last_time_are_shown(
    columns: tuple[str, ...], mapped: dict[str, str], told: str
) -> None:
    notes = list(column_notes([LAST], [report(columns=columns, mapped=mapped)]))
    assert notes == ([f"CRM deals: not the columns of the last time: {told}."] if told else [])


def test_what_the_next_load_knows_of_this_one() -> None:
    leads = Source("CRM leads", "leads", 7, "2026-09-01")
    web = Source("web deals", "opportunities", 9, "2026-09-02")
    new = [report(80)]
    kept = next_sources([LAST, leads, web], new, {"opportunities"})
    assert [(source.extract, source.rows) for source in kept] == [("CRM leads", 7), ("CRM deals", 80)]
    beside = next_sources([LAST, leads, web], new, set())
    assert [source.extract for source in beside] == ["CRM leads", "web deals", "CRM deals"]


def test_a_file_is_in_what_is_published_until_its_table_is_another() -> None:
    old = [Taken("a", "so", ("leads",)), Taken("b", "so", ("leads", "opportunities")), Taken("c", "so", ())]
    left = next_taken(old, [report(sha256="d"), report(sha256="d", tables=("users",))], {"opportunities"}, "so")
    assert [(one.sha256, one.tables) for one in left] == [
        ("a", ("leads",)),
        ("c", ()),
        ("d", ("opportunities", "users")),
    ]
    manifest = Manifest(1, datetime(2026, 11, 1), "ann", TODAY, TODAY, taken=left)
    assert are_taken(manifest, ["a", "d"], "so")
    assert not are_taken(manifest, ["a", "b"], "so")
    assert not are_taken(manifest, ["a"], "otherwise")
