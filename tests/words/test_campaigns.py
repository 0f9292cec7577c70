"""What is said of campaigns under every model."""

import polars as pl

from tandem.words import campaigns
from tandem.words.campaigns import MONEY, RETURN

MODELS = ("first", "last")


def rows(*told: tuple[str, float | None, float, float]) -> pl.DataFrame:
    """Rows of `campaign_models`: campaign, spend, and what the first and the last model give it."""
    every = []
    for campaign, spend, *amounts in told:
        returns = [(amount - spend) / spend if spend else None for amount in amounts]
        known = [one for one in returns if one is not None]
        ends = (min(known), max(known)) if known else (None, None)
        every += [
            (campaign, "Email", model, amount, spend, roi, *ends)
            for model, amount, roi in zip(MODELS, amounts, returns, strict=True)
        ]
    columns = ["campaign", "channel", "model", "amount", "spend", "roi", "lowest", "highest"]
    return pl.DataFrame(every, schema=columns, orient="row")


PAID = rows(
    ("Always", 10.0, 30.0, 40.0), ("Never", 20.0, 0.0, 5.0), ("Depends", 5.0, 20.0, 1.0), ("Free", None, 90.0, 0.0),
    ("(no campaign)", 99.0, 0.0, 0.0),
)  # fmt: skip


def test_what_no_choice_of_a_model_changes() -> None:
    said = campaigns.finding(PAID)
    assert said.startswith(
        "Of 3 campaigns with spend, 1 brings back more than was spent under every model, 1 under none; for 1 it depends"
    )
    assert said.endswith("Spend that names no campaign is left out.")
    assert campaigns.finding(rows(("Always", 10.0, 30.0, 40.0))).startswith(
        "Of 1 campaign with spend, 1 brings back more than was spent under every model. Spend"
    )
    assert campaigns.finding(rows(("Free", None, 90.0, 0.0))).startswith("No spend of the period")
    assert campaigns.finding(rows(("(no campaign)", 5.0, 90.0, 0.0))).startswith("No touch of these deals names a")


def test_by_return_the_dearest_come_first_and_losses_are_quiet() -> None:
    table = campaigns.table(PAID, RETURN, MODELS, "USD")
    assert [line.name for line in table] == ["Never", "Always", "Depends"]
    never, always, depends = (line.cells for line in table)
    assert [cell.depth for cell in never] == [None, None]
    assert [cell.text for cell in always] == ["2.0×", "3.0×"]
    assert depends[0].depth == 1.0 and depends[1].text == "−0.8×"


def test_by_money_those_with_most_come_first() -> None:
    table = campaigns.table(PAID, MONEY, (*MODELS, "unheard of"), "USD")
    assert [line.name for line in table] == ["Free", "Always", "Depends", "Never"]
    free = table[0]
    assert [cell.text for cell in free.cells] == ["90", "–", "–"]
    assert (free.spend, free.cells[0].depth, free.cells[1].depth) == ("–", 1.0, None)


def test_what_is_taken_together_stands_under_the_channel_of_the_campaign() -> None:
    told = rows(("Fair", 10.0, 30.0, 40.0), ("Both", 10.0, 30.0, 40.0))
    other = told.filter(pl.col("campaign") == "Both").with_columns(channel=pl.lit("Event"))
    together = told.head(1).with_columns(channel=pl.lit("Other channels"), model=pl.lit("shapley"))
    of_both = other.head(1).with_columns(channel=pl.lit("Other channels"), model=pl.lit("shapley"))
    found = campaigns.told_apart(pl.concat([told, other, together, of_both]))
    assert found.columns == told.columns
    shapley = found.filter(pl.col("model") == "shapley")
    assert shapley.select("campaign", "channel").rows() == [("Fair", "Email"), ("Both", "Other channels")]
    [fair] = [line for line in campaigns.table(found, MONEY, ("first", "shapley"), "") if line.name == "Fair"]
    assert [one.text for one in fair.cells] == ["30", "30"]
