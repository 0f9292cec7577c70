"""Companies for attribution: few people, channels and moments, so that ties, edges and repeats are frequent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.attribution.reference import Deal, Touch

AS_OF = date(2026, 9, 30)
OPENED = datetime(2026, 6, 1)
SIDES = ("marketing", "marketing", "marketing", "sales", "partner", "")
CAMPAIGNS = {"": "(no campaign)", "C1": "Fair", "C9": "C9"}
CHANNELS = ("Email", "Event", "Web", "")
AMOUNTS = (None, Decimal(0), Decimal("0.01"), Decimal("-7.31"), Decimal(100), Decimal("100000.00"))


@dataclass(frozen=True)
class Role:
    """A deal as it is drawn: its record, its account, the people on it and those whose lead led to it."""

    created: datetime | None
    closed: datetime | None
    is_won: bool | None
    amount: Decimal | None
    account: str
    people: frozenset[str]
    leads: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class Response:
    """A touch as it is drawn: when, of whom (person, account, deal or nobody), and whether they responded."""

    at: datetime
    person: str
    account: str
    deal: int | None
    side: str
    channel: str
    campaign: str
    responded: bool


def moments(first: int, last: int) -> st.SearchStrategy[datetime]:
    """A moment some days around the first of June: at midnight as a date has it, or at an hour."""
    return st.builds(
        lambda days, hours: OPENED + timedelta(days=days, hours=hours),
        st.integers(first, last),
        st.sampled_from([0, 0, 12, 18]),
    )


PEOPLE = st.sampled_from(["P1", "P2", "P3"])
ACCOUNTS = st.sampled_from(["", "A1", "A2"])
ROLES = st.builds(
    Role,
    st.none() | moments(-3, 3),
    st.none() | moments(-4, 40),
    st.sampled_from([None, True, True, False]),
    st.sampled_from(AMOUNTS) | st.decimals("-100000", "1000000", places=2),
    ACCOUNTS,
    st.frozensets(PEOPLE, max_size=2),
    st.lists(st.tuples(PEOPLE, moments(-40, 5)), max_size=2).map(tuple),
)
EDGES = st.sampled_from([-365, -366, -364, -30, -31, 0, 1]).flatmap(lambda day: moments(day, day))
RESPONSES = st.builds(
    Response,
    moments(-45, 45) | EDGES,
    st.sampled_from(["", "P1", "P1", "P2", "P3"]),
    ACCOUNTS,
    st.none() | st.integers(0, 2),
    st.sampled_from(SIDES),
    st.sampled_from(CHANNELS),
    st.sampled_from(list(CAMPAIGNS)),
    st.sampled_from([True, True, True, False]),
)
COMPANIES = st.tuples(st.lists(ROLES, min_size=1, max_size=3), st.lists(RESPONSES, max_size=14))
HOMES = {"P1": "A1", "P2": "A1", "P3": "A2"}


def tables(roles: Sequence[Role], responses: Sequence[Response]) -> dict[str, str]:
    """The extracts of a company, as CSV with canonical column names."""
    return {
        "accounts": "account_id\nA1\nA2",
        "people": "\n".join(["person_id,account_id", *(f"{person},{home}" for person, home in HOMES.items())]),
        "campaigns": "campaign_id,name,channel\nC1,Fair,Event",
        "opportunities": "\n".join(
            [
                "opportunity_id,created_at,closed_at,is_closed,is_won,amount,account_id",
                *(opportunity(number, role) for number, role in enumerate(roles)),
            ]
        ),
        "opportunity_people": "\n".join(
            [
                "opportunity_id,person_id",
                *(f"D{number},{person}" for number, role in enumerate(roles) for person in sorted(role.people)),
            ]
        ),
        "leads": "\n".join(
            [
                "lead_id,created_at,person_id,opportunity_id",
                *(
                    f"L{number}-{turn},{made},{person},D{number}"
                    for number, role in enumerate(roles)
                    for turn, (person, made) in enumerate(role.leads)
                ),
            ]
        ),
        "touches": "\n".join(
            [
                "touch_id,touched_at,person_id,account_id,opportunity_id,side,channel,campaign_id,responded",
                *(touch(number, response) for number, response in enumerate(responses)),
            ]
        ),
    }


def opportunity(number: int, role: Role) -> str:
    """A row of the opportunities."""
    closed = role.closed if role.is_won is not None else None
    cells = (f"D{number}", role.created, closed, role.is_won is not None, role.is_won, role.amount, role.account)
    return ",".join("" if cell is None else str(cell) for cell in cells)


def touch(number: int, response: Response) -> str:
    """A row of the touches; ids as text are in another order than their numbers."""
    deal = "" if response.deal is None else f"D{response.deal}"
    cells = (
        f"T{number}", response.at, response.person, response.account, deal,
        response.side, response.channel, response.campaign, str(response.responded).lower(),
    )  # fmt: skip
    return ",".join(map(str, cells))


def deals_of(roles: Sequence[Role]) -> list[Deal]:
    """The deals as the definitions see them."""
    return [
        Deal(
            deal_id=f"D{number}",
            created=role.created,
            closed=role.closed if role.is_won is not None else None,
            is_won=role.is_won is True,
            amount=role.amount,
            leads=tuple(made for _, made in role.leads),
        )
        for number, role in enumerate(roles)
    ]


def touches_of(roles: Sequence[Role], responses: Sequence[Response]) -> list[Touch]:
    """The touches that count as such, each with the deals that it belongs to by people and by account."""
    return [
        Touch(
            touch_id=f"T{number}",
            at=response.at,
            side=side_of(response),
            channel=response.channel or ("Event" if response.campaign == "C1" else "(no channel)"),
            campaign=CAMPAIGNS[response.campaign],
            people=frozenset(by_people(roles, response)),
            accounts=frozenset(by_account(roles, response)),
        )
        for number, response in enumerate(responses)
        if response.responded
    ]


def side_of(response: Response) -> str:
    """The side as recorded; without one a campaign's touch is marketing's."""
    return response.side or ("marketing" if response.campaign else "unknown")


def by_people(roles: Sequence[Role], response: Response) -> list[str]:
    """The deals that the touched person is on, and the one that the touch is recorded on; none after the close."""
    return [
        f"D{number}"
        for number, role in enumerate(roles)
        if (response.person in role.people | {person for person, _ in role.leads} or response.deal == number)
        and is_in_time(role, response)
    ]


def by_account(roles: Sequence[Role], response: Response) -> list[str]:
    """The deals of the account of the touch: its own, else its person's, else its deal's; none after the close."""
    recorded = roles[response.deal].account if response.deal is not None and response.deal < len(roles) else ""
    account = response.account or HOMES.get(response.person, "") or recorded
    return [
        f"D{number}"
        for number, role in enumerate(roles)
        if account and role.account == account and is_in_time(role, response)
    ]


def is_in_time(role: Role, response: Response) -> bool:
    """Not after the day of the close (of the opening, where the close comes before it)."""
    if role.is_won is None or role.closed is None:
        return True
    return response.at.date() <= max(day.date() for day in (role.closed, role.created) if day)
