"""Which touches belong to which opportunity, and who brought it."""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from tandem.catalog import Catalog
from tests.build.company import Company, company

DEALS = "opportunity_id,created_at,account_id\nD1,2026-06-01 12:00,A1"


def test_touches_of_people_and_of_the_account(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        accounts="account_id,name\nA1,Acme",
        people="person_id,email,account_id\nP1,ann@acme.com,A1\nP2,bob@acme.com,A1\nP9,zoe@else.com,",
        leads="lead_id,created_at,email,opportunity_id,account_id\nL1,2026-01-01,ann@acme.com,,\nL2,2026-01-01,,D1,",
        opportunities=DEALS,
        opportunity_people="opportunity_id,person_id\nD1,P1\nD9,P2",
        touches="""
            touch_id,touched_at,person_id,lead_id,account_id,opportunity_id,side
            by contact,2026-05-01,P1,,,,marketing
            by e-mail of the lead,2026-05-02,,L1,,,marketing
            by converted lead,2026-05-03,,L2,,,marketing
            on the deal,2026-05-04,,,,D1,sales
            colleague,2026-05-05,P2,,,,marketing
            the company,2026-05-06,,,A1,,marketing
            a stranger,2026-05-07,P9,,,,marketing
            on no deal,2026-05-08,,,,D9,sales
        """,
    )
    assert built.rows("deal_touches", "touch_no", "touch_id", "by_people", "by_account") == [
        (1, "by contact", True, True),
        (2, "by e-mail of the lead", True, False),
        (3, "by converted lead", True, False),
        (4, "on the deal", True, True),
        (5, "colleague", False, True),
        (6, "the company", False, True),
    ]


def test_sent_only_is_no_touch_and_the_future_has_not_happened(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities=DEALS,
        touches="""
            touch_id,touched_at,opportunity_id,responded
            answered,2026-05-01,D1,true
            not said,2026-05-02,D1,
            sent,2026-05-03,D1,false
            to come,2026-10-01,D1,true
        """,
    )
    assert built.rows("deal_touches", "touch_id") == [("answered",), ("not said",)]


def test_touches_after_the_close_are_left_out(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="opportunity_id,created_at,closed_at,is_won\nD1,2026-05-01,2026-06-01,true",
        touches="touch_id,touched_at,opportunity_id\nthat day,2026-06-01 18:00,D1\nday after,2026-06-02,D1",
    )
    assert built.one("deal_touches", "touch_id") == ("that day",)


def test_ties_in_time_break_by_id_as_text_and_rows_without_id_are_numbered(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities=DEALS,
        touches="""
            touch_id,touched_at,opportunity_id,channel
            T9,2026-05-01,D1,Email
            T10,2026-05-01,D1,Event
            ,2026-05-02,D1,Web
            ,2026-05-03,D1,Search
        """,
    )
    assert built.rows("deal_touches", "touch_no", "channel") == [(1, "Event"), (2, "Email"), (3, "Web"), (4, "Search")]


def test_side_channel_and_campaign_of_a_touch(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        campaigns="campaign_id,name,channel\nC1,Fair,Event",
        opportunities=DEALS,
        touches="""
            touch_id,touched_at,opportunity_id,side,channel,campaign_id,kind
            T1,2026-05-01,D1,,,C1,Responded
            T2,2026-05-02,D1,Sales,Phone,,Call
            T3,2026-05-03,D1,,,C9,
            T4,2026-05-04,D1,,,,
        """,
    )
    assert built.rows("deal_touches", "touch_no", "side", "channel", "campaign", "touch_kind") == [
        (1, "marketing", "Event", "Fair", "responded"),
        (2, "sales", "Phone", "(no campaign)", "call"),
        (3, "marketing", "(no channel)", "C9", "(no kind)"),
        (4, "unknown", "(no channel)", "(no campaign)", "(no kind)"),
    ]


def sourced(folder: Path, touches: str, created_at: str = "2026-06-01 12:00") -> dict[object, object]:
    """The source of one opportunity under each rule, from its touches (id, time, side)."""
    listed = "\n".join(f"{line.strip()},D1" for line in touches.strip().splitlines())
    return company(
        folder,
        opportunities=f"opportunity_id,created_at,lead_source\nD1,{created_at},Outbound",
        touches=f"touch_id,touched_at,side,opportunity_id\n{listed}" if listed else "touch_id,touched_at",
    ).by("deal_sources", "rule", "source_class")


