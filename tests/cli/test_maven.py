"""The documented example of a mapping: a CRM extract with the traps of the real one, asked to the last figure."""

from pathlib import Path

import pytest

from tests.cli.typing_in import Desk

MAPPING = Path(__file__).resolve().parents[2] / "docs" / "examples" / "maven_crm" / "mapping.toml"
PIPELINE = """opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
1C1I7A6R,Ann Ames,GTX Plus Basic,Cancity,Won,10/20/2016,3/1/2017,1054
Z063OYW0,Bob Bell,GTXPro,Isdom,Won,10/25/2016,3/11/2017,4514
EC4QE1BX,Ann Ames,MG Special,Cancity,Lost,10/25/2016,4/1/2017,0
MV1LWRNH,Cleo Cox,GTX Basic,,Won,11/1/2016,6/30/2017,588
PE84CX4O,Cleo Cox,GTXPro,Codehow,Lost,11/5/2016,6/29/2017,0
ZNBS69V1,Ann Ames,GTXPro,Isdom,Won,1/1/2017,7/1/2017,5000
9ME3374G,Bob Bell,MG Special,,Engaging,11/3/2016,,
7GN8Q4LL,Cleo Cox,GTX Basic,Cancity,Prospecting,,,
"""
TEAMS = """sales_agent,manager,regional_office
Ann Ames,Max Moor,Central
Bob Bell,Max Moor,Central
Cleo Cox,Mia Mint,West
Dan Dorn,Mia Mint,East
"""
PRODUCTS = """product,series,sales_price
GTX Basic,GTX,550
GTX Pro,GTX,4821
GTX Plus Basic,GTX,1096
MG Special,MG,55
"""
COMPANIES = """account,sector,year_established,revenue,employees,office_location,subsidiary_of
Cancity,retail,2001,718.62,2448,United States,
Isdom,technolgy,2002,3178.24,4540,United States,
Codehow,software,1998,2714.9,2641,United States,Acme Corporation
"""


@pytest.fixture
def crm(empty: Desk) -> Desk:
    """A desk into which the extract was loaded."""
    texts = {"sales_pipeline": PIPELINE, "sales_teams": TEAMS, "products": PRODUCTS, "accounts": COMPANIES}
    files = [empty.file(f"{name}.csv", text) for name, text in texts.items()]
    said = empty.type("load", *files, "--mapping", MAPPING)
    assert said.code == 0, said.err
    report = [line.split() for line in said.out.split("\n\n")[0].splitlines()[1:]]
    assert [(row[0], row[-5:-1]) for row in report] == [
        ("sales_pipeline.csv", ["8", "8", "0", "0"]),
        ("sales_teams.csv", ["4", "4", "0", "0"]),
        ("products.csv", ["4", "4", "0", "0"]),
        ("accounts.csv", ["3", "3", "0", "0"]),
    ]
    assert said.err.endswith("data to 2017-07-01.\n")
    return empty


def win_rate(desk: Desk, *words: str) -> list[tuple[str | None, ...]]:
    """Deals and rates by a dimension."""
    said = desk.type("ask", "win_rate", "--format", "csv", *words)
    assert said.code == 0, said.err
    return [tuple(row.values())[:7] for row in said.csv]


def test_win_rates_to_the_last_figure(crm: Desk) -> None:
    assert win_rate(crm, "--quarter", "all") == [
        ("all", "4", "2", "2", str(4 / 6), "1.0", "11156.00"),
    ]
    assert win_rate(crm, "--quarter", "all", "--by", "region") == [
        ("Central", "3", "1", "1", "0.75", "1.0", "10568.00"),
        ("West", "1", "1", "1", "0.5", "1.0", "588.00"),
    ]
    assert win_rate(crm, "--quarter", "all", "--by", "quarter") == [
        ("(no quarter)", "0", "0", "2", None, None, "0.00"),
        ("2017Q1", "2", "0", "0", "1.0", "1.0", "5568.00"),
        ("2017Q2", "1", "2", "0", str(1 / 3), "1.0", "588.00"),
        ("2017Q3", "1", "0", "0", "1.0", "1.0", "5000.00"),
    ]
    assert win_rate(crm, "--quarter", "all", "--by", "product_family") == [
        ("GTX", "4", "1", "1", "0.8", "1.0", "11156.00"),
        ("MG", "0", "1", "1", "0.0", None, "0.00"),
    ]
    assert win_rate(crm, "--quarter", "2017Q2", "--by", "region") == [
        ("Central", "0", "1", "1", "0.0", None, "0.00"),
        ("West", "1", "1", "1", "0.5", "1.0", "588.00"),
    ]


def test_days_count_from_engaging_to_closing(crm: Desk) -> None:
    [row] = crm.type("ask", "win_rate", "--quarter", "2017Q1", "--format", "csv").csv
    assert (row["mean_cycle_days"], row["median_cycle_days"], row["mean_cycle_days_closed"]) == (
        "134.5",
        "134.5",
        "134.5",
    )


def test_what_the_extract_lacks_is_said(crm: Desk) -> None:
    said = crm.type("ask", "funnel")
    assert (said.code, said.out) == (1, "")
    assert "“funnel” needs leads" in said.err
