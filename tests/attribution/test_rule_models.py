"""Every rule model against the plain reference, over generated companies and every way to ask."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.attribution.companies import AS_OF, COMPANIES, Response, Role, deals_of, tables, touches_of
from tests.attribution.reference import MODELS, Choice, Credit, Deal, Touch, cents_of, credits, weights_of
from tests.build.company import Company, company

CHOICES = st.builds(
    Choice,
    milestone=st.sampled_from(["created", "won", "any"]),
    lookback_days=st.sampled_from([365, 365, 30, 0, None]),
    match=st.sampled_from(["people", "account"]),
    side=st.sampled_from(["marketing", "all"]),
    path=st.sampled_from(["all", "collapsed"]),
    half_life_days=st.sampled_from([None, None, 30.0, 0.5]),
)


KEYS = ("milestone", "opportunity_id", "channel", "campaign")


def credited(built: Company, choice: Choice) -> Credit:
    """Weight and money by deal, model, channel and campaign, as the mart of credits has them."""
    settings = {name: value for name, value in vars(choice).items() if name != "milestone"}
    again = built.rebuilt("deal_credits", **settings)
    wanted = "created" if choice.milestone == "created" else "any"
    won = {deal for deal, state in again.rows("deals", "opportunity_id", "state") if state == "won"}
    shares = [f"{model}_{share}" for model in MODELS for share in ("weight", "amount")]
    return {
        (str(deal), model, str(channel), str(campaign)): (weight, Decimal(str(amount)))
        for milestone, deal, channel, campaign, *found in again.rows("deal_credits", *KEYS, *shares)
        if milestone in (wanted, "both") and (choice.milestone != "won" or deal in won)
        for model, weight, amount in zip(MODELS, found[::2], found[1::2], strict=True)
        if isinstance(weight, float) and weight
    }


@trying(max_examples=25, deadline=None)
@given(COMPANIES, st.lists(CHOICES, min_size=6, max_size=6))
def test_every_model_is_as_defined(company_drawn: tuple[list[Role], list[Response]], choices: list[Choice]) -> None:
    roles, responses = company_drawn
    deals, touches = deals_of(roles), touches_of(roles, responses)
    with TemporaryDirectory() as folder:
        built = company(Path(folder), tables(roles, responses))
        for choice in choices:
            expected = credits(deals, touches, choice, AS_OF)
            found = credited(built, choice)
            assert found.keys() == expected.keys(), choice
            assert {key: money for key, (_, money) in found.items()} == {
                key: money for key, (_, money) in expected.items()
            }, choice
            assert [weight for weight, _ in found.values()] == [
                pytest.approx(expected[key][0], rel=1e-9, abs=1e-12) for key in found
            ]
            longest = max((len(list(touches)) for _ in deals), default=0)
            event(f"touches: {min(longest, 10)}")
        assert [check for check in built.checks() if check.failed] == []


FIRST_DAY = datetime(2026, 1, 1)
WORKED = {
    "linear": "16666.67 16666.67 16666.67 16666.67 16666.66 16666.66",
    "position": "40000 5000 5000 5000 5000 40000",
    "u_hubspot": "40000 5000 40000 5000 5000 5000",
    "u_marketo": "50000 0 50000 0 0 0",
    "w_hubspot": "30000 3333.34 30000 3333.33 30000 3333.33",
    "w_marketo": "30000 5000 30000 5000 30000 0",
    "full": "22500 5000 22500 5000 22500 22500",
    "time_decay": "3798.48 6029.72 7596.97 15193.93 19143.16 48237.74",
}


@pytest.mark.parametrize("model", WORKED)
def test_the_reference_gives_the_worked_journey(model: str) -> None:
    deal = Deal("D", day(70), day(130), True, Decimal(100000), (day(30),))
    path = [
        Touch(f"T{days:03}", day(days), "marketing", "", "", frozenset("D"), frozenset())
        for days in (0, 20, 30, 60, 70, 110)
    ]
    assert cents_of(weights_of(model, deal, path, 30), deal.amount) == [*map(Decimal, WORKED[model].split())]


def day(days: int) -> datetime:
    """So many days after the first touch."""
    return FIRST_DAY + timedelta(days)


@pytest.mark.parametrize("model", MODELS)
def test_one_touch_takes_all(model: str) -> None:
    touch = Touch("T", day(0), "marketing", "", "", frozenset("D"), frozenset())
    for leads in ((), (day(0),), (day(9),)):
        for created in (None, day(0), day(5)):
            deal = Deal("D", created, day(5), True, Decimal("0.01"), leads)
            assert weights_of(model, deal, [touch], 30) == [1]
