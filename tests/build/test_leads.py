"""What the build makes of leads: whose they are, how far they got."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.build.company import company

ACCOUNTS = """
    account_id,name,website
    A1,Acme Inc.,https://www.acme.com/about
    A2,"Bolt, GmbH",bolt.de
    A3,Twin Ltd,twin.com
    A4,Twin,http://twin.com
    A5,Mail house,gmail.com
"""


@pytest.mark.parametrize(
    ("lead", "account", "route"),
    [
        ("A1,,", "A1", "account id"),
        ("A9,x@acme.com,", "A1", "e-mail domain"),
        (",X@ACME.COM ,Bolt", "A1", "e-mail domain"),
        (",x@gmail.com,BOLT AG", "A2", "company name"),
        (",,bolt gmbh", "A2", "company name"),
        (",x@twin.com,Twin", None, "none"),
        (",,", None, "none"),
    ],
)
def test_the_account_of_a_lead(tmp_path: Path, lead: str, account: str | None, route: str) -> None:
    """Case 55: a domain of several accounts, or of free mail, stays unmatched."""
    built = company(
        tmp_path,
        accounts=ACCOUNTS,
        leads=f"""
        lead_id,created_at,account_id,email,company
        L1,2026-01-01,{lead}
    """,
    )
    assert built.one("lead_links", "account_id", "account_route") == (account, route)


def test_the_person_of_a_lead(tmp_path: Path) -> None:
    """Case 54: one person with several addresses and leads is one person."""
    built = company(
        tmp_path,
        people="person_id,email\nP1,ann@acme.com",
        leads="""
        lead_id,created_at,person_id,email
        own,2026-01-01,P7,ann@acme.com
        contact,2026-01-01,,ANN@acme.com
        other lead,2026-01-01,P8,bob@acme.com
        of other lead,2026-01-01,,bob@acme.com
        e-mail,2026-01-01,,cat@acme.com
        lead,2026-01-01,,
    """,
    )
    assert built.by("lead_links", "lead_id", "person_key") == {
        "own": "P7",
        "contact": "P1",
        "other lead": "P8",
        "of other lead": "P8",
        "e-mail": "cat@acme.com",
        "lead": "lead",
    }


def test_the_opportunity_of_a_lead_by_conversion_then_by_role(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="opportunity_id,created_at\nbefore,2026-01-01\nfirst,2026-03-01\nlater,2026-04-01\nundated,",
        opportunity_people="""
            opportunity_id,person_id,lead_id
            later,,role
            later,P1,
            first,P1,
            before,P1,
            before,P2,
            undated,P2,
            nowhere,P3,
        """,
        leads="""
            lead_id,created_at,person_id,opportunity_id
            converted,2026-02-01,P1,later
            role,2026-02-01,P1,
            person,2026-02-01,P1,
            only before,2026-02-01,P2,
            orphan,2026-02-01,P3,nowhere
        """,
    )
    assert built.rows("lead_links", "lead_id", "opportunity_id", "opportunity_route") == [
        ("converted", "later", "converted"),
        ("only before", "before", "person role"),
        ("orphan", None, "none"),
        ("person", "first", "person role"),
        ("role", "later", "lead role"),
    ]


STAGES = ("mql_at", "sal_at", "sql_at", "opportunity_at", "won_at")


def test_a_skipped_stage_is_entered_at_the_next_date_and_not_timed(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        leads="""
        lead_id,created_at,mql_at,sal_at,sql_at
        L1,2026-01-01,2026-01-05,,2026-01-20
    """,
    )
    assert built.one("lead_journeys", *STAGES) == (
        datetime(2026, 1, 5),
        datetime(2026, 1, 20),
        datetime(2026, 1, 20),
        None,
        None,
    )
    assert built.one("lead_journeys", "is_mql_timed", "is_sal_timed", "is_sql_timed") == (True, False, True)


def test_entries_never_run_backwards(tmp_path: Path) -> None:
    """Case 40: a stage that is entered again, or backwards, is kept where the funnel stays monotone."""
    built = company(
        tmp_path,
        leads="""
        lead_id,created_at,mql_at,sal_at,sql_at
        L1,2026-01-10,2026-01-05,2026-02-01,2026-01-20
    """,
    )
    assert built.one("lead_journeys", *STAGES[:3]) == (
        datetime(2026, 1, 10),
        datetime(2026, 2, 1),
        datetime(2026, 2, 1),
    )
    assert built.one("lead_journeys", "is_mql_timed", "is_sal_timed", "is_sql_timed") == (False, True, False)


def test_a_date_without_time_is_in_order_on_its_day(tmp_path: Path) -> None:
    built = company(tmp_path, leads="lead_id,created_at,mql_at\nL1,2026-01-10 15:00,2026-01-10")
    assert built.one("lead_journeys", "mql_at", "is_mql_timed") == (datetime(2026, 1, 10, 15), True)


def test_a_date_after_the_cut_off_has_not_happened(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        leads="""
        lead_id,created_at,mql_at,rejected_at
        L1,2026-01-10,2026-10-01,2026-10-02
        L2,2026-10-01,,
    """,
    )
    assert built.one("lead_journeys", "lead_id", "mql_at", "rejected_at", "outcome") == ("L1", None, None, None)


def test_opportunity_and_won_are_those_of_the_linked_opportunity(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
            opportunity_id,created_at,closed_at,is_won
            won,2026-02-01,2026-03-01,true
            lost,2026-02-01,2026-03-01,false
            open,2026-02-01,,
            undated,,,
        """,
        leads="""
            lead_id,created_at,opportunity_id
            won,2026-01-01,won
            lost,2026-01-01,lost
            open,2026-01-01,open
            undated,2026-01-01,undated
        """,
    )
    assert built.rows("lead_journeys", "lead_id", "sal_at", "won_at", "left_at") == [
        ("lost", datetime(2026, 2, 1), None, datetime(2026, 3, 1)),
        ("open", datetime(2026, 2, 1), None, None),
        ("undated", None, None, None),
        ("won", datetime(2026, 2, 1), datetime(2026, 3, 1), None),
    ]


