"""The grammar of headers: what is read, and what is refused by name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.catalog import Column, Drill, Param, Query, Setting, When, parse_header
from tandem.catalog.header import choices_of, header_lines, unique_columns
from tandem.errors import WrongUse

ACCEPTANCE = """\
-- How many of marketing's leads did sales accept?
--
-- A lead counts in the quarter of its hand-over.
-- Undecided ones are counted beside it.
--
-- grain: one row per segment and week (segment, week)
-- needs: leads accounts
-- reads: lead_journeys
-- records: acceptance_records
-- drill: accepted = count(*) filter (where outcome = 'accepted')
-- by: region segment
-- solve: markov
-- when: basis = flow then acceptance_flow
-- kept: no
-- cut: as_of
-- narrows: segment
-- param start_on date first day counted
-- param regions varchar[] picked regions
-- setting within_days integer = 90 : days allowed
-- setting basis varchar = cohort : cohort | flow, how it is counted
-- column segment varchar account segment
-- column amount decimal(18, 2) money
-- column names varchar[] who
with

leads_handed_over as (select 1)
-- param not_read date below the first line of SQL
select * from leads_handed_over
"""


def read(folder: Path, text: str) -> Query:
    """The query in a file of that text."""
    path = folder / "acceptance.sql"
    path.write_text(text, encoding="utf-8")
    return parse_header(path)


def test_every_line_of_the_grammar_is_read(tmp_path: Path) -> None:
    query = read(tmp_path, ACCEPTANCE)
    assert query.name == "acceptance"
    assert query.question == "How many of marketing's leads did sales accept?"
    assert query.counted == "A lead counts in the quarter of its hand-over.\nUndecided ones are counted beside it."
    assert query.grain_columns == ("segment", "week")
    assert (query.needs, query.reads, query.by) == (("leads", "accounts"), ("lead_journeys",), ("region", "segment"))
    assert query.records == "acceptance_records"
    assert query.drills == (Drill("accepted", "count(*) filter (where outcome = 'accepted')"),)
    assert not query.is_kept
    assert query.narrows == ("segment",) and query.is_cut
    assert (query.solver, query.whens) == ("markov", (When("basis", "flow", "acceptance_flow"),))
    assert query.params == (
        Param("start_on", "date", "first day counted"),
        Param("regions", "varchar[]", "picked regions"),
    )
    assert [column.type for column in query.columns] == ["varchar", "decimal(18, 2)", "varchar[]"]
    assert query.columns[0] == Column("segment", "varchar", "account segment")
    assert query.text == ACCEPTANCE


def test_a_setting_has_a_default_and_may_have_choices(tmp_path: Path) -> None:
    query = read(tmp_path, ACCEPTANCE)
    assert query.settings == (
        Setting("within_days", "integer", "90", (), "days allowed"),
        Setting("basis", "varchar", "cohort", ("cohort", "flow"), "cohort | flow, how it is counted"),
    )
    assert query.setting("basis") is query.settings[1]
    assert query.setting("colour") is None


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("integer", "30", 30),
        ("integer", "all", None),
        ("bigint", "none", None),
        ("double", "0.5", 0.5),
        ("double", "all", None),
        ("boolean", "True", True),
        ("boolean", "false", False),
        ("double", "auto", None),
        ("varchar", " 006Kq00000aB ", "006Kq00000aB"),
    ],
)
def test_a_setting_reads_its_value(type_: str, text: str, value: object) -> None:
    assert Setting("wanted", type_, "", (), "").value(text) == value


def test_a_choice_is_known_in_any_case() -> None:
    assert Setting("match", "varchar", "people", ("people", "account"), "").value(" Account ") == "account"


def test_a_setting_has_its_default_when_nothing_is_said() -> None:
    assert Setting("within_days", "integer", "90", (), "").value() == 90


@pytest.mark.parametrize(("type_", "text"), [("integer", "soon"), ("double", "half"), ("boolean", "yes")])
def test_a_value_of_another_type_is_wrong_use(type_: str, text: str) -> None:
    with pytest.raises(WrongUse, match=f"wanted = {text} is not a value of type {type_}"):
        Setting("wanted", type_, "", (), "").value(text)


def test_a_value_outside_the_choices_names_them() -> None:
    with pytest.raises(WrongUse, match="Known: cohort, flow"):
        Setting("basis", "varchar", "cohort", ("cohort", "flow"), "").value("guess")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("select 1\n", "acceptance.sql: the first line must say the question"),
        ("--\n-- grain: one row\nselect 1\n", "the first line must say the question"),
        ("-- How many?\nselect 1\n", "the header has no grain"),
        ("-- How many?\n-- grain: one row\n-- column amount\nselect 1\n", "“column amount” is not in the grammar"),
        ("-- How many?\n-- grain: one row\n-- setting days 90\nselect 1\n", "“setting days 90” is not in the grammar"),
        (
            "-- How many?\n-- grain: one row\n-- when: basis flow\nselect 1\n",
            "“when: basis flow” is not in the grammar",
        ),
        ("-- How many?\n-- grain: one row\n-- drill: amount\nselect 1\n", "must be written as column = expression"),
        ("-- How many?\n-- grain: one row\n-- grain: two rows\nselect 1\n", "grain is said twice"),
        ("-- How many?\n-- grain: one\n-- setting d integer = x : days\nselect 1\n", "d = x is not a value"),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_by_name(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(WrongUse, match=fault):
        read(tmp_path, text)


@given(st.lists(st.from_regex(r"[a-z_ ]{0,20}", fullmatch=True)))
def test_the_header_ends_where_the_sql_begins(lines: list[str]) -> None:
    text = "\n".join([*(f"-- {line}" for line in lines), "select 1", "-- no more"])
    assert header_lines(text) == [line.strip() for line in lines]


def test_words_apart_by_bars_are_choices() -> None:
    assert choices_of("people | account, how touches are matched") == ("people", "account")
    assert choices_of("days allowed, in all") == ()


def test_the_brackets_at_the_end_of_a_grain_are_what_makes_it_unique() -> None:
    assert unique_columns("one row per deal (opportunity_id, rule)") == ("opportunity_id", "rule")
    assert unique_columns("one row") == ()
