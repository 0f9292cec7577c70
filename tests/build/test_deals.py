"""What the build makes of opportunities."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.build.company import SETTINGS, company


def test_without_is_closed_an_opportunity_is_closed_when_it_says_won_or_lost(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,closed_at,is_closed,is_won
        won,2026-01-01,2026-02-01,,true
        lost,2026-01-01,2026-02-01,,false
        open,2026-01-01,2026-12-01,,
        said open,2026-01-01,2026-02-01,false,true
        said closed,2026-01-01,2026-02-01,true,
    """,
    )
    assert built.by("deals", "opportunity_id", "state") == {
        "won": "won",
        "lost": "lost",
        "open": "open",
        "said open": "open",
        "said closed": "lost",
    }


def test_a_close_after_the_cut_off_has_not_happened(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,closed_at,is_closed,is_won
        D1,2026-01-01,2026-10-01,true,true
    """,
    )
    assert built.one("deals", "state", "closed_on", "expected_close_on") == ("open", None, date(2026, 10, 1))


def test_the_last_day_counts_whole(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,closed_at,is_won
        D1,2026-01-01,2026-09-30 23:59:59,true
    """,
    )
    assert built.one("deals", "state", "closed_quarter") == ("won", "2026Q3")


def test_an_undated_opportunity_stays_and_one_of_the_future_is_left_out(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,is_won
        undated,,
        future,2026-10-01,
    """,
    )
    assert built.one("deals", "opportunity_id", "created_on", "created_quarter") == ("undated", None, None)


def test_region_is_its_own_else_its_accounts_else_its_owners(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        users="user_id,region\nU1,LATAM",
        accounts="account_id,region,segment\nA1,EMEA,Enterprise\nA2,,",
        opportunities="""
            opportunity_id,region,segment,account_id,owner_id
            own,APAC,SMB,A1,U1
            account,,,A1,U1
            owner,,,A2,U1
            nobody,,,A9,U9
        """,
    )
    assert built.rows("deals", "opportunity_id", "region", "segment") == [
        ("account", "EMEA", "Enterprise"),
        ("nobody", "(no region)", "(no segment)"),
        ("own", "APAC", "SMB"),
        ("owner", "LATAM", "(no segment)"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("New Business", "new"),
        ("new", "new"),
        ("newbusiness", "new"),
        ("Existing Business", "expansion"),
        ("Existing Customer - Upgrade", "expansion"),
        ("Upsell", "expansion"),
        ("Cross-sell", "expansion"),
        ("Add-On", "expansion"),
        ("Expansion", "expansion"),
        ("Renewal", "renewal"),
        ("Existing renewals", "renewal"),
        ("", "(no kind)"),
        ("Pilot", "(no kind)"),
    ],
)
def test_kind_by_its_text(tmp_path: Path, text: str, kind: str) -> None:
    built = company(tmp_path, opportunities=f"opportunity_id,kind\nD1,{text}")
    assert built.one("deals", "kind") == (kind,)


def test_amounts_take_the_rate_of_the_month_they_closed_or_opened(tmp_path: Path) -> None:
    """Case 49: converted by the rate of its month, else unknown."""
    built = company(
        tmp_path,
        fx_rates="currency,month,rate\nEUR,2026-01-01,1.1\nEUR,2026-02-01,1.25\nUSD,2026-01-01,9",
        opportunities="""
            opportunity_id,created_at,closed_at,is_won,amount,list_amount,currency
            closed,2026-01-05,2026-02-10,true,100.00,200.00,eur
            open,2026-01-05,2026-12-10,,100.00,,EUR
            own,2026-01-05,,,100.00,,USD
            none,2026-01-05,,,100.00,,
            no rate,2026-03-05,,,100.00,,EUR
        """,
    )
    assert built.rows("deals", "opportunity_id", "amount", "is_converted", "is_rated") == [
        ("closed", Decimal("125.00"), True, True),
        ("no rate", None, True, False),
        ("none", Decimal("100.00"), False, True),
        ("open", Decimal("110.00"), True, True),
        ("own", Decimal("100.00"), False, True),
    ]
    assert built.by("deals", "opportunity_id", "list_amount")["closed"] == Decimal("250.00")


def test_the_reporting_currency_is_a_setting(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        settings=replace(SETTINGS, currency="EUR"),
        opportunities="opportunity_id,created_at,amount,currency\nD1,2026-01-05,100.00,EUR\nD2,2026-01-05,100.00,USD",
    )
    assert built.by("deals", "opportunity_id", "amount") == {"D1": Decimal("100.00"), "D2": None}


def test_cycle_days_are_calendar_days_and_none_when_impossible(tmp_path: Path) -> None:
    """Case 44: a close before the opening is kept, and has no duration."""
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,closed_at,is_won
        late evening,2026-01-01 23:59,2026-01-03 00:01,true
        same day,2026-01-01 10:00,2026-01-01 09:00,true
        impossible,2026-01-10,2026-01-01,true
        open,2026-01-01,2026-01-09,
        undated,,2026-01-09,true
    """,
    )
    assert built.rows("deals", "opportunity_id", "cycle_days", "is_impossible") == [
        ("impossible", None, True),
        ("late evening", 2, False),
        ("open", None, False),
        ("same day", 0, False),
        ("undated", None, False),
    ]


