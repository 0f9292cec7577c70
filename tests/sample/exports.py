"""The sample company as its files tell it, read with nothing of the product."""

from functools import cache
from pathlib import Path

import polars as pl

KEPT = Path(__file__).resolve().parents[2] / "data" / "sample"
CUT_OFF = "2026-10-31"
MARKETING = ("Organic search", "Paid search", "Paid social", "Webinar", "Trade show", "Email", "Content syndication")


@cache
def export(name: str) -> pl.DataFrame:
    """The committed export of that name, every cell as text, empty cells null."""
    return pl.read_csv(KEPT / f"{name}.csv.gz", infer_schema=False, skip_rows=4 if name == "linkedin_ads" else 0)


def latest(name: str) -> pl.DataFrame:
    """The export with one row per Id: the one changed last."""
    return export(name).sort("LastModifiedDate").unique("Id", keep="last", maintain_order=True).sort("Id")


def quarter(column: str) -> pl.Expr:
    """The calendar quarter of a text that starts with a date, as 2026Q3."""
    number = (pl.col(column).str.slice(5, 2).cast(pl.Int64) + 2) // 3
    return pl.format("{}Q{}", pl.col(column).str.slice(0, 4), number)


def day(column: str) -> pl.Expr:
    """The date that a text starts with."""
    return pl.col(column).str.slice(0, 10).str.to_date()


@cache
def regions() -> pl.DataFrame:
    """The region of every account, else of its owner, else none."""
    users = export("User").select(pl.col("Id").alias("OwnerId"), pl.col("Region__c").alias("owner_region"))
    accounts = export("Account").join(users, on="OwnerId", how="left")
    return accounts.select(
        pl.col("Id").alias("AccountId"),
        pl.coalesce("Region__c", "owner_region").alias("region"),
        pl.col("Segment__c").alias("segment"),
    )


@cache
def deals() -> pl.DataFrame:
    """Every opportunity once with its amounts in dollars; renewals apart are left out."""
    rates = export("fx_rates").select(
        pl.col("currency").alias("CurrencyIsoCode"),
        pl.col("month").str.slice(0, 7).alias("month"),
        pl.col("rate").cast(pl.Float64),
    )
    dated = pl.when(pl.col("IsWon") == "true").then("CloseDate").otherwise("CreatedDate").str.slice(0, 7)
    rows = latest("Opportunity").filter(pl.col("Type").ne_missing("Renewal")).with_columns(dated.alias("month"))
    rate = pl.col("rate").fill_null(1.0)
    return (
        rows.join(rates, on=["CurrencyIsoCode", "month"], how="left")
        .with_columns(
            (pl.col("Amount").cast(pl.Float64) * rate).fill_null(0.0).alias("amount"),
            (pl.col("List_Amount__c").cast(pl.Float64) * rate).alias("list_amount"),
            (pl.col("IsWon") == "true").alias("is_won"),
            (pl.col("IsClosed") == "true").alias("is_closed"),
        )
        .join(regions(), on="AccountId", how="left")
    )


@cache
def leads() -> pl.DataFrame:
    """Every lead once; accepted also when only the later stage was stamped."""
    return latest("Lead").with_columns(
        pl.col("MQL_Date__c").is_not_null().alias("is_mql"),
        pl.coalesce("SAL_Date__c", "SQL_Date__c").is_not_null().alias("is_accepted"),
        pl.col("Rejected_Date__c").is_not_null().alias("is_rejected"),
    )


@cache
def people() -> pl.DataFrame:
    """Who stands behind each deal: converted leads and contact roles."""
    converted = leads().filter(pl.col("ConvertedOpportunityId").is_not_null())
    listed = export("OpportunityContactRole").select(
        pl.col("OpportunityId").alias("deal"), pl.col("ContactId").alias("person")
    )
    own = converted.select(pl.col("ConvertedOpportunityId").alias("deal"), pl.col("ConvertedContactId").alias("person"))
    return pl.concat([own, listed]).unique(maintain_order=True)


@cache
def touches() -> pl.DataFrame:
    """Every answered campaign, at the start of its day, and every task once: id, person, time, side, channel."""
    channels = export("Campaign").select(pl.col("Id").alias("CampaignId"), pl.col("Type").alias("channel"))
    members = export("CampaignMember").unique("Id").filter(pl.col("HasResponded") == "true")
    answered = members.join(channels, on="CampaignId").select(
        pl.col("Id").alias("touch"),
        pl.coalesce("ContactId", "LeadId").alias("person"),
        (pl.col("FirstRespondedDate") + "T00:00:00.000Z").alias("at"),
        pl.lit("marketing").alias("side"),
        "channel",
    )
    called = (
        export("Task")
        .unique("Id")
        .select(
            pl.col("Id").alias("touch"),
            pl.col("WhoId").alias("person"),
            pl.col("CreatedDate").alias("at"),
            pl.lit("sales").alias("side"),
            pl.lit(None, dtype=pl.String).alias("channel"),
        )
    )
    return pl.concat([answered, called])


@cache
def before_opening() -> pl.DataFrame:
    """Every touch of a deal's people before the deal was opened, with its age then in days, in order."""
    opened = deals().select(pl.col("Id").alias("deal"), pl.col("CreatedDate").alias("opened"), "amount")
    rows = people().join(opened, on="deal").join(touches(), on="person").filter(pl.col("at") <= pl.col("opened"))
    opened_at, touched_at = (pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%S.000Z") for name in ("opened", "at"))
    age = (opened_at - touched_at).dt.total_seconds() / 86_400
    return rows.with_columns(age.alias("age")).sort("deal", "at", "touch")