def test_outcome_of_the_hand_over(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        leads="""
        lead_id,created_at,mql_at,assigned_at,sal_at,rejected_at,reject_reason
        not yet,2026-01-01,,,,,
        undecided,2026-01-01,2026-01-02,2026-01-03,,,
        accepted,2026-01-01,2026-01-02,,2026-01-04,,
        rejected,2026-01-01,2026-01-02,2026-01-01,,2026-01-05,No budget
        recycled,2026-01-01,2026-01-02,,2026-01-09,2026-01-05,
        dropped,2026-01-01,2026-01-02,,2026-01-04,2026-01-09,
    """,
    )
    assert built.rows("lead_journeys", "lead_id", "outcome", "handed_over_at", "left_at") == [
        ("accepted", "accepted", datetime(2026, 1, 2), None),
        ("dropped", "accepted", datetime(2026, 1, 2), datetime(2026, 1, 9)),
        ("not yet", None, None, None),
        ("recycled", "accepted", datetime(2026, 1, 2), None),
        ("rejected", "rejected", datetime(2026, 1, 2), datetime(2026, 1, 5)),
        ("undecided", "undecided", datetime(2026, 1, 3), None),
    ]
    assert built.by("lead_journeys", "lead_id", "reject_reason")["rejected"] == "No budget"


def test_region_source_and_campaign_of_a_lead(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        accounts="account_id,region,segment\nA1,EMEA,SMB",
        users="user_id,region,name\nU1,APAC,Ada",
        campaigns="campaign_id,name,channel\nC1,Fair,Event",
        leads="""
            lead_id,created_at,region,account_id,owner_id,source,source_side,campaign_id
            own,2026-01-01,LATAM,A1,U1,Partner,,C1
            account,2026-01-01,,A1,U1,,marketing,
            owner,2026-01-01,,,U1,Webinar,,
        """,
    )
    assert built.rows("lead_journeys", "lead_id", "region", "segment", "source", "side", "channel", "campaign") == [
        ("account", "EMEA", "SMB", "(no source)", "marketing", "(no channel)", "(no campaign)"),
        ("own", "LATAM", "SMB", "Partner", "partner", "Event", "Fair"),
        ("owner", "APAC", "(no segment)", "Webinar", "marketing", "(no channel)", "(no campaign)"),
    ]


def test_leads_hand_over_to_opportunities_that_count_once(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
            opportunity_id,created_at,closed_at,is_won,kind
            D1,2026-02-01,2026-03-01,true,new
            D2,2026-02-01,2026-03-01,false,renewal
            D3,,,,
        """,
        leads="lead_id,created_at,opportunity_id\nL1,2026-01-01,D1\nL2,2026-01-02,D1",
    )
    entries = built.rows("stage_entries", "stage_no", "record_id", "inflow", "kind", "entered_at", "next_at", "left_at")
    opened, closed = datetime(2026, 2, 1), datetime(2026, 3, 1)
    assert [row for row in entries if row[0] == 1] == [
        (1, "L1", "lead", "(no kind)", datetime(2026, 1, 1), opened, None),
        (1, "L2", "lead", "(no kind)", datetime(2026, 1, 2), opened, None),
    ]
    assert [row for row in entries if row[0] in (5, 6)] == [
        (5, "D1", "lead", "new", opened, closed, None),
        (5, "D2", "sales", "renewal", opened, None, closed),
        (5, "D3", "sales", "(no kind)", None, None, None),
        (6, "D1", "lead", "new", closed, None, None),
    ]
