"""Attribution as the definitions say it, one deal at a time, in exact arithmetic: slow, plain, for tests alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from statistics import median

MODELS = (
    "first", "last", "lead", "linear", "position", "u_hubspot", "u_marketo", "w_hubspot", "w_marketo", "full",
    "time_decay",
)  # fmt: skip
SHARES: dict[str, dict[str, Fraction]] = {
    "first": {"first": Fraction(1)},
    "last": {"last": Fraction(1)},
    "lead": {"lead": Fraction(1)},
    "position": {"first": Fraction(2, 5), "last": Fraction(2, 5)},
    "u_hubspot": {"first": Fraction(2, 5), "lead": Fraction(2, 5)},
    "u_marketo": {"first": Fraction(1, 2), "lead": Fraction(1, 2)},
    "w_hubspot": {"first": Fraction(3, 10), "lead": Fraction(3, 10), "opening": Fraction(3, 10)},
    "w_marketo": {"first": Fraction(3, 10), "lead": Fraction(3, 10), "opening": Fraction(3, 10)},
    "full": dict.fromkeys(("first", "lead", "opening", "last"), Fraction(225, 1000)),
}


@dataclass(frozen=True)
class Touch:
    """Somebody was touched: id, when, by which side, over which channel, who (None when only a company is known)."""

    touch_id: str
    at: datetime
    side: str
    channel: str
    campaign: str
    people: frozenset[str]
    accounts: frozenset[str]


@dataclass(frozen=True)
class Deal:
    """An opportunity: its moments, its amount, the creation of its leads, where its people and its account belong."""

    deal_id: str
    created: datetime | None
    closed: datetime | None
    is_won: bool
    amount: Decimal | None
    leads: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Choice:
    """What the reader picks."""

    milestone: str = "created"
    lookback_days: int | None = 365
    match: str = "people"
    side: str = "marketing"
    path: str = "all"
    half_life_days: float | None = None


def end_of(moment: datetime) -> datetime:
    """The last moment that a milestone covers: one that is only a date is the end of its day."""
    return datetime.combine(moment.date(), time.max) if moment.time() == time.min else moment


def milestone_of(deal: Deal, choice: Choice, as_of: date) -> datetime | None:
    """When the milestone was: the opening, or the close and without one the cut-off."""
    if choice.milestone == "created":
        return deal.created
    return deal.closed or datetime.combine(as_of, time.min)


def path_of(deal: Deal, touches: Sequence[Touch], choice: Choice, as_of: date) -> list[Touch]:
    """The eligible touches in order; of consecutive ones on one channel the first when the path is collapsed."""
    moment = milestone_of(deal, choice, as_of)
    if moment is None:
        return []
    since = moment - timedelta(choice.lookback_days) if choice.lookback_days is not None else datetime.min
    eligible = [
        touch
        for touch in sorted(touches, key=lambda touch: (touch.at, touch.touch_id))
        if since <= touch.at <= end_of(moment)
        and (deal.deal_id in touch.people or (choice.match == "account" and deal.deal_id in touch.accounts))
        and (touch.side == "marketing" or choice.side == "all")
    ]
    if choice.path == "collapsed":
        return [next(run) for _, run in groupby(eligible, key=lambda touch: touch.channel)]
    return eligible


def marks_of(deal: Deal, path: Sequence[Touch]) -> dict[str, int]:
    """The place in the path of each milestone that is there."""
    marks = {"first": 0, "last": len(path) - 1}
    if deal.leads:
        before = [place for place, touch in enumerate(path) if touch.at <= end_of(min(deal.leads))]
        marks["lead"] = before[-1] if before else 0
    if deal.created:
        before = [place for place, touch in enumerate(path) if touch.at <= end_of(deal.created)]
        if before:
            marks["opening"] = before[-1]
    return marks


def weights_of(model: str, deal: Deal, path: Sequence[Touch], half_life: float) -> list[Fraction]:
    """The share of every touch of the path; they sum to 1."""
    if model == "linear":
        return [Fraction(1, len(path))] * len(path)
    if model == "time_decay":
        last = path[-1].at.date()
        parts = [Fraction(2.0 ** (-(last - touch.at.date()).days / half_life)) for touch in path]
        return [part / sum(parts) for part in parts]
    marks = marks_of(deal, path)
    wanted = SHARES[model]
    there = {name: share for name, share in wanted.items() if name in marks}
    if not there:
        there = {name: Fraction(1) for name in ("first", "opening", "last") if name in marks}
    rest = rest_of(model, path, {marks[name] for name in there})
    to_rest = 1 - sum(wanted.values(), Fraction(0)) if rest else Fraction(0)
    each = to_rest / max(1, len(rest))
    weights = [each if place in rest else Fraction(0) for place in range(len(path))]
    for name, share in there.items():
        weights[marks[name]] += share / sum(there.values()) * (1 - to_rest)
    return weights


def rest_of(model: str, path: Sequence[Touch], marked: set[int]) -> set[int]:
    """The places of the touches that are no milestone of the model; Marketo's W leaves out those after the last."""
    end = max(marked) if model == "w_marketo" else len(path)
    return {place for place in range(end) if place not in marked}


def cents_of(weights: Sequence[Fraction], amount: Decimal | None) -> list[Decimal]:
    """The amount split to the cent: floored, what is left over to the largest remainders, ties to the earlier touch."""
    cents = abs(int((amount or Decimal(0)) * 100))
    exact = [weight * cents for weight in weights]
    whole = [int(share + Fraction(1, 10**6)) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-round(exact[place] - whole[place], 6), place))
    for place in by_remainder[: cents - sum(whole)]:
        whole[place] += 1
    sign = -1 if amount is not None and amount < 0 else 1
    return [Decimal(sign * cent) / 100 for cent in whole]


def half_life_of(deals: Sequence[Deal], choice: Choice) -> float:
    """The half-life picked, else a third of the median cycle of the won deals, else 30 days."""
    if choice.half_life_days is not None:
        return choice.half_life_days
    cycles = [
        (deal.closed.date() - deal.created.date()).days
        for deal in deals
        if deal.is_won and deal.closed and deal.created and deal.closed.date() >= deal.created.date()
    ]
    return float(median(cycles)) / 3 if cycles and median(cycles) else 30.0


Credit = dict[tuple[str, str, str, str], tuple[float, Decimal]]


def credits(
    deals: Sequence[Deal], touches: Sequence[Touch], choice: Choice, as_of: date, models: Sequence[str] = MODELS
) -> Credit:
    """Weight and money by deal, model, channel and campaign; a deal without eligible touch under “(no touch)”."""
    found: Credit = {}
    half_life = half_life_of(deals, choice)
    for deal in deals:
        if choice.milestone == "won" and not deal.is_won:
            continue
        path = path_of(deal, touches, choice, as_of)
        for model in models:
            if not path:
                found[deal.deal_id, model, "(no touch)", "(no touch)"] = (1.0, deal.amount or Decimal(0))
                continue
            weights = weights_of(model, deal, path, half_life)
            for touch, weight, money in zip(path, weights, cents_of(weights, deal.amount), strict=True):
                if weight:
                    key = (deal.deal_id, model, touch.channel, touch.campaign)
                    had = found.get(key, (0.0, Decimal(0)))
                    found[key] = (had[0] + float(weight), had[1] + money)
    return found
