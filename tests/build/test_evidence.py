"""What the build makes of collateral, spend, quarters and sellers, and how much of it joins."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.build.company import DIRTY, company


def test_uses_that_a_buyer_saw(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        asset_uses="""
        use_id,asset_id,used_at,kind
        U1,S1,2026-05-01,Share
        U2,S1,2026-05-01,present
        U3,S1,2026-05-01,Buyer view
        U4,S1,2026-05-01,view
        U5,S1,2026-05-01,download
        U6,S1,2026-05-01,
        U7,S1,2026-10-01,share
    """,
    )
    assert built.by("asset_use_events", "use_id", "is_buyer_facing") == {
        "U1": True,
        "U2": True,
        "U3": True,
        "U4": False,
        "U5": False,
        "U6": False,
    }


def test_region_of_a_use(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        users="user_id,email,region\nU1,Ada@tandem.example,LATAM",
        accounts="account_id,region,segment\nA1,EMEA,SMB\nA2,,",
        opportunities="opportunity_id,created_at,region,account_id\nD1,2026-01-01,APAC,A1",
        asset_uses="""
            use_id,asset_id,used_at,user_id,opportunity_id,account_id
            deal,S1,2026-05-01,U1,D1,
            account,S1,2026-05-01,U1,D9,A1
            seller,S1,2026-05-01,U1,,A2
            by e-mail,S1,2026-05-01,ada@TANDEM.example,,
            stranger,S1,2026-05-01,U9,,A9
        """,
    )
    columns = ("use_id", "region", "segment", "user_id", "opportunity_id", "account_id")
    assert built.rows("asset_use_events", *columns) == [
        ("account", "EMEA", "SMB", "U1", None, "A1"),
        ("by e-mail", "LATAM", "(no segment)", "U1", None, None),
        ("deal", "APAC", "SMB", "U1", "D1", "A1"),
        ("seller", "LATAM", "(no segment)", "U1", None, "A2"),
        ("stranger", "(no region)", "(no segment)", "U9", None, None),
    ]


def test_a_seller_in_two_systems_is_one(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        users="""
            user_id,name,email,region,team
            0x,ada@tandem.example,ada@tandem.example,,sales
            U1,Ada,Ada@Tandem.example,EMEA,sales
            U2,Bob,bob@tandem.example,,marketing
            1x,bob@tandem.example,bob@tandem.example,,sales
            U3,,,,
        """,
        asset_uses="use_id,asset_id,used_at,user_id\n1,S1,2026-05-01,0x\n2,S1,2026-05-01,1x\n3,S1,2026-05-01,U3",
        asset_ratings="asset_id,rating,user_id\nS1,4,0x",
    )
    assert built.rows("sellers", "user_id", "name", "team") == [
        ("U1", "Ada", "sales"),
        ("U2", "Bob", "marketing"),
        ("U3", "U3", "sales"),
    ]
    assert built.by("asset_use_events", "use_id", "user_id") == {"1": "U1", "2": "U2", "3": "U3"}
    assert built.one("asset_rating_events", "user_id", "region") == ("U1", "EMEA")


def test_uses_without_an_id_are_numbered(tmp_path: Path) -> None:
    built = company(tmp_path, asset_uses="use_id,asset_id,used_at\n,S1,2026-05-02\n,S1,2026-05-01\nU1,S1,2026-05-01")
    assert built.rows("asset_use_events", "use_id", "used_on") == [
        ("U1", date(2026, 5, 1)),
        ("row 000000000001", date(2026, 5, 1)),
        ("row 000000000002", date(2026, 5, 2)),
    ]


def test_assets_and_their_ratings(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        users="user_id,region\nU1,EMEA",
        assets="asset_id,title,kind,origin,published_on,cost\nS1,Deck,deck,Rep,2026-01-01,100\nS2,,,,,",
        asset_ratings="asset_id,rating,user_id,rated_on\nS1,5,U1,2026-05-01\nS1,1,,\nS1,1,,2026-10-01",
    )
    assert built.rows("asset_shelf", "asset_id", "title", "asset_kind", "origin", "cost") == [
        ("S1", "Deck", "deck", "rep", Decimal("100.00")),
        ("S2", "S2", "(no kind)", "marketing", None),
    ]
    assert built.rows("asset_rating_events", "rating", "region") == [(1, "(no region)"), (5, "EMEA")]


def test_spend_by_month_in_the_reporting_currency(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        campaigns="campaign_id,name,channel,region\nC1,Fair,Event,EMEA",
        fx_rates="currency,month,rate\nEUR,2026-05-01,1.5",
        spend="""
            month,amount,currency,side,channel,campaign_id,region
            2026-05-01,10,EUR,,,C1,
            2026-05-01,20,USD,,,C1,
            2026-05-01,30,,Sales,Travel,,APAC
            2026-06-01,40,EUR,,Travel,,
            2026-10-01,50,,,,,
        """,
    )
    assert built.rows("spend_months", "quarter", "side", "channel", "region", "campaign", "amount") == [
        ("2026Q2", "marketing", "Event", "EMEA", "Fair", Decimal("35.00")),
        ("2026Q2", "marketing", "Travel", "(no region)", "(no campaign)", None),
        ("2026Q2", "sales", "Travel", "APAC", "(no campaign)", Decimal("30.00")),
    ]


def test_quarters_end_exclusive(tmp_path: Path) -> None:
    built = company(tmp_path, leads="lead_id,created_at\nL1,2026-04-01")
    assert built.rows("quarters", "quarter", "start_on", "end_on") == [
        ("2026Q2", date(2026, 4, 1), date(2026, 7, 1)),
        ("2026Q3", date(2026, 7, 1), date(2026, 10, 1)),
    ]


def test_sellers_and_accounts(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        users="user_id,name,team,region,is_active\nU1,Ada,Marketing,EMEA,false\nU2,,,,",
        accounts="account_id,name,owner_id,is_target\nA1,Acme,U1,true\nA2,,,",
    )
    assert built.rows("sellers", "user_id", "name", "team", "region", "is_active") == [
        ("U1", "Ada", "marketing", "EMEA", False),
        ("U2", "U2", "sales", "(no region)", True),
    ]
    assert built.rows("target_accounts", "account_id", "name", "region", "is_target") == [
        ("A1", "Acme", "EMEA", True),
        ("A2", "A2", "(no region)", False),
    ]


def test_how_much_joins(tmp_path: Path) -> None:
    built = company(tmp_path, DIRTY)
    coverage = built.rows("join_coverage", "measure", "part", "whole")
    assert {measure: (part, whole) for measure, part, whole in coverage} == {
        "leads with an account": (1, 2),
        "leads with a source": (1, 2),
        "leads with an opportunity, of those converted": (1, 2),
        "opportunities with a date of opening": (2, 3),
        "opportunities with a person": (1, 3),
        "opportunities with a source": (1, 3),
        "opportunities with stage history": (1, 3),
        "opportunities with a list price": (1, 3),
        "opportunities with an exchange rate, of those in another currency": (0, 1),
        "spend with an exchange rate, of that in another currency": (1, 2),
        "roles on a known opportunity": (1, 2),
        "touches with a known person or account": (2, 3),
        "touches with a campaign": (1, 3),
        "touches in each month, from the first to the last": (1, 1),
        "uses with a known asset": (1, 2),
        "uses with an opportunity": (1, 2),
        "dates in order": (4, 6),
        "records not dated after the cut-off": (10, 13),
    }


def test_a_month_without_a_touch_is_named(tmp_path: Path) -> None:
    days = ("2026-01-31", "2026-02-01", "2026-05-01", "2026-05-02", "2026-12-01")
    touches = "touch_id,touched_at\n" + "".join(f"T{day},{day} 10:00:00\n" for day in days)
    rows = company(tmp_path, {"touches": touches}).rows("join_coverage", "measure", "part", "whole", "remedy")
    [gaps] = [row for row in rows if str(row[0]).startswith("touches in each month")]
    assert gaps[1:] == (3, 5, "Export the touches of every month: none in that of 2026-03-01.")


def test_every_gap_has_a_remedy(tmp_path: Path) -> None:
    for (remedy,) in company(tmp_path).rows("join_coverage", "remedy"):
        assert str(remedy).endswith(".")


def test_extracts_are_counted(tmp_path: Path) -> None:
    built = company(tmp_path, DIRTY)
    assert built.rows("extract_rows", "extract", "row_count", "after_as_of", "amount") == [
        ("asset_uses", 2, 0, None),
        ("leads", 3, 1, None),
        ("opportunities", 4, 1, Decimal("40.00")),
        ("touches", 4, 1, None),
    ]


@pytest.mark.parametrize("tables", [DIRTY, {}], ids=["dirty", "empty"])
def test_every_invariant_holds(tmp_path: Path, tables: dict[str, str]) -> None:
    checks = company(tmp_path, tables).checks()
    assert len(checks) >= 8
    assert [check for check in checks if check.failed] == []
    assert tables == {} or all(check.checked for check in checks)
