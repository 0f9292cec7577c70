"""Every sentence and format that people read; currency and per cent appear only here."""

from tandem.words import assets, credit, findings, journey, missing, names, reach, returns, safe, value, velocity
from tandem.words.changes import Change, Turn, change
from tandem.words.figures import (
    FEWEST,
    NONE,
    TOO_FEW,
    count,
    days,
    figure,
    interval,
    money,
    percent,
    points,
    share,
    times,
)
from tandem.words.names import HEADLINES, Headline
from tandem.words.stamps import SAMPLE, day, stamp

__all__ = [
    "FEWEST",
    "HEADLINES",
    "NONE",
    "SAMPLE",
    "TOO_FEW",
    "Change",
    "Headline",
    "Turn",
    "assets",
    "change",
    "count",
    "credit",
    "day",
    "days",
    "figure",
    "findings",
    "interval",
    "journey",
    "missing",
    "money",
    "names",
    "percent",
    "points",
    "reach",
    "returns",
    "safe",
    "share",
    "stamp",
    "times",
    "value",
    "velocity",
]
