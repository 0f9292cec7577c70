"""Mapping files: the grammar, what it makes of columns, and what is said when it is wrong."""

import gzip
from datetime import datetime
from decimal import Decimal

import pytest

from tandem.errors import FileRefused
from tandem.ingest.extract import currency_in, find_column, plain
from tandem.ingest.mapping import canonical, presets, read_mapping
from tests.ingest.loading import Desk, extract, rows

DEALS = rows(
    "deal,agent,product,state,closed,worth",
    "D1,Ann,GTXPro,Won,3/1/2017,1054",
    "D2,Bob,GTX Pro,Lost,12/31/2017,0",
    "D3,Cid,MG,Open,,",
)
AGENTS = rows("agent,office", "Ann,West", "Bob,East")
PRODUCTS = rows("product,series,price", "GTX Pro,GTX,4821", "MG,MG,55")
DEAL = """
[[extract]]
name = "deals"
header = ["deal", "agent", "state"]
table = "opportunities"
dates = "M/D/YYYY"
[extract.columns]
opportunity_id = "deal"
owner_id = "agent"
closed_at = "closed"
amount = "worth"
is_won = "state"
product_family = "product"
[extract.values.is_won]
Won = true
Lost = false
[extract.values.product_family]
GTXPro = "GTX Pro"
[extract.lookup.region]
from = "agents.csv"
key = { agent = "agent" }
take = "office"
[extract.lookup.list_amount]
from = "products.csv"
key = { product = "product" }
take = "price"
[extract.lookup.product_family]
from = "products.csv"
key = { product_family = "product" }
take = "series"
[extract.constants]
kind = "new"
"""


def test_columns_values_lookups_and_constants(desk: Desk) -> None:
    files = [desk.file("deals.csv", DEALS), desk.file("agents.csv", AGENTS), desk.file("products.csv", PRODUCTS)]
    loaded = desk.load(*files, mapping=DEAL)
    columns = ["opportunity_id", "region", "amount", "list_amount", "is_won", "closed_at", "product_family", "kind"]
    assert loaded.table.select(columns).rows() == [
        ("D1", "West", Decimal(1054), Decimal(4821), True, datetime(2017, 3, 1), "GTX", "new"),
        ("D2", "East", Decimal(0), Decimal(4821), False, datetime(2017, 12, 31), "GTX", "new"),
        ("D3", None, None, Decimal(55), None, None, "MG", "new"),
    ]
    assert [report.recognised_as for report in loaded.reports] == ["deals", *["a file to look up in"] * 2]
    assert [report.kept for report in loaded.reports] == [3, 2, 2]


@pytest.mark.parametrize("name", ["agents.csv", "agents.csv.gz"])
def test_a_file_looked_up_in_may_be_packed(desk: Desk, name: str) -> None:
    packed = desk.file(name, gzip.compress(AGENTS.encode()))
    loaded = desk.load(desk.file("deals.csv", DEALS), packed, desk.file("products.csv", PRODUCTS), mapping=DEAL)
    assert loaded.column("region") == ["West", "East", None]


def test_a_file_to_look_up_in_must_be_there(desk: Desk) -> None:
    refused = desk.refusal(desk.file("deals.csv", DEALS), desk.file("products.csv", PRODUCTS), mapping=DEAL)
    assert "agents.csv, which is not among the files" in str(refused)
    assert "Load both files together." in str(refused)


def test_a_key_with_two_answers_gives_none(desk: Desk) -> None:
    files = [desk.file("deals.csv", DEALS), desk.file("products.csv", PRODUCTS)]
    agents = desk.file("agents.csv", AGENTS + "Ann,North\nBob,East\n")
    assert desk.load(*files, agents, mapping=DEAL).column("region") == [None, "East", None]


def test_a_lookup_goes_by_a_column_that_is_there(desk: Desk) -> None:
    files = [desk.file("deals.csv", DEALS), desk.file("agents.csv", AGENTS), desk.file("products.csv", PRODUCTS)]
    refused = desk.refusal(*files, mapping=DEAL.replace("{ agent =", "{ seller ="))
    assert "deals.csv, column “seller”" in str(refused)


