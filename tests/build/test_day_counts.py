"""What is counted once, day by day, for every filter: who sourced, what is known, over which channels, how long."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.build.company import Company, company

DEALS = """
    opportunity_id, created_at, closed_at, is_won, amount, lead_source, source_side, region
    won, 2026-04-01, 2026-07-01, true, 100, Web, marketing, EMEA
    alike, 2026-04-01, 2026-07-01, true, 30, Web, marketing, EMEA
    lost, 2026-04-01, 2026-05-02, false, 10, Call, sales, EMEA
    unpriced, 2026-04-01, , , , , , EMEA
"""
TOUCHES = """
    touch_id,touched_at,opportunity_id,channel,side
    T1,2026-03-01,won,Web,marketing
    T2,2026-05-02,won,Fair,marketing
    T3,2026-02-10,won,Phone,sales
    T4,2026-03-01,alike,Web,marketing
    T5,2026-05-02,alike,Fair,marketing
    T6,2026-03-05,lost,Web,marketing
    T7,2026-05-01,unpriced,Web,partner
"""
OPENED, CLOSED = date(2026, 4, 1), date(2026, 7, 1)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """Two won deals of one path, a lost one, and one without an amount that was touched only after its opening."""
    folder: Path = tmp_path_factory.mktemp("day_counts")
    return company(folder, opportunities=DEALS, touches=TOUCHES)


def test_a_deal_is_sourced_once_under_each_rule_and_again_when_it_is_won(counted: Company) -> None:
    columns = ("basis", "counts_on", "rule", "source_class", "is_agreed", "deals", "amount", "squares")
    rows = counted.rows("sourced_counts", *columns)
    assert [row for row in rows if row[2] == "first_touch"] == [
        ("created", OPENED, "first_touch", "marketing", False, 1, 10, 100.0),
        ("created", OPENED, "first_touch", "marketing", True, 1, 30, 900.0),
        ("created", OPENED, "first_touch", "sales", False, 1, 100, 10_000.0),
        ("created", OPENED, "first_touch", "unknown", True, 1, None, None),
        ("won", CLOSED, "first_touch", "marketing", True, 1, 30, 900.0),
        ("won", CLOSED, "first_touch", "sales", False, 1, 100, 10_000.0),
    ]


def test_every_rule_sources_every_deal(counted: Company) -> None:
    found: Counter[tuple[object, object]] = Counter()
    for basis, rule, deals in counted.rows("sourced_counts", "basis", "rule", "deals"):
        found[basis, rule] += int(str(deals))
    rules = ("crm_field", "first_touch", "before_sales")
    assert found == {(basis, rule): deals for basis, deals in (("created", 4), ("won", 2)) for rule in rules}


def test_a_deal_is_known_by_every_side_that_touched_it_up_to_the_milestone(counted: Company) -> None:
    columns = ("milestone", "counts_on", "deals", "touched", "by_marketing", "by_partner", "by_sales")
    assert counted.rows("evidence_counts", *columns) == [
        ("any", OPENED, 4, 4, 3, 1, 1),
        ("created", OPENED, 4, 3, 3, 0, 1),
        ("won", CLOSED, 2, 2, 2, 0, 1),
    ]


def test_what_a_deal_says_of_itself_is_known_at_every_milestone(counted: Company) -> None:
    columns = ("milestone", "with_person", "with_source", "with_side", "amount", "side_amount", "person_amount")
    assert counted.rows("evidence_counts", *columns) == [
        ("any", 0, 3, 3, 140, 140, None),
        ("created", 0, 3, 3, 140, 140, None),
        ("won", 0, 2, 2, 130, 130, None),
    ]


def test_closed_deals_of_one_path_are_counted_together(counted: Company) -> None:
    columns = ("closed_on", "state", "first_step", "second_step", "third_step", "deals", "amount")
    assert counted.rows("walked_paths", *columns) == [
        (date(2026, 5, 2), "lost", "Web", "(end)", "(end)", 1, 10),
        (CLOSED, "won", "Web", "Fair", "(end)", 2, 130),
    ]


def test_a_win_takes_as_long_as_from_its_first_touch(counted: Company) -> None:
    columns = ("opportunity_id", "touches", "days", "marketing_touches", "marketing_days")
    assert counted.rows("win_lengths", *columns) == [("alike", 2, 122, 2, 122), ("won", 3, 141, 2, 122)]
