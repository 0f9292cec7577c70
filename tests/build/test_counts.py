"""What was open, and what was resolved, at the end of each quarter, counted once for every filter."""

from datetime import date
from pathlib import Path

import pytest

from tests.build.company import Company, company

LEADS = """
    lead_id, created_at, mql_at, region, segment
    still a lead, 2026-08-01, , EMEA,
    now an MQL, 2026-05-01, 2026-07-02, EMEA,
    silent, 2024-05-01, , AMER, SMB
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


def test_a_deal_is_open_in_one_stage_after_the_other_and_before_the_first_in_the_one_of_today(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,closed_at,stage,is_closed,is_won
        D1,2026-01-10,2026-03-20,Closed Won,true,true
    """,
        opportunity_stages="""
        opportunity_id,stage,entered_at
        D1,Discovery,2026-02-01
        D1,Proposal,2026-03-01 09:00:00
        D1,Contract,2026-03-01 17:00:00
        D1,Closed Won,2026-03-20
    """,
    )
    assert built.rows("open_spans", "from_on", "until_on", "stage", "entered_on") == [
        (date(2026, 1, 10), date(2026, 2, 1), "Closed Won", date(2026, 1, 10)),
        (date(2026, 2, 1), date(2026, 3, 1), "Discovery", date(2026, 2, 1)),
        (date(2026, 3, 1), date(2026, 3, 20), "Contract", date(2026, 3, 1)),
    ]


