"""How a figure moved: which way, how much, and whether that is good."""

from dataclasses import dataclass
from enum import StrEnum

from tandem.words.figures import MINUS, SPACE, days, percent, points, times


class Turn(StrEnum):
    """What a movement means for the business."""

    BETTER = "better"
    WORSE = "worse"
    FLAT = "flat"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Change:
    """A movement since another quarter: arrow, size in words, and what it means."""

    arrow: str
    size: str
    turn: Turn

    def __str__(self) -> str:
        """As “▲ 3 points”."""
        return f"{self.arrow}{SPACE}{self.size}" if self.arrow else self.size

    def spoken(self) -> str:
        """As “up 3 points”, for a sentence."""
        return {"▲": f"up {self.size}", "▼": f"down {self.size}"}.get(self.arrow, self.size)


def change(value: float | None, before: float | None, unit: str, *, lower_is_better: bool = False) -> Change:
    """The movement from `before` to `value`: per cent of money, points of a ratio, days of a duration."""
    if value is None or before is None:
        return Change("", "no comparison", Turn.UNKNOWN)
    size = moved(value, before, unit)
    if size is None:
        return Change("=", "unchanged", Turn.FLAT)
    rose = value > before
    better = rose != lower_is_better
    return Change("▲" if rose else "▼", size, Turn.BETTER if better else Turn.WORSE)


def moved(value: float, before: float, unit: str) -> str | None:
    """The size of a movement without its sign; None when it rounds to nothing."""
    difference = abs(value - before)
    match unit:
        case "money" | "count":
            text = percent(difference / abs(before)) if before else "from nothing"
        case "days":
            text = days(round(difference, 1))
        case "times":
            text = times(difference)
        case _:
            text = points(difference)
    return None if text.startswith(("0" + SPACE, "0.0", "<")) or difference == 0 else text.replace(MINUS, "")
