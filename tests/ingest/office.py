"""A warehouse, and a folder with files to load into it the whole way, as far as a version that is published."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from tandem.catalog import Catalog
from tandem.ingest import Prepared, prepare
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.ingest.loading import rows

TODAY = date(2026, 11, 21)
ACCOUNTS = rows("account_id,name,region", "A1,Acme,EMEA", "A2,Beta,APAC")
DEALS = rows(
    "opportunity_id,account_id,created_at,closed_at,is_closed,is_won,amount",
    "O1,A1,2026-03-05,2026-05-01,true,true,100",
    "O2,A2,2026-04-05,2027-05-01,false,,200",
)
TOUCHES = rows("touched_at,account_id,side", "2026-06-01,A1,marketing", "2027-01-01,A1,sales")


class Office:
    """A warehouse, and a folder with files to load into it."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        """Will work in `folder`, building the marts of `catalog`."""
        self.folder, self.settings = folder, Settings()
        self.warehouse = Warehouse(folder / "warehouse", self.settings, catalog)

    def files(self, **texts: str) -> list[Path]:
        """Writes files by name."""
        paths = [self.folder / f"{name}.csv" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text)
        return paths

    def prepared(self, files: Sequence[Path], **more: object) -> AbstractContextManager[Prepared]:
        """A load on its way, for whoever wants to look at it."""
        about = {"warehouse": self.warehouse, "settings": self.settings, "who": "ann", "loaded_on": TODAY, **more}
        return prepare(files, **about)  # type: ignore[arg-type]

    def load(self, files: Sequence[Path], *, publish: bool = True, **more: object) -> Prepared:
        """Prepares and publishes, or leaves it at that."""
        with self.prepared(files, **more) as prepared:
            if publish:
                prepared.publish()
            return prepared

    def tables(self) -> dict[str, int]:
        """The tables that are published, with their rows."""
        return dict(self.warehouse.require().manifest.tables)
