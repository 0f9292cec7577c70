"""Paths of opportunities over ten channels, as extracts that a build reads and as text that other packages read."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

AS_OF = date(2026, 9, 30)
FIRST_DAY = datetime(2024, 1, 1)
CHANNELS = ("Display", "Email", "Event", "Organic", "Paid search", "Partner", "Phone", "Referral", "Social", "Webinar")
CHANCES = (0.09, 0.22, 0.08, 0.16, 0.14, 0.04, 0.05, 0.05, 0.07, 0.10)


@dataclass(frozen=True)
class Paths:
    """Opportunities and their touches, with canonical columns."""

    opportunities: pl.DataFrame
    touches: pl.DataFrame

    @classmethod
    def drawn(cls, paths: int, touches: int, seed: int = 7, opened_after: int = 90) -> "Paths":
        """So many paths with so many touches in all, one to a few dozen each; a third of them won, a fifth open.

        Touches lie on 90 days; opportunities open so many days after the first, and close 40 days after the last.
        """
        chance = np.random.default_rng(seed)
        lengths = 1 + chance.multinomial(touches - paths, chance.dirichlet(np.full(paths, 1.2)))
        deal = np.repeat(np.arange(paths), lengths)
        start = chance.integers(0, 800, paths)
        days = start[deal] + chance.random(touches) * 90
        ids = pl.Series("opportunity_id", [f"O{number:07}" for number in range(paths)])
        state = chance.choice(["won", "lost", "open"], paths, p=[0.35, 0.45, 0.2])
        opened, closed = days_on(start + opened_after), days_on(start + 130)
        return cls(
            pl.DataFrame(
                {
                    "opportunity_id": ids,
                    "created_at": opened,
                    "closed_at": closed.zip_with(pl.Series(state != "open"), pl.repeat(None, paths, eager=True)),
                    "is_won": pl.Series(state == "won"),
                    "amount": pl.Series(chance.lognormal(10, 1, paths)).round(2),
                    "kind": ["new"] * paths,
                }
            ),
            pl.DataFrame(
                {
                    "touch_id": pl.int_range(touches, eager=True).cast(pl.String).str.zfill(9),
                    "touched_at": days_on(days),
                    "opportunity_id": ids.gather(deal),
                    "side": pl.repeat("marketing", touches, eager=True),
                    "channel": pl.Series(CHANNELS).gather(chance.choice(len(CHANNELS), touches, p=CHANCES)),
                }
            ),
        )

    def extracts(self, folder: Path) -> Path:
        """Writes them as a load stages them; gives the folder of the extracts."""
        for name, rows in (("opportunities", self.opportunities), ("touches", self.touches)):
            (folder / name).mkdir(parents=True)
            rows.write_parquet(folder / name / "part-0.parquet")
        return folder

    def closed(self) -> pl.DataFrame:
        """The touches of won and lost opportunities in their order, with won and amount."""
        ended = self.opportunities.filter(pl.col("closed_at").is_not_null())
        return self.touches.join(ended, on="opportunity_id").sort("opportunity_id", "touched_at", "touch_id")

    def texts(self, file: Path) -> None:
        """Writes one line per distinct path: channels, conversions, their amount, paths that did not convert."""
        by_deal = (
            self.closed()
            .group_by("opportunity_id", maintain_order=True)
            .agg(pl.col("channel").str.join(" > ").alias("path"), pl.col("is_won", "amount").first())
        )
        by_deal.group_by("path").agg(
            pl.col("is_won").sum().alias("won"),
            pl.col("amount").filter(pl.col("is_won")).sum(),
            (~pl.col("is_won")).sum().alias("lost"),
        ).write_csv(file)


def days_on(days: NDArray[np.float64] | NDArray[np.int64]) -> pl.Series:
    """The moments so many days after the first."""
    since = pl.Series((days * 86_400_000_000).astype(np.int64)).cast(pl.Duration("us"))
    return since + pl.Series([FIRST_DAY], dtype=pl.Datetime("us"))
