"""How the credit for an opportunity is shared, to the cent."""

from decimal import Decimal
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.attribution.reference import MODELS
from tests.build.company import Company, company

JOURNEY = """
    touch_id,touched_at,opportunity_id,channel,side
    T0,2026-01-01,D1,d0,marketing
    T20,2026-01-21,D1,d20,marketing
    T30,2026-01-31,D1,d30,marketing
    T60,2026-03-02,D1,d60,marketing
    T70,2026-03-12,D1,d70,marketing
    T110,2026-04-21,D1,d110,marketing
"""
WON = "opportunity_id,created_at,closed_at,is_won,amount\nD1,2026-03-12,2026-05-11,true,{amount}"


def journey(folder: Path, amount: str = "100000") -> Company:
    """The worked journey of the definitions: six touches, opened on day 70, won on day 130."""
    return company(folder, opportunities=WON.format(amount=amount), touches=JOURNEY)


def credited(built: Company, milestone: str, model: str) -> dict[object, object]:
    """The money of each channel at one milestone under one model."""
    rows = built.rows("deal_credits", "milestone", "channel", f"{model}_weight", f"{model}_amount")
    return {channel: amount for at, channel, weight, amount in rows if at in (milestone, "both") and weight}


def test_the_worked_journey(tmp_path: Path) -> None:
    built = journey(tmp_path)
    linear = dict.fromkeys(("d0", "d20", "d30", "d60"), Decimal("16666.67"))
    linear |= dict.fromkeys(("d70", "d110"), Decimal("16666.66"))
    assert credited(built, "any", "linear") == linear
    assert credited(built, "any", "first") == {"d0": Decimal(100000)}
    assert credited(built, "any", "last") == {"d110": Decimal(100000)}


def test_at_the_opening_only_touches_before_it_share(tmp_path: Path) -> None:
    built = journey(tmp_path)
    assert credited(built, "created", "last") == {"d70": Decimal(100000)}
    assert credited(built, "created", "linear") == dict.fromkeys(("d0", "d20", "d30", "d60", "d70"), Decimal(20000))


@pytest.mark.parametrize(
    ("amount", "shares"),
    [
        ("0.01", ["0.01", "0.00", "0.00", "0.00", "0.00"]),
        ("0.03", ["0.01", "0.01", "0.01", "0.00", "0.00"]),
        ("-0.03", ["-0.01", "-0.01", "-0.01", "0.00", "0.00"]),
        ("-100", ["-20.00"] * 5),
        ("0", ["0.00"] * 5),
        ("", ["0.00"] * 5),
        ("9999999999999.99", ["2000000000000.00"] * 4 + ["1999999999999.99"]),
    ],
)
def test_cents_left_over_go_to_the_earlier_touch(tmp_path: Path, amount: str, shares: list[str]) -> None:
    linear = credited(journey(tmp_path, amount), "created", "linear")
    assert [linear[channel] for channel in ("d0", "d20", "d30", "d60", "d70")] == [Decimal(share) for share in shares]


def test_touches_of_one_channel_and_campaign_are_one_row(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="opportunity_id,created_at,amount\nD1,2026-06-01,90",
        touches="""
            touch_id,touched_at,opportunity_id,channel,side
            T1,2026-05-01,D1,Email,marketing
            T2,2026-05-02,D1,Event,marketing
            T3,2026-05-03,D1,Email,marketing
            T4,2026-05-04,D1,Phone,sales
        """,
    )
    assert credited(built, "created", "linear") == {"Email": Decimal(60), "Event": Decimal(30)}
    assert credited(built.rebuilt("deal_credits", side="all"), "created", "last") == {"Phone": Decimal(90)}


def test_collapsed_repeats_count_once(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="opportunity_id,created_at,amount\nD1,2026-06-01,90",
        touches="""
            touch_id,touched_at,opportunity_id,channel,side
            T1,2026-05-01,D1,Email,marketing
            T2,2026-05-02,D1,Email,marketing
            T3,2026-05-03,D1,Event,marketing
            T4,2026-05-04,D1,Email,marketing
        """,
    ).rebuilt("deal_credits", path="collapsed")
    assert credited(built, "created", "linear") == {"Email": Decimal(60), "Event": Decimal(30)}


def test_a_look_back_is_inclusive(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="opportunity_id,created_at,amount\nD1,2026-06-01,90",
        touches="""
            touch_id,touched_at,opportunity_id,channel,side
            T1,2026-05-02,D1,thirty,marketing
            T2,2026-05-01,D1,thirty-one,marketing
        """,
    ).rebuilt("deal_credits", lookback_days=30)
    assert credited(built, "created", "first") == {"thirty": Decimal(90)}
    assert credited(built.rebuilt("deal_credits", lookback_days=None), "created", "first") == {
        "thirty-one": Decimal(90)
    }


def test_every_milestone_shares_the_whole_pipeline(tmp_path: Path) -> None:
    built = company(
        tmp_path,
        opportunities="""
        opportunity_id,created_at,closed_at,is_won,amount
        won,2026-01-01,2026-02-01,true,10
        lost,2026-01-01,2026-02-01,false,10
        undated,,,,10
        won undated,2026-01-01,,true,10
    """,
    )
    due = {(row[0], row[1]) for row in built.rows("deal_credits", "milestone", "opportunity_id")}
    everybody = {"won", "lost", "undated", "won undated"}
    assert due == {("both", deal) for deal in everybody}


Column = tuple[Any, ...]


def pairwise_columns(rows: list[tuple[Any, ...]]) -> list[tuple[Column, Column]]:
    """The columns of the rows two by two: the weights under each model and the money."""
    columns = list(zip(*rows, strict=True))
    return list(zip(columns[::2], columns[1::2], strict=True))


AMOUNTS = st.decimals(min_value="-1000000", max_value="1000000", places=2)
TOUCH = st.tuples(st.sampled_from("abc"), st.integers(1, 28))


@trying(max_examples=5, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, st.lists(TOUCH, max_size=9)), min_size=1, max_size=8))
def test_credit_adds_up_whatever_the_touches(deals: list[tuple[Decimal, list[tuple[str, int]]]]) -> None:
    listed = [f"D{deal},2026-06-01,{amount}" for deal, (amount, _) in enumerate(deals)]
    touches = [
        f"T{deal}-{number},2026-05-{day:02},D{deal},{channel},marketing"
        for deal, (_, made) in enumerate(deals)
        for number, (channel, day) in enumerate(made)
    ]
    with TemporaryDirectory() as folder:
        built = company(
            Path(folder),
            opportunities="\n".join(["opportunity_id,created_at,amount", *listed]),
            touches="\n".join(["touch_id,touched_at,opportunity_id,channel,side", *touches]),
        )
        columns = [f"{model}_{what}" for model in MODELS for what in ("weight", "amount")]
        rows = built.rows("deal_credits", "opportunity_id", "milestone", *columns)
    for (deal, _), shares in groupby(rows, key=lambda row: row[:2]):
        for weights, amounts in pairwise_columns([share[2:] for share in shares]):
            assert sum(amounts) == deals[int(str(deal)[1:])][0]
            assert abs(sum(weights) - 1) < 1e-9
