"""Groups B and C of the bad inputs: quirks of exports, and values that are none."""

from datetime import datetime

import pytest

from tests.ingest.loading import Desk, extract, many, rows

DEALS = "opportunity_id,created_at,amount,is_won"
GOOD = "O{n},2026-03-05,10.50,true"


def test_28_ids_of_15_and_18_characters_join(desk: Desk) -> None:
    accounts = desk.file("a.csv", rows("Id,Name,Industry", "0011G00000fV7vHQAS,Acme,Steel"))
    contacts = desk.file("c.csv", rows("Contact ID,Account ID,Email", "0031G00001QtDPl,0011G00000fV7vH,a@b.c"))
    loaded = desk.load(accounts, contacts)
    joined = loaded.tables["people"].join(loaded.tables["accounts"], on="account_id")
    assert joined["name"].to_list() == ["Acme"]


def test_29_ids_whose_case_was_changed_are_listed(desk: Desk) -> None:
    text = many("account_id,name", "A{n},x", 200, "0011g00000fv7vhQAS,y")
    assert "is a damaged id" in desk.csv(text).refused_lines()[202]


def test_30_ids_in_scientific_notation(desk: Desk) -> None:
    refused = desk.refused(rows("account_id,name", "3.06E+10,x", "3.07E+10,y"))
    assert refused.row == 2
    assert refused.column == "account_id"
    assert "“3.06E+10” is a damaged id (did a spreadsheet change its letters or digits?)" in str(refused)


def test_31_what_looks_like_numbers_or_formulas_stays_text(desk: Desk) -> None:
    names = ["007", "+44 20 7946 0000", "=HYPERLINK(x)", "1e5", "TRUE"]
    assert desk.csv(rows("account_id,name", *(f"{n},{name}" for n, name in enumerate(names)))).column("name") == names


def test_32_columns_in_another_order(desk: Desk) -> None:
    loaded = desk.csv(rows("is_won,amount,opportunity_id,unheard_of", "true,5,O1,x"))
    assert loaded.table.select("opportunity_id", "is_won").rows() == [("O1", True)]


def test_32_a_required_column_that_is_gone_is_named(desk: Desk) -> None:
    refused = desk.refused(rows("lead_id,status,company,source", "L1,x,y,z"))
    assert refused.column == "created_at"
    assert "it looks most like Tandem leads, but “created_at” is missing" in str(refused)
    assert "mapping file (--mapping)" in str(refused)


def test_32_a_required_column_of_salesforce_is_named(desk: Desk) -> None:
    refused = desk.refused(rows("Id,IsWon,CloseDate,Amount,AccountId", "0061G00000N38JZQAZ,true,2026-01-01,5,"))
    assert refused.column == "StageName"


def test_33_nothing_is_guessed_from_foreign_labels(desk: Desk) -> None:
    refused = desk.refused(rows("Propriétaire,Étape,Date de clôture", "a,b,c"))
    assert "it looks most like Salesforce opportunities, French labels" in str(refused)
    assert refused.column == "ID de l'opportunité"
    unknown = desk.refused(rows("Eigenaar,Fase,Sluitingsdatum", "a,b,c"))
    assert "it is not recognised: “Eigenaar”, “Fase”" in str(unknown)


def test_34_a_file_is_what_its_header_says(desk: Desk) -> None:
    loaded = desk.csv(rows("Id,Company,Status,CreatedDate", "00Q1G00000nDnM5UAK,x,New,2026-01-01"), "Opportunity.csv")
    assert set(loaded.tables) == {"leads"}


def test_34_too_little_of_a_file_is_known(desk: Desk) -> None:
    text = rows("currency,month,rate,a,b,c,d", "EUR,2026-01-01,1.1,1,2,3,4")
    assert "too few of its columns are known" in str(desk.refused(text))


def test_41_two_date_orders_in_one_column(desk: Desk) -> None:
    refused = desk.refused(rows(DEALS, "O1,13/02/2026,5,true", "O2,02/13/2026,5,true"))
    assert "“13/02/2026” puts the day first and “02/13/2026” the month" in str(refused)
    assert refused.column == "created_at"


def test_42_dates_that_may_be_read_both_ways_are_asked_about(desk: Desk) -> None:
    text = rows(DEALS, "O1,02/03/2026,5,true")
    refused = desk.refused(text)
    assert "it cannot be told whether “02/03/2026” puts the day or the month first" in str(refused)
    assert 'dates = "D/M/YYYY"' in str(refused)
    columns = {"opportunity_id": "opportunity_id", "created_at": "created_at"}
    for said, month in {"D/M/YYYY": 3, "M/D/YYYY": 2}.items():
        loaded = desk.csv(text, mapping=extract("opportunities", columns, f'dates = "{said}"'))
        assert loaded.column("created_at")[0].month == month  # type: ignore[attr-defined]