def test_what_nobody_dated_is_open_from_ever_until_it_closed_and_never_without_a_close(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,closed_at,stage,is_closed,is_won
        closed,,2026-03-20,Closed Lost,true,false
        impossible,2026-04-01,2026-03-20,Closed Lost,true,false
        nobody knows when,2026-04-01,,Closed Lost,true,false
    """,
    )
    assert built.rows("open_spans", "record_id", "entered_on", "from_on", "until_on") == [
        ("closed", None, date(1, 1, 1), date(2026, 3, 20)),
    ]


def test_a_lead_is_open_in_each_stage_until_it_becomes_an_opportunity(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        leads="""
        lead_id,created_at,mql_at,sql_at,opportunity_id
        L1,2026-01-01,2026-01-15,2026-02-01,D1
    """,
        opportunities="""
        opportunity_id,created_at
        D1,2026-02-10
    """,
    )
    spans = built.rows("open_spans", "stage", "from_on", "until_on", "record")
    assert [span[:3] for span in spans if span[3] == "lead"] == [
        ("lead", date(2026, 1, 1), date(2026, 1, 15)),
        ("mql", date(2026, 1, 15), date(2026, 2, 1)),
        ("sql", date(2026, 2, 1), date(2026, 2, 10)),
    ]


def test_what_leaves_is_rejected_or_waits_for_sales_or_falls_silent_or_is_lost(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        leads="""
        lead_id,created_at,mql_at,assigned_at,rejected_at,reject_reason,opportunity_id
        rejected,2026-01-01,2026-01-02,2026-01-03,2026-01-09,No budget,
        waits,2026-01-01,2026-01-02,2026-01-05,,,
        silent,2026-01-01,,,,,
        became a deal,2026-01-01,2026-01-02,,,,lost
    """,
        opportunities="""
        opportunity_id,created_at,closed_at,is_won,amount
        lost,2026-01-03,2026-02-01,false,100
        won,2026-01-03,2026-02-01,true,100
    """,
    )
    assert set(built.rows("departures", "place", "reason", "record_id", "stage", "on_day", "amount")) == {
        ("rejected", "No budget", "rejected", "mql", date(2026, 1, 9), None),
        ("undecided", "(no decision)", "waits", "mql", date(2026, 1, 5), None),
        ("silent", "lead", "silent", "lead", date(2027, 1, 1), None),
        ("lost", "(no reason)", "lost", "(any)", date(2026, 2, 1), 100),
    }


def test_stages_of_sales_stand_in_the_order_in_which_deals_enter_them(counted: Company) -> None:
    stays = counted.rows("ended_stays", "process", "stage", "place", "stay_no", "days")
    assert [stay for stay in stays if stay[0] == "sales"] == [
        ("sales", "Discovery", 1, 1, 31),
        ("sales", "Discovery", 1, 1, 96),
        ("sales", "Discovery", 1, 2, 28),
        ("sales", "Proposal", 2, 1, 163),
    ]


def test_a_deal_is_resolved_once_in_each_stage_that_it_passed(counted: Company) -> None:
    rows = counted.rows("resolved_counts", "looked_on", "record", "stage", "kind", "resolved", "won", "won_amount")
    assert [row for row in rows if row[1] == "deal" and row[0] == SUMMER and row[4]] == [
        (SUMMER, "deal", "(any)", "new", 1, 1, 500),
        (SUMMER, "deal", "(any)", "renewal", 1, 0, 0),
        (SUMMER, "deal", "Discovery", "new", 1, 1, 500),
        (SUMMER, "deal", "Proposal", "new", 1, 1, 500),
    ]


def test_every_stage_and_segment_says_what_stands_in_for_it(counted: Company) -> None:
    columns = ("stage", "segment", "resolved", "of_resolved", "of_won", "of_priced", "of_won_amount", "any_resolved")
    rows = counted.rows("resolved_counts", "looked_on", "kind", "record", *columns)
    summer = {row[3:5]: row[5:] for row in rows if row[:3] == (SUMMER, "new", "deal")}
    assert {segment for _, segment in summer} == {"(no segment)", "SMB"}
    assert summer["Proposal", "SMB"] == (0, 1, 1, 1, 500, 1)
    assert summer["Closed Lost", "SMB"] == (0, 0, 0, 0, 0, 1)


def test_a_lead_that_fell_silent_is_resolved_and_one_that_may_still_move_is_not(counted: Company) -> None:
    ended = counted.by("lead_ends", "lead_id", "ended_on")
    assert ended == {"still a lead": date(2027, 8, 1), "now an MQL": date(2027, 7, 2), "silent": date(2025, 5, 1)}
    patient = counted.rebuilt("lead_ends", silent_days=None).by("lead_ends", "lead_id", "ended_on")
    assert set(patient.values()) == {None}


HANDED_OVER = """
    lead_id, created_at, mql_at, sal_at, region, opportunity_id
    won in time, 2026-01-05, 2026-01-10, 2026-02-01, EMEA, won
    not won, 2026-01-20, 2026-03-01, , EMEA,
    too young, 2026-09-01, 2026-09-02, , EMEA,
"""
WON = """
    opportunity_id, created_at, closed_at, is_won, amount, currency, lead_source, kind, account_id
    won, 2026-02-10, 2026-03-20, true, 500, USD, Webinar, new, A1
    open, 2026-02-11, , , 300, USD, , new, A1
    undated, , , , 40, USD, Webinar, new, A2
"""
ACCOUNTS = """
    account_id, name, is_target
    A1, Acme, true
    A2, Beta, true
    A3, Gamma, false
"""
TOUCHES = """
    touch_id, touched_at, account_id, side
    T1, 2026-02-01, A1, marketing
    T2, 2026-02-02, A3, marketing
"""


@pytest.fixture(scope="module")
def figured(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A company with leads won, not won and too young to judge, and accounts of which one target was touched."""
    folder: Path = tmp_path_factory.mktemp("figures")
    return company(folder, leads=HANDED_OVER, opportunities=WON, accounts=ACCOUNTS, touches=TOUCHES)


def test_a_figure_counts_its_records_in_their_quarter_and_among_all(figured: Company) -> None:
    rows = figured.rows("figure_counts", "quarter", "figure", "records", "whole", "part")
    assert [row[1:] for row in rows if row[0] == "2026Q1"] == [
        ("acceptance", 2, 2, 1),
        ("bookings", 1, 1, 500),
        ("conversion", 2, 2, 1),
        ("pipeline", 2, 2, 800),
        ("win_rate_value", 1, 500, 500),
    ]
    assert {row[0] for row in rows} == {"2026Q1", "all"}
    assert ("all", "pipeline", 3, 3, 840) in rows


def test_with_fewer_days_fewer_leads_are_too_young_and_fewer_are_won(figured: Company) -> None:
    rows = figured.rebuilt("figure_counts", within_days=7).rows("figure_counts", "quarter", "figure", "records", "part")
    assert [row for row in rows if row[1] in ("acceptance", "conversion")] == [
        ("2026Q1", "acceptance", 2, 0),
        ("2026Q1", "conversion", 2, 0),
        ("2026Q3", "acceptance", 1, 0),
        ("2026Q3", "conversion", 1, 0),
        ("all", "acceptance", 3, 0),
        ("all", "conversion", 3, 0),
    ]


def test_what_is_disputed_is_the_amount_that_the_two_rules_give_to_different_sources(figured: Company) -> None:
    columns = ("quarter", "deals", "amount", "disputed", "squares")
    assert figured.rows("dispute_counts", *columns) == [("2026Q1", 2, 800, 500, 340_000), ("all", 3, 840, 540, 341_600)]
    by_account = figured.rebuilt("dispute_counts", match="account").rows("dispute_counts", *columns)
    assert by_account == [("2026Q1", 2, 800, 300, 340_000), ("all", 3, 840, 340, 341_600)]
    one_rule = figured.rebuilt("dispute_counts", marketing_rule="crm_field").rows("dispute_counts", "disputed")
    assert one_rule == [(0,), (0,)]


def test_target_accounts_count_from_the_first_touch_of_all_on(figured: Company) -> None:
    assert figured.rows("reach_counts", "quarter", "targets", "engaged") == [
        ("2026Q1", 2, 1),
        ("2026Q2", 2, 0),
        ("2026Q3", 2, 0),
        ("all", 2, 1),
    ]
