"""What moved a figure: a bar per driver from zero to either side, and what the driver was and is."""

from collections.abc import Sequence
from typing import NamedTuple

from tandem.charts import look
from tandem.charts.look import Figure


class Driver(NamedTuple):
    """One driver of a figure: its name, its part of the change as a number and in words, what it was and is."""

    name: str
    part: float
    said: str
    was_and_is: str
    key: str = ""


def driver_bars(drivers: Sequence[Driver], *, height: int | None = None) -> Figure:
    """A bar per driver, to the right what adds, to the left what takes away; all its texts are safe already.

    Customdata is the driver's key.
    """
    parts = [driver.part for driver in drivers]
    most = max([abs(part) for part in parts], default=1.0) or 1.0
    names = [f"{driver.name}<br><span style='color:{look.MUTED}'>{driver.was_and_is}</span>" for driver in drivers]
    return look.figure(
        [
            {
                "type": "bar", "orientation": "h", "y": names, "x": parts,
                "customdata": [driver.key for driver in drivers],
                "marker": {"color": [look.ACCENT if part >= 0 else look.CONTEXT_STRONG for part in parts],
                           "cornerradius": 3},
                "hoverinfo": "text", "hovertext": [f"{driver.name}: {driver.said}" for driver in drivers],
            }
        ],
        height=height or max(200, 72 * max(1, len(drivers)) + 30),
        yaxis=look.names_axis(),
        xaxis=look.hidden_axis(range=bounds(parts, most), rangemode="normal"),
        shapes=[
            {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper",
             "line": {"color": look.INK, "width": 1.5}}
        ],
        annotations=[
            look.note(f"<b>{driver.said}</b>", x=driver.part, y=name, xshift=8 if driver.part >= 0 else -8,
                      xanchor="left" if driver.part >= 0 else "right", font=look.LOUD)
            for driver, name in zip(drivers, names, strict=True)
        ],
    )  # fmt: skip


def bounds(parts: Sequence[float], most: float) -> list[float]:
    """From where to where the bars go, with room for what is written beside them."""
    low, high = min([0.0, *parts]), max([0.0, *parts])
    return [low - (0.75 * most if low < 0 else 0.02 * most), high + (0.75 * most if high > 0 else 0.02 * most)]
