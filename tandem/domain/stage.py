"""Stages of the joint funnel and the sides that work it."""

from enum import StrEnum


class Stage(StrEnum):
    """The stages of the joint funnel, in order."""

    LEAD = "lead"
    MQL = "mql"
    SAL = "sal"
    SQL = "sql"
    OPPORTUNITY = "opportunity"
    WON = "won"


class Side(StrEnum):
    """Who brought it."""

    MARKETING = "marketing"
    SALES = "sales"
    PARTNER = "partner"
    UNKNOWN = "unknown"
