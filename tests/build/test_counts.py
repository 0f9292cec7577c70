"""What was open, and what was resolved, at the end of each quarter, counted once for every filter."""

from datetime import date
from pathlib import Path

import pytest

from tests.build.company import Company, company

LEADS = """
    lead_id, created_at, mql_at, region
    still a lead, 2026-08-01, , EMEA
    now an MQL, 2026-05-01, 2026-07-02, EMEA
    silent, 2024-05-01, , AMER
"""
DEALS = """
    opportunity_id, created_at, closed_at, stage, is_closed, is_won, amount, currency, kind
    open, 2026-04-10, , Proposal, false, false, 1000, USD, new
    won, 2026-01-10, 2026-08-20, Closed Won, true, true, 500, USD, new
    lost, 2026-05-10, 2026-06-30, Closed Lost, true, false, 70, USD, renewal
"""
STAGES = """
    opportunity_id, stage, entered_at
    open, Discovery, 2026-04-10
    open, Proposal, 2026-07-15
    won, Discovery, 2026-01-10
    won, Discovery, 2026-02-10
    won, Proposal, 2026-03-10
"""
SPRING, SUMMER = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A company whose third quarter ends on the data cut-off."""
    folder: Path = tmp_path_factory.mktemp("counts")
    return company(folder, leads=LEADS, opportunities=DEALS, opportunity_stages=STAGES)


def test_a_deal_is_open_up_to_the_day_before_it_closes_in_the_stage_of_that_day(counted: Company) -> None:
    rows = counted.rows("open_counts", "open_on", "record", "stage", "kind", "records", "amount")
    deals = [row for row in rows if row[1] == "deal" and row[0] in (SPRING, SUMMER)]
    assert deals == [
        (SPRING, "deal", "Discovery", "new", 1, 1000),
        (SPRING, "deal", "Proposal", "new", 1, 500),
        (SUMMER, "deal", "Proposal", "new", 1, 1000),
    ]


def test_a_lead_is_open_in_the_stage_it_had_reached_until_silence_ends_it(counted: Company) -> None:
    rows = counted.rows("open_counts", "open_on", "record", "stage", "region", "records", "amount")
    assert [row for row in rows if row[1] == "lead" and row[0] in (date(2025, 3, 31), SPRING, SUMMER)] == [
        (date(2025, 3, 31), "lead", "lead", "AMER", 1, None),
        (SPRING, "lead", "lead", "EMEA", 1, None),
        (SUMMER, "lead", "lead", "EMEA", 1, None),
        (SUMMER, "lead", "mql", "EMEA", 1, None),
    ]


def test_a_deal_is_resolved_once_in_each_stage_that_it_passed(counted: Company) -> None:
    rows = counted.rows("resolved_counts", "looked_on", "record", "stage", "kind", "resolved", "won", "won_amount")
    assert [row for row in rows if row[1] == "deal" and row[0] == SUMMER] == [
        (SUMMER, "deal", "(any)", "new", 1, 1, 500),
        (SUMMER, "deal", "(any)", "renewal", 1, 0, 0),
        (SUMMER, "deal", "Discovery", "new", 1, 1, 500),
        (SUMMER, "deal", "Proposal", "new", 1, 1, 500),
    ]


def test_a_lead_that_fell_silent_is_resolved_and_one_that_may_still_move_is_not(counted: Company) -> None:
    ended = counted.by("lead_ends", "lead_id", "ended_on")
    assert ended == {"still a lead": date(2027, 8, 1), "now an MQL": date(2027, 7, 2), "silent": date(2025, 5, 1)}
    patient = counted.rebuilt("lead_ends", silent_days=None).by("lead_ends", "lead_id", "ended_on")
    assert set(patient.values()) == {None}
