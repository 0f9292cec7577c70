"""A version under way: tables come in, marts are built, invariants counted, and all of it is published in one step."""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq

from tandem.catalog import Catalog
from tandem.errors import Damaged, Outdated, Refused
from tandem.warehouse.build import Progress, build_hash, build_marts, silent
from tandem.warehouse.checks import run_checks
from tandem.warehouse.durable import checksums, first_fault, write_durably
from tandem.warehouse.engine import MARTS
from tandem.warehouse.faults import storage_faults
from tandem.warehouse.inputs import parquet_files
from tandem.warehouse.lock import Writing, alive
from tandem.warehouse.manifest import MANIFEST, Check, Facts, Manifest
from tandem.warehouse.session import building, reading
from tandem.warehouse.shelf import IN_USE, Shelf
from tandem.warehouse.version import Version


class Staging:
    """The next version, in a folder of its own that no reader sees."""

    def __init__(self, shelf: Shelf, catalog: Catalog, folder: Path, who: str, writing: Writing) -> None:
        """A version to be made in `folder` on behalf of `who`, who is `writing`."""
        self._shelf, self._catalog, self._home, self._who, self._writing = shelf, catalog, folder, who, writing
        self._base = shelf.state()
        self._version: Version | None = None
        self.warning = ""
        self.number = shelf.next_number()
        self.folder = folder / "version"
        self.extracts, self.incoming = self.folder / "extracts", folder / "incoming"
        for made in (self.extracts, self.incoming):
            made.mkdir(parents=True)
        self._in_use = ExitStack()
        self._in_use.enter_context(alive(folder / IN_USE))

    def carry(self, version: Version) -> None:
        """Brings the tables of `version` along, as they are, until they are sealed anew."""
        for file in version.extracts.glob("*/*.parquet"):
            target = self.extracts / file.relative_to(version.extracts)
            target.parent.mkdir(exist_ok=True)
            link_or_copy(file, target)

    def seal(self, table: str, sort_by: Sequence[str] = ()) -> int:
        """Sorts the files of incoming/`table` into the table, in place of what was carried; returns its rows."""
        files = [str(path) for path in parquet_files(self.incoming, table)]
        target = self.extracts / table / "part-0.parquet"
        target.parent.mkdir(exist_ok=True)
        fresh = target.with_suffix(".new")
        with storage_faults(), building(":memory:", self._shelf.settings, self._home / "spill") as connection:
            rows = connection.read_parquet(files, union_by_name=True)
            ordered = rows.order(", ".join(sort_by)) if sort_by else rows
            ordered.write_parquet(str(fresh), compression="zstd")
        # A new file in the place of the old: what was carried is shared with the version that is published.
        os.replace(fresh, target)
        shutil.rmtree(self.incoming / table)
        return rows_in([target])

    def build(self, facts: Facts, progress: Progress = silent) -> Version:
        """The version, open for questions and unpublished: marts built, invariants counted, manifest written."""
        self._close()
        settings, marts = self._shelf.settings, self.folder / MARTS
        with storage_faults():
            marts.unlink(missing_ok=True)
            build_marts(
                self.extracts, marts, catalog=self._catalog, settings=settings, as_of=facts.as_of, progress=progress
            )
            found = run_checks(self.extracts, marts, catalog=self._catalog, settings=settings, as_of=facts.as_of)
            write_durably(self.folder / MANIFEST, self._manifest(facts, found).to_json())
            self._version = Version.open(self.folder, settings)
        return self._version

    def wait(self) -> None:
        """Lets others publish while a person decides; `publish` then looks whether anybody did."""
        self._writing.let_go()

    def publish(self, accepted: Mapping[str, str] | None = None) -> Version:
        """Publishes what was built, keeping the reasons of what was `accepted`.

        Raises Refused when an invariant fails, Damaged when the disk lost bytes; of a version that waited also Outdated
        when something else was published since, and Busy while somebody else publishes.
        """
        with self._writing.held():
            self._refuse_outdated()
            return self._publish(accepted or {})

    def _refuse_outdated(self) -> None:
        if self._shelf.state() == self._base and self._home.exists():
            return
        now = self._shelf.pointer() or "nothing"
        said = f"While this version waited, what is published changed (it is version {now.lstrip('0')} now)."
        raise Outdated(f"{said} Nothing was published: prepare the files again to see what they change now.")

    def _publish(self, accepted: Mapping[str, str]) -> Version:
        built = self._built()
        refuse_unsound(built.manifest)
        self._close()
        fault = first_fault(self.folder, built.manifest.checksums)
        if fault:
            raise Damaged(f"The new version is damaged before it was published: {fault}. Load the files again.")
        with storage_faults():
            self._reopen()
            if accepted:
                write_durably(self.folder / MANIFEST, replace(built.manifest, accepted=dict(accepted)).to_json())
            self._shelf.add(self.folder, self.number)
        published = self._shelf.open(self.number)
        self._shelf.retain(self.number)
        return published

    def discard(self) -> None:
        """Leaves nothing behind."""
        self._close()
        self._in_use.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _built(self) -> Version:
        if self._version is None:
            raise Refused("Nothing was built yet: there is nothing to publish.")
        return self._version

    def _close(self) -> None:
        if self._version is not None:
            self._version.engine.close()

    def _reopen(self) -> None:
        """Reads from every mart as a reader will."""
        connection = reading(self.folder / MARTS, self._shelf.settings)
        try:
            for mart in self._catalog.build.values():
                if mart.is_kept:
                    connection.table(mart.name).limit(1).fetchall()
        finally:
            connection.close()

    def _manifest(self, facts: Facts, found: tuple[Check, ...]) -> Manifest:
        settings = self._shelf.settings
        return Manifest(
            number=self.number,
            published_at=datetime.now(UTC).replace(microsecond=0),
            who=self._who,
            as_of=facts.as_of,
            loaded_on=facts.loaded_on,
            is_sample=facts.is_sample,
            files=facts.files,
            tables={path.name: rows_in(path.glob("*.parquet")) for path in sorted(self.extracts.iterdir())},
            definitions_version=settings.definitions_version,
            build_hash=build_hash(self._catalog, settings),
            checks=found,
            checksums=checksums(self.folder, but=MANIFEST),
            note=facts.note,
            sources=facts.sources,
            taken=facts.taken,
        )


def refuse_unsound(manifest: Manifest) -> None:
    """Raises Refused naming every invariant that fails, with a case."""
    failing = [
        f"{check.question.rstrip('?.')}: {check.failed:,} of {check.checked:,} fail"
        + (f", for instance {check.example}" if check.example else "")
        for check in manifest.failed_checks
    ]
    if failing:
        raise Refused(f"Nothing was published, because figures would contradict each other. {'; '.join(failing)}.")


def rows_in(files: Iterable[Path]) -> int:
    """How many rows the Parquet files have together."""
    return sum(pq.read_metadata(path).num_rows for path in files)


def link_or_copy(file: Path, target: Path) -> None:
    """Puts the same bytes at `target`, shared where the disk can."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copy2(file, target)