def test_a_list_takes_the_first_that_is_filled(desk: Desk) -> None:
    mapping = '[[extract]]\ntable = "accounts"\nheader = ["a"]\n[extract.columns]\naccount_id = ["a", "b", "c"]'
    assert desk.csv(rows("a,b", "1,2", ",3", "4,"), mapping=mapping).column("account_id") == ["1", "3", "4"]


def test_a_prefix_takes_only_what_begins_so(desk: Desk) -> None:
    mapping = """
[[extract]]
table = "touches"
header = ["when", "who"]
[extract.columns]
touched_at = "when"
person_id = { column = "who", prefix = "P" }
lead_id = { column = "who", prefix = "L" }
"""
    loaded = desk.csv(rows("when,who", "2026-01-01,P1", "2026-01-02,L1"), mapping=mapping)
    assert loaded.table.sort("touched_at").select("person_id", "lead_id").rows() == [("P1", None), (None, "L1")]


def test_one_file_may_feed_several_tables(desk: Desk) -> None:
    mapping = extract("leads", {"lead_id": "id", "created_at": "when"}, header=["id", "when"]) + extract(
        "touches", {"lead_id": "id", "touched_at": "when"}, header=["id", "when"]
    )
    loaded = desk.csv(rows("id,when", "L1,2026-01-01"), mapping=mapping)
    assert set(loaded.tables) == {"leads", "touches"}
    assert [report.tables for report in loaded.reports] == [("leads",), ("touches",)]


def test_the_extract_that_names_most_columns_wins(desk: Desk) -> None:
    mapping = extract("accounts", {"account_id": "id"}) + extract("users", {"user_id": "id", "name": "name"})
    assert set(desk.csv(rows("id,name", "1,x"), mapping=mapping).tables) == {"users"}


def test_a_file_pattern_narrows_an_extract(desk: Desk) -> None:
    mapping = extract("accounts", {"account_id": "id"}, 'file = "acc*.csv"') + extract(
        "users", {"user_id": "id"}, 'file = "use*.csv"'
    )
    loaded = desk.load(desk.file("accs.csv", "id\n1\n"), desk.file("users.csv", "id\n2\n"), mapping=mapping)
    assert set(loaded.tables) == {"accounts", "users"}


def test_by_hand_goes_before_the_presets(desk: Desk) -> None:
    mapping = extract("users", {"user_id": "account_id"})
    assert set(desk.csv(rows("account_id,name", "1,x"), mapping=mapping).tables) == {"users"}


def test_unlisted_values_pass_but_for_yes_and_no(desk: Desk) -> None:
    more = '[extract.values.is_target]\nyes = "true"\n[extract.values.region]\nE = "EMEA"\n'
    mapping = extract("accounts", {"account_id": "id", "is_target": "t", "region": "r"}) + more
    loaded = desk.csv(rows("id,t,r", "1,yes,E", "2,maybe,W"), mapping=mapping)
    assert loaded.table.select("is_target", "region").rows() == [(True, "EMEA"), (None, "W")]


def test_constants_fill_what_is_empty(desk: Desk) -> None:
    mapping = extract("accounts", {"account_id": "id", "region": "r"}) + '[extract.constants]\nregion = "World"\n'
    assert desk.csv(rows("id,r", "1,EMEA", "2,"), mapping=mapping).column("region") == ["EMEA", "World"]


def test_a_column_for_the_last_change(desk: Desk) -> None:
    mapping = extract("accounts", {"account_id": "id", "name": "n"}, 'modified = "stamp"')
    loaded = desk.csv(rows("id,n,stamp", "1,new,2026-02-01", "1,old,2026-01-01"), mapping=mapping)
    assert loaded.column("name") == ["new"]
    assert loaded.report.superseded == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = ", "it is not TOML"),
        ("x = 1", "it has no [[extract]]"),
        ('[[extract]]\ntable = "deals"', "the table deals, which does not exist"),
        ('[[extract]]\ntable = "users"\ncolums = 1', "“users” says colums, which means nothing here"),
        ('[[extract]]\ntable = "users"\n[extract.columns]\nnick = "x"', "nick, which is no column of users"),
        ('[[extract]]\ntable = "users"\n[extract.lookup.region]\nfrom = "x.csv"', "lacks from, key or take"),
    ],
)
def test_a_mapping_outside_the_grammar_is_a_sentence(desk: Desk, text: str, sentence: str) -> None:
    refused = desk.refused("a\n1\n", mapping=text)
    assert sentence in str(refused)
    assert str(refused).startswith("mapping.toml")