def test_the_recorded_side_goes_before_the_side_of_the_source(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,lead_source,source_side
        side,Webinar,Sales
        source,WEBINAR,
        neither,Carrier pigeon,
        nothing,,
    """,
    )
    assert built.rows("deals", "opportunity_id", "side", "source") == [
        ("neither", "unknown", "Carrier pigeon"),
        ("nothing", "unknown", "(no source)"),
        ("side", "sales", "Webinar"),
        ("source", "marketing", "WEBINAR"),
    ]


def test_names_of_owner_account_and_campaign(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        users="user_id,name\nU1,Ada",
        accounts="account_id,name\nA1,Acme",
        campaigns="campaign_id,name,channel\nC1,Spring fair,Event",
        opportunities="""
            opportunity_id,owner_id,account_id,campaign_id,is_won,loss_reason
            known,U1,A1,C1,false,Price
            orphan,U9,A9,C9,false,
        """,
    )
    assert built.rows("deals", "owner", "account_name", "campaign", "channel", "loss_reason") == [
        ("Ada", "Acme", "Spring fair", "Event", "Price"),
        ("U9", "(no account)", "C9", "(no channel)", "(no reason)"),
    ]


def test_leads_and_people_of_an_opportunity(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        leads="""
            lead_id,created_at,person_id,email,opportunity_id
            L1,2026-01-02,P1,,D1
            L2,2026-01-01,,ann@acme.com,D1
        """,
        people="person_id,email\nP2,Ann@Acme.com",
        opportunity_people="opportunity_id,person_id,lead_id\nD1,P2,\nD1,P3,\nD1,,L1",
        opportunities="opportunity_id,created_at\nD1,2026-02-01\nD2,2026-02-01",
    )
    assert built.rows("deal_people", "opportunity_id", "person_key") == [("D1", "P1"), ("D1", "P2"), ("D1", "P3")]
    assert built.rows("deals", "opportunity_id", "inflow", "leads", "people", "first_lead_at") == [
        ("D1", "lead", 2, 3, datetime(2026, 1, 1)),
        ("D2", "sales", 0, 0, None),
    ]


def test_stays_in_the_stages_of_sales(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="opportunity_id,created_at,closed_at,is_won\nD1,2026-01-01,2026-03-01,true",
        opportunity_stages="""
            opportunity_id,stage,entered_at
            D1,Discovery,2026-01-01
            D1,Proposal,2026-02-01
            D1,Discovery,2026-02-10
            D1,Future,2026-10-10
            D9,Orphan,2026-01-01
        """,
    )
    assert [(row[0], row[2]) for row in built.rows("deal_stages", "stage", "entered_at", "left_at")] == [
        ("Discovery", datetime(2026, 2, 1)),
        ("Discovery", datetime(2026, 3, 1)),
        ("Proposal", datetime(2026, 2, 10)),
    ]
