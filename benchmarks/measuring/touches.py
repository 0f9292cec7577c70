"""A touches export as large as wanted: campaign members as Salesforce exports them, ids that prove themselves."""

from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl

from tandem.ingest.identifiers import check_letters

BATCH = 500_000
BYTES_A_ROW = 133
FIRST = datetime(2024, 1, 1)
STATUS = ("Sent", "Responded", "Clicked", "Downloaded", "Registered, attended", 'Said "later"')


def ids(prefix: str, numbers: pl.Series) -> pl.Series:
    """Ids of 18 characters."""
    short = prefix + "Kq" + numbers.cast(pl.String).str.zfill(10)
    return short + check_letters(short)


def batch(first: int, rows: int) -> pl.DataFrame:
    """So many members from a number on, the same on every run."""
    chance = np.random.default_rng(first)
    numbers = pl.int_range(first, first + rows, eager=True)
    seconds = pl.Series(chance.integers(0, 80_000_000, rows)) * 1_000_000
    at = pl.Series([FIRST]).cast(pl.Datetime("us")) + seconds.cast(pl.Duration("us"))
    return pl.DataFrame(
        {
            "Id": ids("00v", numbers),
            "CampaignId": ids("701", pl.Series(chance.integers(0, 900, rows))),
            "LeadId": ids("00Q", pl.Series(chance.integers(0, 900_000, rows))),
            "ContactId": ids("003", pl.Series(chance.integers(0, 900_000, rows))),
            "Status": pl.Series(STATUS).gather(chance.integers(0, len(STATUS), rows)),
            "HasResponded": pl.Series(chance.random(rows) < 0.4),
            "FirstRespondedDate": at.dt.strftime("%Y-%m-%d"),
            "CreatedDate": at.dt.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }
    )


def write_touches(path: Path, megabytes: float) -> int:
    """Writes about so many megabytes; gives the number of rows."""
    rows = max(100, int(megabytes * 1_000_000 / BYTES_A_ROW))
    with path.open("wb") as file:
        for first in range(0, rows, BATCH):
            part = batch(first, min(BATCH, rows - first))
            file.write(part.write_csv(include_header=first == 0).encode())
    return rows