def test_a_mapping_file_must_be_there(desk: Desk) -> None:
    with pytest.raises(FileRefused, match="there is no such mapping file"):
        read_mapping(desk.folder / "none.toml", by_hand=True)


def test_a_mapping_that_names_a_column_the_file_lacks(desk: Desk) -> None:
    mapping = extract("users", {"user_id": "id", "name": "nmae"}, header=["id"])
    refused = desk.refused(rows("id,name", "1,x"), mapping=mapping)
    assert "column “nmae”" in str(refused)


def test_a_required_column_that_nothing_gives(desk: Desk) -> None:
    mapping = extract("leads", {"lead_id": "id"})
    refused = desk.refused("id\n1\n", mapping=mapping)
    assert "column “created_at”: no column gives created_at, and leads need it." in str(refused)


def test_names_are_compared_without_case_blanks_prefix_and_suffix() -> None:
    assert plain("Opportunity: Close Date") == plain("close_date") == plain("CloseDate") == plain(" Close Date* ")
    assert plain("Amount spent (USD)") == plain("amount spent")
    assert plain("Étape") == "étape"
    assert plain("(all)") == "all"
    assert currency_in("Amount spent (USD)") == "USD"
    assert currency_in("Start Date (in UTC)") is None
    assert find_column("b", ["B", "b"]) == "b"
    assert find_column("b c", ["B_C"]) == "B_C"
    assert find_column("d", ["B_C"]) is None


def test_every_preset_and_own_name_is_well_formed() -> None:
    names = [known.name for known in (*presets(), *canonical())]
    assert len(names) == len(set(names))
    assert all(known.header for known in presets())
    assert len(canonical()) == 16


def test_a_file_looked_up_in_may_be_an_extract_itself(desk: Desk) -> None:
    mapping = DEAL + extract("users", {"user_id": "agent", "region": "office"})
    files = [desk.file("deals.csv", DEALS), desk.file("agents.csv", AGENTS), desk.file("products.csv", PRODUCTS)]
    loaded = desk.load(*files, mapping=mapping)
    assert loaded.tables["users"]["region"].to_list() == ["West", "East"]
    assert loaded.tables["opportunities"]["region"].to_list() == ["West", "East", None]


def test_a_file_looked_up_in_must_have_the_column(desk: Desk) -> None:
    mapping = DEAL + extract("users", {"user_id": "agent"})
    agents = desk.file("agents.csv", rows("agent,place", "Ann,West"))
    refused = desk.refusal(desk.file("deals.csv", DEALS), agents, desk.file("products.csv", PRODUCTS), mapping=mapping)
    assert "agents.csv, column “office”: deals.csv looks region up in this column" in str(refused)


def test_values_may_be_said_of_the_source_column(desk: Desk) -> None:
    mapping = extract("accounts", {"account_id": "id", "region": "area"}) + '[extract.values.area]\nE = "EMEA"\n'
    assert desk.csv(rows("id,area", "1,E"), mapping=mapping).column("region") == ["EMEA"]


def test_values_come_before_a_lookup_of_a_column_that_is_only_looked_up(desk: Desk) -> None:
    mapping = """
[[extract]]
table = "opportunities"
header = ["deal", "product"]
[extract.columns]
opportunity_id = "deal"
[extract.values.product_family]
GTXPro = "GTX Pro"
[extract.lookup.product_family]
from = "products.csv"
key = { product = "product" }
take = "series"
"""
    loaded = desk.load(desk.file("deals.csv", DEALS), desk.file("products.csv", PRODUCTS), mapping=mapping)
    assert loaded.column("product_family") == ["GTX", "GTX", "MG"]
