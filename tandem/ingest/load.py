"""From files to the tables of the next version: read, map, cast, settle keys, write."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tandem.catalog import Dictionary, Table
from tandem.errors import FileRefused
from tandem.ingest.asof import dated, latest_days
from tandem.ingest.casting import Caster
from tandem.ingest.containers import unpack
from tandem.ingest.doubts import histories, note_leads_of_two_systems
from tandem.ingest.encodings import blocks
from tandem.ingest.extract import Extract
from tandem.ingest.footers import verify_totals
from tandem.ingest.limits import Tell
from tandem.ingest.lookups import frames_for
from tandem.ingest.mapped import Mapped
from tandem.ingest.orders import Order
from tandem.ingest.part import Part, PartWriter
from tandem.ingest.reading import Reader
from tandem.ingest.recognise import Recogniser
from tandem.ingest.report import FileReport, fault_of, refuse_what_empties_a_table, report_of
from tandem.ingest.tables import settle_keys, write_table
from tandem.ingest.text import TextTable
from tandem.ingest.unfold import unfolded
from tandem.settings import Settings


@dataclass(frozen=True)
class Job:
    """What a load is told: what is known, where work is done, where refused rows go, what is published, which files."""

    known: Recogniser
    settings: Settings
    work: Path
    refused: Path
    extracts: Path
    incoming: Path
    mode: str | None
    files: tuple[Path, ...]
    checksums: Mapping[Path, str]
    loaded_on: date
    most_rows: int | None = None


@dataclass(frozen=True)
class Brought:
    """What a load brought: how each table takes its rows, what became of each file, what to ask about by code."""

    modes: Mapping[str, str]
    reports: tuple[FileReport, ...]
    faults: tuple[tuple[str, FileRefused], ...] = ()


def run_job(tell: Tell, job: Job) -> Brought:
    """Reads the files and writes the tables that they bring; raises FileRefused for one that cannot be taken."""
    load = Load(job.known, job.settings, job.work, job.refused, job.extracts, job.incoming, job.mode, tell)
    load.checksums.update(job.checksums)
    load.loaded_on, load.most_rows = job.loaded_on, job.most_rows
    tables = load.run(job.files)
    return Brought({table: load.mode_of(table) for table in tables}, tuple(load.reports()), load.asked_about())


@dataclass
class Load:
    """One review set on its way: what is known, where work is done, where refused rows go, what is published."""

    known: Recogniser
    settings: Settings
    work: Path
    refused: Path
    extracts: Path
    incoming: Path
    mode: str | None
    tell: Tell
    texts: list[tuple[TextTable, Path]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    checksums: dict[Path, str] = field(default_factory=dict)
    twice: list[tuple[Path, Path]] = field(default_factory=list)
    faults: dict[int, FileRefused] = field(default_factory=dict)
    doubts: list[tuple[str, FileRefused]] = field(default_factory=list)
    loaded_on: date = date.max
    most_rows: int | None = None

    def run(self, files: Sequence[Path]) -> list[str]:
        """Writes the tables that the files bring, and names them; raises FileRefused for one that cannot be taken."""
        self._read(files)
        for text, extract in self._jobs():
            self._map(text, extract)
        tables = {part.table.name: part.table for part in self.parts}
        refuse_what_empties_a_table(self.parts)
        for table in tables.values():
            self.tell(f"Settling {table.name}")
            self._settle(table)
        return list(tables)

    def _read(self, files: Sequence[Path]) -> None:
        reader = Reader(self.known, self.work, self.refused)
        first_with: dict[str, Path] = {}
        for file in files:
            self.tell(f"Reading {file.name}", file.name)
            inside = unpack(file, self.work)
            first = next(inside)
            checksum = self.checksums[file] = self.checksums.get(file) or checksum_of(file)
            if first_with.setdefault(checksum, file) is not file:
                self.twice.append((file, first_with[checksum]))
                continue
            for part in (first, *inside):
                for table in reader.read(part):
                    refuse_too_long(table, self.most_rows)
                    self.texts.append((table, file))

    def _jobs(self) -> list[tuple[TextTable, Extract]]:
        """Every text table with every extract that it is, those that look into a canonical table last."""
        jobs = [(text, extract) for text, _ in self.texts for extract in text.extracts if extract.table]
        return sorted(jobs, key=lambda job: any(lookup.from_table for lookup in job[1].lookup.values()))

    def _map(self, text: TextTable, extract: Extract) -> None:
        self.tell(f"Mapping {text.name} as {extract.name}", text.name)
        if extract.entries or extract.lists:
            text = unfolded(text, extract, self.work)
        table = Dictionary.load().tables[extract.table]
        frames = frames_for(extract, text.name, [known for known, _ in self.texts], self._canonical())
        part = Part(len(self.parts), text, extract, table, self.work / f"{len(self.parts)}-part.parquet")
        self.parts.append(part)
        caster = Caster(
            table,
            self.settings.time_zone,
            salesforce=extract.source == "salesforce",
            decimal_comma=text.decimal_comma,
            order=Order.said(extract.dates) if extract.dates else None,
        )
        mapped = Mapped(extract, table, text.columns, text.name, frames)
        writer = PartWriter(part, mapped, caster)
        with closing(text.refused):
            writer.run()
        self._weigh(part)
        verify_totals(text, writer.sums)

    def _weigh(self, part: Part) -> None:
        """Notes what a person has to be asked about, and raises it where nothing is left to ask about."""
        fault = fault_of(part, self.settings.refused_share_that_asks)
        if fault and not part.kept:
            raise fault
        if fault:
            self.faults[part.number] = fault

    def asked_about(self) -> tuple[tuple[str, FileRefused], ...]:
        """Too many faulty rows, footers that say otherwise, and histories, each by the code of its question."""
        faults = [(f"refused:{self.parts[number].table.name}", fault) for number, fault in self.faults.items()]
        footers = [(f"refused:{part.table.name}", doubt) for part in self.parts for doubt in part.text.every_doubt]
        return (*faults, *footers, *self.doubts)

    def _canonical(self) -> dict[str, list[Path]]:
        """Where the rows of every canonical table are now: those of this load, else those that are published."""
        found = {folder.name: sorted(folder.glob("*.parquet")) for folder in self.extracts.iterdir()}
        fresh: dict[str, list[Path]] = {}
        for part in self.parts:
            fresh.setdefault(part.table.name, []).append(part.path)
        return found | fresh

    def _settle(self, table: Table) -> None:
        parts = [part for part in self.parts if part.table.name == table.name]
        gone = settle_keys(parts, table)
        if table.name == "opportunities":
            self.doubts += histories(parts, gone)
        if table.name == "leads":
            note_leads_of_two_systems(parts)
        for part in parts:
            self._weigh(part)
        is_replaced = self.mode_of(table.name) == "replace"
        existing = [] if is_replaced else sorted((self.extracts / table.name).glob("*.parquet"))
        write_table(parts, table, gone, existing, self.incoming / table.name)

    def mode_of(self, table: str) -> str:
        """How a table takes its new rows in: as was said for this load, else as a preset says, else as usual."""
        said = [part.extract.mode for part in self.parts if part.table.name == table and part.extract.mode]
        return self.mode or next(iter(said), Dictionary.load().tables[table].mode)

    def _latest_on(self, part: Part) -> str:
        """The last day that a part tells of, up to the load, as text; empty where its table has no dates."""
        latest = max(latest_days([part.path], dated(part.table), self.loaded_on), default=None)
        return latest.isoformat() if latest else ""

    def reports(self) -> list[FileReport]:
        """What became of each file, in the order in which they were given."""
        found = []
        for text, file in self.texts:
            known = self.checksums[file], file.stat().st_size
            mine = [part for part in self.parts if text in (part.text, part.text.origin)]
            found += [report_of(part, *known, self._latest_on(part)) for part in mine]
            if not any(extract.table for extract in text.extracts):
                counts = text.read, text.rows, text.malformed
                found.append(FileReport(text.name, *known, text.extracts[0].name, (), *counts))
        for file, first in self.twice:
            known = self.checksums[first], file.stat().st_size
            note = f"the same content as {first.name}: taken once."
            found.append(FileReport(file.name, *known, "a repeated file", (), 0, 0, 0, notes=(note,)))
        return found


def refuse_too_long(table: TextTable, most_rows: int | None) -> None:
    """Raises FileRefused for a table of more rows than may come that way."""
    if most_rows is not None and table.read > most_rows:
        problem = f"it has {table.read:,} rows; {most_rows:,} can be loaded in the browser."
        raise FileRefused(table.name, problem, "Load it at the command line (tandem load).")


def checksum_of(file: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    for block in blocks(file):
        digest.update(block)
    return digest.hexdigest()
