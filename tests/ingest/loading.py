"""Loads files that a test writes, as far as the canonical tables; no warehouse is needed for that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from tandem.errors import FileRefused
from tandem.ingest.limits import silent
from tandem.ingest.load import Load
from tandem.ingest.mapping import canonical, presets, read_mapping
from tandem.ingest.recognise import Recogniser
from tandem.ingest.report import FileReport
from tandem.settings import Settings


@dataclass(frozen=True)
class Loaded:
    """What a load brought: a report per file, a frame per table."""

    reports: list[FileReport]
    tables: dict[str, pl.DataFrame]

    @property
    def report(self) -> FileReport:
        """The report of the only file."""
        assert len(self.reports) == 1
        return self.reports[0]

    @property
    def table(self) -> pl.DataFrame:
        """The rows of the only table."""
        assert len(self.tables) == 1
        return next(iter(self.tables.values()))

    def column(self, name: str) -> list[object]:
        """The values of one column of the only table."""
        return self.table[name].to_list()

    def refused_lines(self) -> dict[int, str]:
        """The refused rows of the only file: line and reason."""
        rows = pl.read_csv(self.report.refused_path or "", infer_schema=False)
        return {int(line): reason for line, reason in rows.select("__line", "__reason").iter_rows()}


class Desk:
    """A folder in which a test writes files and loads them."""

    def __init__(self, folder: Path) -> None:
        """Will work in `folder`."""
        self.folder = folder
        self._loads = 0
        self.extracts = folder / "extracts"
        self.extracts.mkdir()

    def file(self, name: str, content: str | bytes) -> Path:
        """Writes a file, text as UTF-8."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def load(
        self,
        *files: Path,
        mapping: str = "",
        settings: Mapping[str, object] | None = None,
        mode: str | None = None,
    ) -> Loaded:
        """Loads the files with a mapping written as text; what was loaded is there for the next load."""
        self._loads += 1
        home = self.folder / f"load-{self._loads}"
        for name in ("work", "incoming"):
            (home / name).mkdir(parents=True)
        by_hand = read_mapping(self.file("mapping.toml", mapping), by_hand=True, known=presets()) if mapping else ()
        known = Recogniser.of(by_hand, (*presets(), *canonical()))
        chosen = Settings(**dict(settings or {}))  # type: ignore[arg-type]
        load = Load(known, chosen, home / "work", home / "refused", self.extracts, home / "incoming", mode, silent)
        names = load.run(list(files))
        for _, fault in load.asked_about():
            raise fault
        tables = {name: pl.read_parquet(home / "incoming" / name / "*.parquet") for name in names}
        for name, frame in tables.items():
            (self.extracts / name).mkdir(exist_ok=True)
            frame.write_parquet(self.extracts / name / "part-0.parquet")
        loaded = Loaded(load.reports(), tables)
        for report in loaded.reports:
            assert report.read == report.kept + report.refused
        return loaded

    def csv(self, text: str | bytes, name: str = "file.csv", **options: object) -> Loaded:
        """Loads one delimited text."""
        return self.load(self.file(name, text), **options)  # type: ignore[arg-type]

    def refusal(self, *files: Path, **options: object) -> FileRefused:
        """The sentence with which the files are refused."""
        with pytest.raises(FileRefused) as caught:
            self.load(*files, **options)  # type: ignore[arg-type]
        return caught.value

    def refused(self, text: str | bytes, name: str = "file.csv", **options: object) -> FileRefused:
        """The sentence with which one delimited text is refused."""
        return self.refusal(self.file(name, text), **options)


def rows(header: str, *lines: str) -> str:
    """A delimited text of a header and its lines."""
    return "\n".join([header, *lines]) + "\n"


def many(header: str, line: str, count: int, *others: str) -> str:
    """A text of `count` good lines, each with its number for {n}, and others after them."""
    return rows(header, *(line.format(n=number) for number in range(count)), *others)


def extract(table: str, columns: Mapping[str, str], more: str = "", header: Sequence[str] = ()) -> str:
    """A mapping file of one extract."""
    names = list(header) or list(dict.fromkeys(columns.values()))
    pairs = "\n".join(f'{canonical} = "{source}"' for canonical, source in columns.items())
    return f'[[extract]]\nname = "test"\nheader = {names}\ntable = "{table}"\n{more}\n[extract.columns]\n{pairs}\n'