@pytest.mark.parametrize(
    ("touches", "first_touch", "before_sales"),
    [
        ("", "unknown", "unknown"),
        ("T1,2026-05-01,sales", "sales", "sales"),
        ("T1,2026-05-01,marketing", "marketing", "marketing"),
        ("T1,2026-05-01,partner", "partner", "partner"),
        ("T1,2026-05-01,unknown", "unknown", "unknown"),
        ("T1,2026-05-01,marketing\nT2,2026-05-02,sales", "marketing", "marketing"),
        ("T1,2026-05-01,sales\nT2,2026-05-02,marketing", "sales", "sales"),
        ("T1,2026-05-01,partner\nT2,2026-05-02,sales\nT3,2026-05-03,marketing", "partner", "partner"),
        ("T1,2026-05-01,partner\nT2,2026-05-02,marketing\nT3,2026-05-03,sales", "partner", "marketing"),
        ("T1,2026-06-01 12:00,marketing", "marketing", "marketing"),
        ("T1,2026-06-01 12:00:01,marketing", "unknown", "unknown"),
        ("T1,2025-06-01 12:00,marketing", "marketing", "marketing"),
        ("T1,2025-06-01 11:59:59,marketing", "unknown", "marketing"),
        ("T1,2023-05-01,sales\nT2,2026-05-01,marketing", "marketing", "sales"),
        ("T1,2023-05-01,marketing\nT2,2026-05-01,sales", "sales", "marketing"),
        ("T1,2023-05-01,partner\nT2,2026-05-01,sales", "sales", "partner"),
        ("T1,2026-05-01,marketing\nT2,2026-07-01,sales", "marketing", "marketing"),
        ("T1,2026-06-15,marketing\nT2,2026-07-01,sales", "unknown", "sales"),
        ("T1,2026-07-01,sales", "unknown", "sales"),
        ("T2,2026-05-01,marketing\nT1,2026-05-01,sales", "sales", "sales"),
        ("T1,2026-05-01,unknown\nT2,2026-05-02,marketing", "unknown", "marketing"),
    ],
)
def test_the_rules_of_sourcing(tmp_path: Path, touches: str, first_touch: str, before_sales: str) -> None:
    assert sourced(tmp_path, touches) == {
        "crm_field": "sales",
        "first_touch": first_touch,
        "before_sales": before_sales,
    }


@pytest.mark.parametrize(
    ("touched_at", "source"),
    [
        ("2026-06-01 23:59:59", "marketing"),
        ("2026-06-02", "unknown"),
        ("2025-06-01", "marketing"),
        ("2025-05-31 23:59:59", "unknown"),
    ],
)
def test_an_opening_that_is_only_a_date_is_its_whole_day(tmp_path: Path, touched_at: str, source: str) -> None:
    assert sourced(tmp_path, f"T1,{touched_at},marketing", "2026-06-01")["first_touch"] == source


def test_an_undated_opportunity_has_no_first_touch(tmp_path: Path) -> None:
    assert sourced(tmp_path, "T1,2026-05-01,marketing", "") == {
        "crm_field": "sales",
        "first_touch": "unknown",
        "before_sales": "unknown",
    }


def colleagues(folder: Path) -> Company:
    """One opportunity whose only touch in a year is a colleague's; its own person was touched three years ago."""
    return company(
        folder,
        accounts="account_id,region,is_target\nA1,EMEA,true",
        people="person_id,account_id\nP1,A1\nP2,A1",
        opportunities=DEALS,
        opportunity_people="opportunity_id,person_id\nD1,P1",
        touches="""
            touch_id,touched_at,person_id,side
            T1,2026-05-01,P2,marketing
            T2,2023-05-01,P1,sales
            T3,2026-05-02,P2,marketing
            T4,2026-05-03,P2,partner
        """,
    )


@pytest.mark.parametrize(
    ("lookback_days", "match", "source"),
    [(365, "people", "unknown"), (365, "account", "marketing"), (None, "people", "sales"), (30, "account", "partner")],
)
def test_look_back_and_match_are_the_readers(
    tmp_path: Path, lookback_days: int | None, match: str, source: str
) -> None:
    built = colleagues(tmp_path).rebuilt("deal_sources", lookback_days=lookback_days, match=match)
    assert built.by("deal_sources", "rule", "source_class")["first_touch"] == source


def test_accounts_by_quarter(tmp_path: Path) -> None:
    built = colleagues(tmp_path)
    columns = ("quarter", "account_id", "region", "is_target", "marketing_touches", "sales_touches", "people")
    assert built.rows("account_quarters", *columns) == [
        ("2023Q2", "A1", "EMEA", True, 0, 1, 1),
        ("2026Q2", "A1", "EMEA", True, 2, 0, 1),
    ]


def test_a_touch_knows_its_account_by_person_lead_and_deal(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        accounts="account_id,region\nA1,EMEA\nA2,APAC",
        people="person_id,account_id\nP1,A1",
        leads="lead_id,created_at,account_id,region\nL1,2026-01-01,A2,\nL2,2026-01-01,,LATAM",
        opportunities=DEALS,
        touches="""
            touch_id,touched_at,person_id,lead_id,account_id,opportunity_id
            person,2026-05-01,P1,,,
            lead,2026-05-01,,L1,,
            lead alone,2026-05-01,,L2,,
            deal,2026-05-01,,,,D1
            orphan,2026-05-01,P8,,A9,
        """,
    )
    assert built.rows("known_touches", "touch_id", "person_key", "account_id", "region") == [
        ("deal", None, "A1", "EMEA"),
        ("lead alone", "L2", None, "LATAM"),
        ("lead", "L1", "A2", "APAC"),
        ("orphan", "P8", None, "(no region)"),
        ("person", "P1", "A1", "EMEA"),
    ]


def test_milestones_without_touch(tmp_path: Path) -> None:
    built = company(tmp_path, opportunities="opportunity_id,created_at\nD1,2026-06-01 12:00\nD2,")
    assert built.rows("deal_credits", "opportunity_id", "milestone", "channel", "full_weight") == [
        ("D1", "both", "(no touch)", 1),
        ("D2", "both", "(no touch)", 1),
    ]


def test_every_window_over_the_touches_of_a_deal_has_one_order() -> None:
    """One sort serves all of them here, so that a missing tie-break shows on another engine only."""
    parsed = sqlglot.parse_one(Catalog.load().build["deal_touches"].text, read="duckdb")
    windows = list(parsed.find_all(exp.Window))
    assert len(windows) > 5
    assert {window.args["order"].sql("duckdb") for window in windows} == {"ORDER BY touched_at, touch_id"}
