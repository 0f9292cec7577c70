"""Charts that stay: what the browser is told of a figure."""

from collections.abc import Callable
from typing import Any, NamedTuple

import orjson

from tandem.charts import TEMPLATE, Figure, is_rows
from tandem.ui import programs

Point = dict[str, Any]


class Chart(NamedTuple):
    """A figure with its alternative text; `opens` is called with the point that was clicked."""

    figure: Figure
    alt: str
    key: str
    opens: Callable[[Point], None] | None = None

    def told(self) -> dict[str, Any]:
        """What the browser is told of it: where it cannot draw it by itself, also the look and the program."""
        told = {
            "key": self.key,
            "alt": self.alt,
            "height": self.figure["layout"]["height"],
            "figure": as_text(self.figure),
            "opens": self.opens is not None,
        }
        return told if is_rows(self.figure) else told | {"look": LOOK, "program": programs.plotly()}


def as_text(part: object) -> str:
    """A figure, or a part of one, as the browser reads it; what is not a number is null."""
    return orjson.dumps(part, option=orjson.OPT_SERIALIZE_NUMPY).decode()


LOOK = as_text(TEMPLATE)
