"""Ad platforms export in three shapes; spend, targets, incentives and rates stand in Tandem's own columns."""

import gzip

import polars as pl
import pytest

from tests.sample.exports import KEPT, export


def raw(name: str) -> bytes:
    return gzip.decompress((KEPT / f"{name}.csv.gz").read_bytes())


def google() -> list[list[str]]:
    """The lines of the Google Ads export, cut at the tabs."""
    return [line.split("\t") for line in raw("google_ads").decode("utf-16").splitlines()]


def test_google_is_utf_16_with_a_mark_and_two_lines_before_the_header() -> None:
    assert raw("google_ads")[:2] == b"\xff\xfe"
    title, dates, header = google()[:3]
    assert title == ["Campaign report"]
    assert dates == ["November 1, 2023 - October 31, 2026"]
    assert header[:6] == ["Campaign status", "Campaign", "Campaign ID", "Day", "Currency code", "Cost"]
    assert {len(row) for row in google()[2:]} == {len(header)}


def test_google_s_totals_are_the_sums_of_its_days() -> None:
    rows = google()[3:]
    days, totals = rows[:-2], rows[-2:]
    assert [total[0] for total in totals] == ["Total: Campaigns", "Total: Account"]
    for column in (5, 6, 7, 8):
        numbers = [round(float(day[column].replace(",", "")) * 100) for day in days]
        assert {round(float(total[column].replace(",", "")) * 100) for total in totals} == {sum(numbers)}


def test_google_writes_thousands_with_commas() -> None:
    assert any("," in row[6] for row in google()[3:-2])
    assert "," in google()[-1][5]


def test_linkedin_has_lines_before_its_header_and_american_dates() -> None:
    lines = raw("linkedin_ads").decode("utf-8").splitlines()
    assert lines[0] == "Campaign Performance Report (in UTC)"
    assert lines[1].startswith("Report Start: 11/1/2023")
    assert lines[3] == ""
    assert lines[4].startswith("Start Date (in UTC),Account Name,Campaign Name,Campaign ID,Currency,Total Spent")
    assert all(line.split("/")[2].startswith("202") for line in lines[5:])
    assert any(int(line.split("/")[1]) > 12 for line in lines[5:])


def test_meta_has_a_mark_and_its_currency_in_the_header() -> None:
    assert raw("meta_ads").startswith(b"\xef\xbb\xbf")
    assert {"Reporting starts", "Reporting ends", "Day", "Amount spent (USD)"} <= set(export("meta_ads").columns)


@pytest.mark.parametrize("name", ["google_ads", "linkedin_ads", "meta_ads"])
def test_campaigns_of_the_platforms_are_those_of_salesforce(name: str) -> None:
    column = "Campaign name" if name == "meta_ads" else "Campaign Name"
    names = [row[1] for row in google()[3:-2]] if name == "google_ads" else export(name)[column].to_list()
    paid = export("Campaign").filter(pl.col("Type").is_in(["Paid search", "Paid social"]))["Name"]
    assert set(names) <= set(paid)
    assert len(set(names)) >= 30


def test_what_a_campaign_costs_is_what_its_platform_was_paid() -> None:
    paid = (
        export("meta_ads")
        .group_by(pl.col("Campaign name").alias("Name"))
        .agg(pl.col("Amount spent (USD)").cast(pl.Float64).sum().alias("paid"))
    )
    both = paid.join(export("Campaign"), on="Name")
    assert (both["paid"] - both["ActualCost"].cast(pl.Float64)).abs().max() < 1  # type: ignore[operator]


def test_sales_spends_in_every_month_and_region() -> None:
    rows = export("sales_spend")
    assert rows.height == 36 * 5
    assert set(rows["side"]) == {"sales"}
    assert (rows["month"].min(), rows["month"].max()) == ("2023-11-01", "2026-10-01")


def test_no_channel_is_paid_twice() -> None:
    assert not set(export("other_marketing_spend")["channel"]) & {"Paid search", "Paid social"}


def test_every_currency_has_a_rate_in_every_month() -> None:
    rates = export("fx_rates")
    needed = {"2023-11-01", "2024-02-01", "2025-12-01", "2026-10-01", "2027-09-01"}
    for currency in ("EUR", "GBP"):
        assert needed <= set(rates.filter(pl.col("currency") == currency)["month"])
    assert set(export("Opportunity")["CurrencyIsoCode"]) == {"USD", "EUR", "GBP"}


def test_promises_go_in_both_directions() -> None:
    targets = export("targets")
    assert {("marketing", "sales"), ("sales", "marketing")} <= set(targets.select("giver", "receiver").iter_rows())
    assert targets["quarter"].n_unique() == 13
    assert targets.select("quarter", "metric", "region").is_duplicated().sum() == 0


def test_every_quarter_ends_with_an_incentive() -> None:
    rows = export("incentives")
    assert {"2024-03-31", "2025-12-31", "2026-09-30"} <= set(rows["ends_on"])
    assert (rows["starts_on"] <= rows["ends_on"]).all()
    assert rows["ends_on"].max() <= "2026-10-31"  # type: ignore[operator]
