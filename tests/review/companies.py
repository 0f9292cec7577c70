"""Companies made up from a seed: leads that skip stages, leave or become deals, deals that sales opens alone."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import polars as pl
from hypothesis import strategies as st

from tests.contracts.asking import Asked

AS_OF = date(2026, 9, 30)
LAST_DAY = date(2026, 6, 20)
REGIONS, SEGMENTS = ("AMER", "EMEA", ""), ("Enterprise", "SMB", "")
STAGES = ("lead", "mql", "sal", "sql")
CHANNELS = {"C0": "Event", "C1": "Webinar"}


class Deal(NamedTuple):
    """A deal: days until it is opened and until it closes (None = open), whether it is won, its cents."""

    opened: int
    closes: int | None
    is_won: bool
    cents: int


class Lead(NamedTuple):
    """A lead: its day, where it comes from, days to each stage (None = skipped or never), what became of it."""

    day: int
    where: tuple[str, str, str]
    gaps: tuple[int | None, int | None, int | None]
    is_rejected: bool
    deal: Deal | None

    def entries(self) -> list[tuple[str, date | None]]:
        """Every stage with the day on which it entered it, or None."""
        at = LAST_DAY - timedelta(self.day)
        found: list[tuple[str, date | None]] = [("lead", at)]
        for stage, gap in zip(STAGES[1:], self.gaps, strict=True):
            at += timedelta(gap or 0)
            found.append((stage, at if gap else None))
        return found

    def passed(self) -> tuple[str, ...]:
        """The stages that it went through: all up to the last one entered, all of them when it became a deal."""
        if self.deal:
            return STAGES
        last = max(place for place, (_, day) in enumerate(self.entries()) if day)
        return STAGES[: last + 1]


class Made(NamedTuple):
    """A company that was made up."""

    leads: list[Lead]
    alone: list[tuple[int, tuple[str, str, str], Deal]]

    def tables(self) -> dict[str, pl.DataFrame]:
        """Its canonical tables, as text."""
        deals = [deal_row(f"D{n}", lead.entries(), lead.where, lead.deal) for n, lead in enumerate(self.leads)]
        deals += [
            deal_row(f"S{n}", [("", day_of(day))], where, deal) for n, (day, where, deal) in enumerate(self.alone)
        ]
        return {
            "campaigns": pl.DataFrame(list(CHANNELS.items()), ("campaign_id", "channel"), orient="row"),
            "leads": pl.DataFrame([lead_row(f"L{n}", f"D{n}", lead) for n, lead in enumerate(self.leads)]),
            "opportunities": pl.DataFrame([row for row in deals if row]),
        }


def made_up(seed: int) -> Made:
    """The company of a seed: every fifth lead or so becomes a deal, every third stage is skipped."""
    chance = Random(seed)
    leads = [
        Lead(
            chance.randrange(400),
            where(chance),
            (gap(chance), gap(chance), gap(chance)),
            chance.random() < 0.5,
            deal(chance) if chance.random() < 0.2 else None,
        )
        for _ in range(chance.randrange(60, 120))
    ]
    return Made(leads, [(chance.randrange(400), where(chance), deal(chance)) for _ in range(chance.randrange(5, 20))])


def where(chance: Random) -> tuple[str, str, str]:
    """A region, a segment and a campaign, any of them unknown."""
    return chance.choice(REGIONS), chance.choice(SEGMENTS), chance.choice(["C0", "C1", ""])


def gap(chance: Random) -> int | None:
    """Days to the next stage; None where it is skipped."""
    return chance.randrange(1, 26) if chance.random() < 0.65 else None


def deal(chance: Random) -> Deal:
    """A deal: open, won or lost."""
    return Deal(chance.randrange(1, 26), gap(chance), chance.random() < 0.5, chance.randrange(1, 9_000_000))


COMPANIES = st.integers(0, 2**32 - 1).map(made_up)
FILTERS = st.builds(
    Asked,
    st.sampled_from([None, "2026Q2", "2026Q1", "2025Q3"]),
    st.sampled_from([(), ("EMEA",), ("AMER", "(no region)")]),
    st.sampled_from([(), ("SMB",), ("Enterprise", "(no segment)")]),
)


def day_of(days: int) -> date:
    """The day so many days before the last one."""
    return LAST_DAY - timedelta(days)


def text_of(day: date | None) -> str:
    """A day as a file has it."""
    return day.isoformat() if day else ""


def lead_row(lead_id: str, deal_id: str, lead: Lead) -> dict[str, str]:
    """A lead as its extract has it; one that was rejected had become an MQL, and nothing more."""
    entered = dict(lead.entries())
    is_out = lead.is_rejected and entered["mql"] and not (entered["sal"] or entered["sql"] or lead.deal)
    region, segment, campaign = lead.where
    return {
        "lead_id": lead_id,
        "created_at": text_of(entered["lead"]),
        "region": region,
        "segment": segment,
        "campaign_id": campaign,
        **{f"{stage}_at": text_of(entered[stage]) for stage in STAGES[1:]},
        "rejected_at": text_of(entered["mql"] + timedelta(3)) if is_out and entered["mql"] else "",
        "opportunity_id": deal_id if lead.deal else "",
    }


def deal_row(
    deal_id: str, entries: list[tuple[str, date | None]], where: tuple[str, str, str], deal: Deal | None
) -> dict[str, str] | None:
    """A deal as its extract has it, opened after the last of the lead's entries; None where there is none."""
    if deal is None:
        return None
    opened = max(day for _, day in entries if day) + timedelta(deal.opened)
    region, segment, campaign = where
    return {
        "opportunity_id": deal_id,
        "created_at": text_of(opened),
        "closed_at": text_of(opened + timedelta(deal.closes)) if deal.closes else "",
        "is_won": str(deal.is_won).lower() if deal.closes else "",
        "is_closed": str(bool(deal.closes)).lower(),
        "amount": f"{deal.cents / 100:.2f}",
        "region": region,
        "segment": segment,
        "campaign_id": campaign,
    }
