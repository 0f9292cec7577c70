"""Quarters as they were presented: which version a quarter was shown with, by whom it was kept, and when."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tandem.errors import Damaged, WrongUse
from tandem.warehouse.durable import write_durably

NAME = "FROZEN"


@dataclass(frozen=True)
class Frozen:
    """A quarter and the version that it was presented with; at is the time in UTC as ISO text."""

    quarter: str
    version: int
    who: str
    at: str


def frozen_in(root: Path) -> dict[str, Frozen]:
    """The frozen quarters of the warehouse at `root`, in order; raises Damaged when they cannot be read."""
    path = root / NAME
    if not path.exists():
        return {}
    try:
        said = [Frozen(**one) for one in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as fault:
        raise Damaged(f"{path}: what is frozen cannot be read. Put the file back from a copy, or remove it.") from fault
    return {one.quarter: one for one in sorted(said, key=lambda one: one.quarter)}


def freeze(root: Path, quarter: str, version: int, who: str) -> Frozen:
    """Keeps a version as the one that a quarter was presented with; raises WrongUse when another one is."""
    known = frozen_in(root)
    if quarter in known:
        one = known[quarter]
        said = f"{quarter} is frozen already, with version {one.version}, by {one.who} at {one.at}."
        raise WrongUse(f"{said} To freeze it anew, undo that first: tandem freeze {quarter} --undo.")
    made = Frozen(quarter, version, who, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
    write(root, {**known, quarter: made})
    return made


def thaw(root: Path, quarter: str) -> Frozen:
    """Keeps the version of a quarter no longer than others; raises WrongUse when it is not frozen."""
    known = frozen_in(root)
    if quarter not in known:
        raise WrongUse(f"{quarter} is not frozen. Frozen: {', '.join(known) or 'none'}.")
    write(root, {name: one for name, one in known.items() if name != quarter})
    return known[quarter]


def write(root: Path, known: Mapping[str, Frozen]) -> None:
    """Writes down what is frozen, in one step."""
    write_durably(root / NAME, json.dumps([asdict(one) for one in known.values()], ensure_ascii=False, indent=1))
