"""Sentences about one deal: what became of it, who is on it, what each rule says."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from tandem.words.figures import NONE, count, days, exact, money
from tandem.words.names import RULES, SIDES
from tandem.words.stamps import day

Row = Mapping[str, Any]
STATES = {"open": "is open", "won": "was won", "lost": "was lost"}
PLURALS = {
    "touch": "touches", "sales activity": "sales activities", "use of collateral": "uses of collateral",
}  # fmt: skip
NOBODY = "Nobody named"
STRANGER = "Not among the contacts"
NO_PEOPLE = "nobody known on it"
UNTOUCHED = "Nobody’s touch on this deal is known: export its contact roles, and the responses of its contacts."


def unknown(opportunity_id: str) -> str:
    """That there is no such deal, or none that these filters show."""
    if not opportunity_id:
        return "The address names no deal. Open one from any list of deals."
    return (
        f"There is no deal {opportunity_id} in this version, or not in the regions picked. "
        "Clear the filter of regions, or open a deal from any list of deals."
    )


def found(deals: int, called: str) -> str:
    """What the list of deals beneath holds."""
    if called:
        return f"The {count(deals)} largest that match." if deals else f"No deal is called “{called}” in these regions."
    return "The largest deals of these regions:" if deals else "There is no deal in these regions."


def title(deal: Row, currency: str) -> str:
    """What became of the deal, for how much, and after how long."""
    amount = f" for {money(deal['amount'], currency)}" if deal["amount"] is not None else ""
    text = f"{deal['name']} {STATES[deal['state']]}{amount}"
    opened, closed = deal["created_on"], deal["closed_on"]
    if opened and closed and closed >= opened:
        text += f", {days((closed - opened).days)} after it was opened"
    return text


def about(deal: Row) -> list[str]:
    """Account, owner, place, stage and dates of a deal, in short pieces."""
    opened = f"opened {day(deal['created_on'])}" if deal["created_on"] else "no date of opening"
    closed = [f"closed {day(deal['closed_on'])}"] if deal["closed_on"] else []
    people = (
        f"{count(deal['people'])} {'person' if deal['people'] == 1 else 'people'} on it"
        if deal["people"]
        else NO_PEOPLE
    )
    pieces = [deal["account_name"], deal["owner"], deal["region"], deal["segment"], deal["stage"], opened, *closed]
    return [*pieces, people]


def who(member: Row) -> str:
    """A person as the rows of the journey name them: on the first line the title, beneath it address and role.

    Where there is no title the address stands first; what nothing is known of is said to be so.
    """
    address = (member["email"] or "").partition("@")[0]
    known = [part for part in (member["title"], address) if part]
    rest = [*known[1:], *([member["role"]] if member["role"] else [])]
    return "\n".join(part for part in ((known or [STRANGER])[0], " · ".join(rest)) if part)


def names(members: pl.DataFrame) -> dict[str, str]:
    """A name for every person of a deal; those of one name are numbered."""
    said: dict[str, str] = {}
    for member in members.to_dicts():
        name, number = who(member), 2
        while name in said.values():
            name, number = f"{who(member)} ({number})", number + 1
        said[member["person"]] = name
    return said


def inline(name: str) -> str:
    """A name of a person in one line."""
    return name.replace("\n", ", ")


def journey(events: pl.DataFrame) -> str:
    """How much happened around the deal, by kind."""
    found = dict(events.group_by("kind").len().rows())
    said = [
        f"{count(found[kind])} {PLURALS[name] if found[kind] > 1 else name}"
        for kind, name in (
            ("touch", "touch"), ("activity", "sales activity"), ("collateral", "use of collateral"),
        )
        if found.get(kind)
    ]  # fmt: skip
    if not found.get("touch") and not found.get("activity"):
        return f"{UNTOUCHED} {', '.join(said)}.".removesuffix(" .")
    marks = (
        ""
        if shares(events).is_empty()
        else " Filled: shares the credit; hollow: too late, too old, or of no side asked."
    )
    return f"{', '.join(said)}.{marks}"


def credit(shares: pl.DataFrame, deal: Row, currency: str) -> str:
    """That every model shares out the whole amount, or why there is nothing to share."""
    if deal["amount"] is None:
        return "No amount is recorded on this deal: there is no money to share."
    if shares.is_empty():
        return f"No eligible touch: under every model {exact(deal['amount'], currency)} stand under “(no touch)”."
    return (
        f"Every column adds up to {exact(deal['amount'], currency)}. "
        "Markov and Shapley credit channels, not deals, and have no column here."
    )


def rules(rows: pl.DataFrame, held: Mapping[str, str]) -> list[Row]:
    """What each rule says of the deal: rule, who holds to it, source, why."""
    return [
        {
            "rule": RULES[row["rule"]],
            "held_by": held.get(row["rule"], NONE),
            "source": SIDES.get(row["source_class"], row["source_class"]),
            "why": f"{row['why'][:1].upper()}{row['why'][1:]}{decider(row)}.",
        }
        for row in sorted(rows.to_dicts(), key=lambda row: list(RULES).index(row["rule"]))
    ]


def decider(row: Row) -> str:
    """The touch that decides, as “: Webinar, attended, 4 Sep 2026, 13 days before the opening”; empty without one."""
    if row["at"] is None:
        return ""
    known = [part for part in (row["channel"], row["what"]) if not part.startswith("(")]
    return f": {', '.join([*known, day(row['at'].date())])}{distance(row['days_before'])}"


def distance(days_before: int | None) -> str:
    """How far a touch lies from the opening; empty where the opening has no date."""
    if days_before is None:
        return ""
    if days_before == 0:
        return ", on the day of the opening"
    return f", {days(abs(days_before))} {'before' if days_before > 0 else 'after'} the opening"


def verdict(rows: pl.DataFrame) -> str:
    """Whether the rules agree on who brought the deal."""
    said = set(rows.get_column("source_class"))
    if len(said) == 1:
        return f"All three rules agree: {SIDES.get(*said, *said).lower()}."
    return "The rules disagree about who brought this deal."


def shares(events: pl.DataFrame) -> pl.DataFrame:
    """The touches that get money under any model, in order."""
    credits = [name for name in events.columns if name.startswith("credit_")]
    return events.filter(pl.any_horizontal(pl.col(credits).fill_null(0) != 0))