def test_42_a_date_against_the_order_that_was_said(desk: Desk) -> None:
    columns = {"opportunity_id": "id", "created_at": "at"}
    refused = desk.refused(
        rows("id,at", "1,24/2/2017"), mapping=extract("opportunities", columns, 'dates = "M/D/YYYY"')
    )
    assert "column “at”: “24/2/2017” is not a date of the form M/D/YYYY" in str(refused)
    assert refused.row == 2


@pytest.mark.parametrize("value", ["1900-02-29", "2026-02-30", "46086", "tomorrow", "2026-01-01T99:00:00Z"])
def test_43_what_is_no_date(desk: Desk, value: str) -> None:
    loaded = desk.csv(many(DEALS, GOOD, 200, f"O200,{value},5,true"))
    assert f"“{value}” is not a date" in loaded.refused_lines()[202]


def test_44_impossible_orders_of_dates_are_kept(desk: Desk) -> None:
    loaded = desk.csv(
        rows("opportunity_id,created_at,closed_at", "O1,2026-03-05,2025-03-05", "O2,0202-01-01,9999-01-01")
    )
    assert loaded.report.kept == 2
    assert loaded.column("created_at")[1] == datetime(202, 1, 1)


@pytest.mark.parametrize("value", ["NaN", "inf", "1e309", "1000000000000000", "12%", "5 apples"])
def test_50_51_52_what_is_no_amount(desk: Desk, value: str) -> None:
    loaded = desk.csv(many(DEALS, GOOD, 200, f"O200,2026-03-05,{value},true"))
    assert loaded.refused_lines() == {202: f"column “amount”: “{value}” is not an amount"}


@pytest.mark.parametrize("value", ["NaN", "-inf", "1e99"])
def test_51_what_is_no_rate(desk: Desk, value: str) -> None:
    refused = desk.refused(rows("currency,month,rate", f"EUR,2026-01-01,{value}"))
    assert "is not a rate" in str(refused)


def test_50_two_decimal_signs_in_one_column(desk: Desk) -> None:
    refused = desk.refused(rows(DEALS, 'O1,2026-03-05,"1,50",true', "O2,2026-03-05,1.50,true"))
    assert "“1,50” has a decimal comma and “1.50” a decimal point" in str(refused)


def test_50_ten_tenths_are_one(desk: Desk) -> None:
    loaded = desk.csv(many(DEALS, "O{n},2026-03-05,0.1,true", 10))
    assert str(loaded.table["amount"].sum()) == "1.00"


def test_yes_and_no_in_several_languages(desk: Desk) -> None:
    words = ["Yes", "no", "TRUE", "0", "ja", "Nein", "oui", "N"]
    loaded = desk.csv(rows("opportunity_id,is_won", *(f"{n},{word}" for n, word in enumerate(words))))
    assert loaded.column("is_won") == [True, False, True, False, True, False, True, False]


def test_neither_yes_nor_no(desk: Desk) -> None:
    loaded = desk.csv(many(DEALS, GOOD, 200, "O200,2026-03-05,5,perhaps"))
    assert "column “is_won”: “perhaps” is neither yes nor no" in loaded.refused_lines()[202]


def test_spellings_of_nothing(desk: Desk) -> None:
    for place, word in enumerate(["", " ", "-", "--", "#N/A", "NULL", "null", "N/A", "\u00a0"]):
        loaded = desk.csv(rows(DEALS + ",name", f"O1,{word},{word},{word},{word}"), f"{place}.csv")
        assert loaded.table.select("created_at", "amount", "is_won", "name").rows() == [(None, None, None, None)]


def test_north_america_is_not_nothing(desk: Desk) -> None:
    assert desk.csv(rows("account_id,region", "1,NA")).column("region") == ["NA"]


def test_a_touch_of_nobody(desk: Desk) -> None:
    loaded = desk.csv(many("touched_at,lead_id,person_id", "2026-01-01,L{n},", 200, "2026-01-01,,"))
    assert "none of person_id, lead_id, account_id, opportunity_id is filled" in loaded.refused_lines()[202]


def test_every_fault_of_a_row_is_said(desk: Desk) -> None:
    reason = desk.csv(many(DEALS, GOOD, 200, ",soon,many,perhaps")).refused_lines()[202]
    assert reason.count(";") == 3


def test_long_values_are_cut_in_sentences(desk: Desk) -> None:
    reason = desk.csv(many(DEALS, GOOD, 200, f"O200,2026-03-05,{'x' * 500},true")).refused_lines()[202]
    assert "…” is not an amount" in reason
    assert len(reason) < 120


RATED_USES = rows("asset_id,rating,used_at,rated_on", "1,5,2026-01-01,2026-01-02")


@pytest.mark.parametrize("table", ["asset_ratings", "asset_uses"])
def test_a_file_that_fits_two_exports_goes_by_its_name(desk: Desk, table: str) -> None:
    assert set(desk.csv(RATED_USES, f"{table}.csv").tables) == {table}


def test_a_file_that_fits_two_exports_is_asked_about(desk: Desk) -> None:
    refused = desk.refused(RATED_USES)
    assert "it may be Tandem asset_ratings or Tandem asset_uses" in str(refused)
