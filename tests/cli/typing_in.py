"""Types commands as a person does and keeps what came back; a company small enough to count by hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tandem.ledger import Entry, Ledger

ACCOUNTS = """account_id,name,region,segment,is_target
A1,Acme,EMEA,SMB,true
A2,Beta,APAC,Enterprise,true
A3,Gamma,EMEA,Enterprise,false
"""
DEALS = """opportunity_id,account_id,name,region,segment,created_at,closed_at,is_closed,is_won,amount
O1,A1,Acme one,EMEA,SMB,2026-03-05,2026-05-01,true,true,100.50
O2,A2,Beta one,APAC,Enterprise,2026-04-01,2026-06-30,true,false,200
O3,A3,Gamma one,EMEA,Enterprise,2026-04-10,2026-08-15,true,true,300
O4,A1,Acme two,EMEA,SMB,2026-07-01,2026-09-30,true,false,50
O5,A2,Beta two,APAC,Enterprise,2026-08-01,,false,,400
"""
LEADS = """lead_id,created_at,region,segment,source,status
L1,2026-07-02,EMEA,SMB,Webinar,Open
L2,2026-08-03,APAC,Enterprise,Outbound,Open
"""


@dataclass(frozen=True)
class Said:
    """What a command ended with, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)

    @property
    def csv(self) -> list[dict[str, str | None]]:
        """Standard output, read as CSV, every cell as text."""
        return pl.read_csv(self.out.encode(), infer_schema=False).to_dicts()


class Desk:
    """A folder with files and a warehouse, and commands typed over them."""

    def __init__(self, folder: Path, warehouse: Path, typed: Callable[[list[str]], Said]) -> None:
        """Will write into `folder`; every command gets `warehouse`."""
        self.folder, self.warehouse, self._typed = folder, warehouse, typed

    def type(self, *words: object) -> Said:
        """Types one command."""
        return self._typed([*(str(word) for word in words), "--warehouse", str(self.warehouse)])

    def file(self, name: str, content: str | bytes) -> Path:
        """Writes a file to load."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def company(self) -> list[Path]:
        """The files of the small company."""
        return [self.file("accounts.csv", ACCOUNTS), self.file("opportunities.csv", DEALS)]

    def published(self) -> tuple[str, list[str]]:
        """What is published: the pointer, and the folders of the versions."""
        pointer, versions = self.warehouse / "CURRENT", self.warehouse / "versions"
        kept = sorted(path.name for path in versions.iterdir()) if versions.exists() else []
        return pointer.read_text() if pointer.exists() else "", kept

    def ledger(self) -> list[Entry]:
        """What the ledger keeps, newest first."""
        with Ledger.open(self.warehouse) as ledger:
            return ledger.history()
