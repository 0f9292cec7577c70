"""What is said of reach: up, down, flat, singular, plural, too few, nothing."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tandem.domain import Quarter
from tandem.words import reach


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def sides(both: int, marketing: int, sales: int, nobody: int) -> pl.DataFrame:
    """`reach_by_side` with these numbers of target accounts."""
    number = {"both": both, "marketing": marketing, "sales": sales, "partner": 0, "nobody": nobody}
    whole = sum(number.values())
    shares = [part / whole if whole else None for part in number.values()]
    return pl.DataFrame(
        {"engaged_by": list(number), "accounts": list(number.values()), "share": shares},
        schema_overrides={"share": pl.Float64},
    )


def headline(value: float | None, previous: float | None) -> dict[str, Any]:
    """The row of the headline."""
    return {"value": value, "previous": previous}


@pytest.mark.parametrize(
    ("row", "numbers", "sentence"),
    [
        (
            headline(0.51, 0.53),
            (26, 15, 10, 49),
            "We engaged 51 % of target accounts, down 2 points; nobody reached 49",
        ),
        (headline(0.51, 0.50), (26, 15, 10, 49), "We engaged 51 % of target accounts, up 1 point; nobody reached 49"),
        (headline(0.51, 0.51), (26, 15, 10, 49), "We engaged 51 % of target accounts, unchanged; nobody reached 49"),
        (headline(1.0, None), (20, 0, 0, 0), "We engaged 100 % of target accounts; every one was reached"),
        (headline(0.5, 0.1), (2, 0, 0, 2), "We engaged 2 of 4 target accounts: too few to say as a share"),
        (headline(1.0, 0.1), (1, 0, 0, 0), "We engaged 1 of 1 target account: too few to say as a share"),
        (headline(None, None), (0, 0, 0, 0), "No target accounts to reach"),
    ],
)
def test_the_finding_says_the_share_its_change_and_who_is_missed(
    row: dict[str, Any], numbers: tuple[int, int, int, int], sentence: str
) -> None:
    assert said(reach.finding(row, sides(*numbers))) == sentence


def test_the_overlap_of_the_sides_is_said() -> None:
    assert (
        said(reach.overlap(sides(26, 15, 10, 49))) == "Both sides reached 26 %, marketing alone 15 %, sales alone 10 %."
    )
    assert reach.overlap(sides(0, 0, 0, 0)) == "No target accounts fall under these filters."
    assert said(reach.told(sides(26, 15, 10, 49))).startswith("Both sides: 26 %, 26; Marketing only: 15 %, 15")


def test_the_bars_are_the_quarter_and_those_it_is_compared_with() -> None:
    assert reach.bars(Quarter(2026, 3)) == {"2026Q3": "share", "2026Q2": "previous", "2025Q3": "year_ago"}
    assert reach.bars(None) == {"All time": "share"}


CELLS = pl.DataFrame(
    [
        ("EMEA", "SMB", 26, 11, 0.42, 0.26, 0.61),
        ("DACH", "SMB", 11, 3, 0.27, 0.1, 0.57),
        ("APAC", "SMB", 2, 0, 0, 0, 1),
    ],
    schema=["region", "segment", "targets", "engaged", "share", "low", "high"],
    orient="row",
)


def test_the_least_engaged_cell_with_enough_targets_is_named() -> None:
    assert said(reach.least(CELLS)) == "Lowest in DACH, SMB: 27 % (10 % to 57 %)."
    assert [row["Region"] for row in reach.cell_table(CELLS)] == ["DACH", "EMEA"]
    assert reach.least(CELLS.clear()).endswith("too few to say.")
    assert [said(reach.cell(row)) for row in CELLS.to_dicts()[1:]] == [
        "DACH, SMB: 27 %, 3 of 11 engaged",
        "APAC, SMB: 0 of 2: too few to say, 0 of 2 engaged",
    ]
    assert reach.cell(None) == ""


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        ((0.26, 0.1, 0.57), "None of those with ten target accounts is surely below the best, EMEA, SMB (42 %): the"),
        ((0.26, 0.1, 0.2), "Surely below the best, EMEA, SMB (42 %): 1 of 2 with ten target accounts."),
    ],
)
def test_how_many_are_surely_less_engaged_is_said(ends: tuple[float, float, float], sentence: str) -> None:
    best, low, high = ends
    is_best = pl.col("region") == "EMEA"
    cells = CELLS.with_columns(
        low=pl.when(is_best).then(best).otherwise(low), high=pl.when(is_best).then(0.6).otherwise(high)
    )
    assert said(reach.behind(cells)).startswith(sentence)
    assert reach.behind(CELLS.clear()).endswith("there is none.")


def space(*deals: int) -> pl.DataFrame:
    """White space: accounts with so many open deals of 1,000 each."""
    return pl.DataFrame(
        [
            {"account_id": f"A{n}", "name": None, "region": "EMEA", "segment": "SMB", "open_deals": number,
             "open_amount": 1000.0 * number, "last_touch_on": date(2026, 6, 13) if number else None}
            for n, number in enumerate(deals)
        ],
        schema={"account_id": pl.String, "name": pl.String, "region": pl.String, "segment": pl.String,
                "open_deals": pl.Int64, "open_amount": pl.Float64, "last_touch_on": pl.Date},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("deals", "sentence"),
    [
        ((2, 1, 0), "Nobody reached 3 target accounts; 2 of them have open deals, over USD 3.0 k."),
        ((1,), "Nobody reached 1 target account; it has open deals over USD 1.0 k."),
        ((0,), "Nobody reached 1 target account; it has no open deal."),
        ((1, 0), "Nobody reached 2 target accounts; 1 of them has an open deal, over USD 1.0 k."),
        ((0, 0), "Nobody reached 2 target accounts; none has an open deal."),
        ((), "Every target account was reached."),
    ],
)
def test_the_white_space_says_what_is_open_in_it(deals: tuple[int, ...], sentence: str) -> None:
    assert said(reach.white(space(*deals), "USD")) == sentence


def test_the_table_of_white_space_is_short_and_readable() -> None:
    table = reach.white_table(space(1, *[0] * 20), "USD")
    assert len(table) == reach.SHORT_LIST
    assert said(table[0]["Open pipeline"]) == "USD 1.0 k" and table[0]["Last touch"] == "13 Jun 2026"
    assert (table[1]["Account"], table[1]["Open pipeline"], table[1]["Last touch"]) == ("A1", "–", "never")


def group(opened: int, won: int) -> pl.DataFrame:
    """The summary of buying groups over so many open and won deals."""
    return pl.DataFrame({"state": ["open", "won"], "deals": [opened, won], "alone_share": [0.36, 0.34]})


def test_the_depth_of_buying_groups_compares_open_with_won() -> None:
    assert said(reach.depth(group(416, 199))) == "One person or none on 36 % of open deals and on 34 % of won deals."
    assert said(reach.depth(group(416, 0))) == "One person or none on 36 % of open deals."
    assert reach.depth(group(416, 4)) == "416 open deals and 4 won deals: too few to say how many people are on them."
    assert reach.depth(group(1, 0)).startswith("1 open deal and 0 won deals: too few")
    assert reach.depth(group(0, 0)) == "No deal is open and none was won."
