"""The counts of paths, added up again from the touches that they are counts of."""

from collections import Counter
from pathlib import Path

import pytest

from tests.build.company import Company, company

DEALS = """
    opportunity_id,created_at,closed_at,is_won,amount
    won,2026-04-01,2026-07-01,true,100
    lost,2026-04-01,2026-05-02,false,10.50
    open,2026-04-01,,,
    undated,,,,7
"""
TOUCHES = """
    touch_id,touched_at,opportunity_id,channel,side
    T1,2026-03-01,won,Web,marketing
    T2,2026-03-02,won,Fair,marketing
    T3,2026-03-03,won,Web,marketing
    T4,2026-03-04,won,Web,marketing
    T5,2026-06-01,won,Mail,marketing
    T6,2026-03-01,lost,Fair,marketing
    T7,2026-03-02,open,Phone,sales
"""
WEB, FAIR, MAIL, PHONE = 1, 2, 3, 4
STATES = ("won", "lost", "open")


@pytest.fixture
def built(tmp_path: Path) -> Company:
    """A won, a lost, an open and an undated opportunity."""
    return company(tmp_path, opportunities=DEALS, touches=TOUCHES)


def steps(built: Company, milestone: str, state: str) -> list[tuple[object, ...]]:
    """The steps of the paths of one milestone that ended so, with how many there are."""
    columns = ("before_3", "before_2", "before_1", "channel_no", "steps")
    return counted(built, "path_memories", milestone, state, *columns)


def counted(built: Company, mart: str, milestone: str, state: str, *columns: str) -> list[tuple[object, ...]]:
    """Those columns of a count of paths, of one milestone and of opportunities in one state."""
    alike = (milestone,) if milestone == "won" else (milestone, "both")
    rows = built.rows("path_days", "day_no", "milestone", "state")
    days = {day_no for day_no, at, ended in rows if at in alike and ended == state}
    return [row[1:] for row in built.rows(mart, "day_no", *columns) if row[0] in days]


def coalitions(built: Company, milestone: str) -> dict[object, tuple[object, ...]]:
    """Sum of bits, deals and amount at one milestone, by state."""
    rows = [
        (state, counted(built, "path_coalitions", milestone, state, "coalition", "deals", "amount")) for state in STATES
    ]
    return {state: found[0] for state, found in rows if found}


def test_paths_that_are_the_same_up_to_both_milestones_stand_once(built: Company) -> None:
    rows = built.rows("credit_spans", "deal_no", "milestone", "touches")
    [won] = [deal_no for deal_no, *path in rows if path == ["any", 5]]
    assert [path for deal_no, *path in rows if deal_no == won] == [["any", 5], ["created", 4]]
    assert sorted(path for deal_no, *path in rows if deal_no != won) == [["both", 0], ["both", 0], ["both", 1]]
    assert coalitions(built, "created")["lost"] == coalitions(built, "any")["lost"] == (0b10, 1, 10.5)


def test_the_channel_with_most_touches_is_number_one(built: Company) -> None:
    assert built.rows("channel_numbers", "channel_no", "channel") == [
        (WEB, "Web"),
        (FAIR, "Fair"),
        (MAIL, "Mail"),
        (PHONE, "Phone"),
    ]


def test_a_path_is_a_step_per_touch_and_one_to_its_end(built: Company) -> None:
    assert steps(built, "created", "won") == [
        (0, 0, 0, WEB, 1),
        (0, 0, WEB, FAIR, 1),
        (0, WEB, FAIR, WEB, 1),
        (WEB, FAIR, WEB, WEB, 1),
        (FAIR, WEB, WEB, 0, 1),
    ]
    assert {(WEB, WEB, MAIL, 0, 1), (FAIR, WEB, WEB, MAIL, 1)} <= set(steps(built, "won", "won"))
    assert steps(built, "won", "lost") == [(0, 0, 0, FAIR, 1), (0, 0, FAIR, 0, 1)]
    assert steps(built, "won", "open") == []


def test_a_shorter_memory_adds_up_what_it_forgets(built: Company) -> None:
    short = counted(built, "path_steps", "created", "won", "before_1", "channel_no", "steps")
    assert set(short) == {(0, WEB, 1), (WEB, FAIR, 1), (FAIR, WEB, 1), (WEB, WEB, 1), (WEB, 0, 1)}


def test_repeats_collapse_when_asked_for(built: Company) -> None:
    again = built.rebuilt("path_memories", path="collapsed")
    assert len(steps(again, "created", "won")) == 4


def test_a_coalition_is_a_sum_of_bits(built: Company) -> None:
    assert coalitions(built, "created")["won"] == (0b11, 1, 100)
    assert coalitions(built, "won")["won"] == (0b111, 1, 100)
    assert coalitions(built, "won")["lost"] == (0b10, 1, 10.5)
    assert set(coalitions(built, "won")) == {"won", "lost"}


def test_deals_without_touch_and_without_amount_count(built: Company) -> None:
    untouched = [
        row[1:] for row in built.rows("path_coalitions", "coalition", "deals", "amount", "milestone") if not row[0]
    ]
    assert Counter(row[2] for row in untouched) == {"both": 2}
    assert {row[:2] for row in untouched} == {(1, 0), (1, 7)}
    assert coalitions(built.rebuilt("path_coalitions", side="all"), "created")["open"][0] in (0, 0b1000)


def test_channels_past_the_sixty_first_are_one(tmp_path: Path) -> None:
    touches = [f"T{n:02}-{times},2026-03-01,D{n},C{n:02},marketing" for n in range(64) for times in range(70 - n)]
    built = company(
        tmp_path,
        opportunities="\n".join(["opportunity_id,created_at", *(f"D{n},2026-04-01" for n in range(64))]),
        touches="\n".join(["touch_id,touched_at,opportunity_id,channel,side", *touches]),
    )
    rows = built.rows("path_coalitions", "coalition", "deals", "milestone")
    assert {coalition: deals for coalition, deals, milestone in rows if milestone == "both"} == {
        **{2**n: 1 for n in range(61)},
        2**61: 3,
    }
