"""The warehouse: which version is published, how the next one is made, and how to go back."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from uuid import uuid4

from tandem.catalog import Catalog
from tandem.domain import Quarter
from tandem.errors import Busy, Damaged, NothingPublished, WrongUse
from tandem.settings import Settings
from tandem.warehouse.build import Progress, build_hash, silent
from tandem.warehouse.faults import REBUILD_FAULTS, first_line, storage_faults
from tandem.warehouse.frozen import Frozen, freeze, frozen_in, thaw
from tandem.warehouse.lock import Writing, writer_lock
from tandem.warehouse.manifest import Facts, Manifest
from tandem.warehouse.shelf import Shelf, number_in
from tandem.warehouse.staging import Staging
from tandem.warehouse.version import Version

UPGRADE = "upgrade"


class Warehouse:
    """The versions in one folder."""

    def __init__(self, root: Path, settings: Settings, catalog: Catalog | None = None) -> None:
        """The warehouse in `root`, which need not exist yet; `catalog` defaults to the product's queries."""
        self.root, self.settings = root.resolve(), settings
        self.catalog = catalog or Catalog.load()
        self._shelf = Shelf(self.root, settings)
        self._served: tuple[str, Version] | None = None
        self._finding, self._refreshing = Lock(), RLock()
        self._outdated = (0, "")

    def current(self) -> Version | None:
        """The published version; None when nothing was ever published.

        When it is damaged, the newest intact one stands in for it, with a `warning`; raises Damaged when none is.
        """
        said = self._shelf.pointer()
        with self._finding:
            if self._served and self._served[0] == said:
                return self._served[1]
            found = self._find(said)
            self._served = (said, found) if found and said is not None else None
            return found

    def require(self) -> Version:
        """The published version, with marts of today's queries (see `refresh`); raises NothingPublished without one.

        When they cannot be built it is given as it is, with a `warning` that says why; it is tried once per process.
        """
        current = self.current()
        if current is None:
            raise NothingPublished(f"Nothing has been published in {self.root} yet: run tandem load.")
        return self._refreshed_or_as_it_is(current) if self.is_stale(current) else current

    def intact(self) -> Version | None:
        """What a load can join or be compared with: as `current`, but None where nothing is intact any more."""
        with suppress(Damaged):
            return self.current()
        return None

    def version(self, number: int) -> Version:
        """A version that is kept; raises WrongUse naming the known ones, and Damaged when its bytes have changed."""
        return self._shelf.open(number)

    def manifests(self) -> list[Manifest]:
        """The manifests of the versions that are kept, newest first; one that cannot be read is left out."""
        found = []
        for number in self._shelf.numbers():
            with suppress(Damaged):
                found.append(Manifest.read(self._shelf.folder(number)))
        return found

    def rollback(self, number: int, who: str) -> Version:
        """Publishes an earlier version again; raises as `version` does, and Busy while somebody publishes."""
        with self._writing(who):
            version = self._shelf.open(number)
            self._shelf.point_at(number)
            return version

    def freeze(self, quarter: Quarter, who: str) -> Frozen:
        """Keeps the published version for good, as the one that the quarter was presented with.

        Raises NothingPublished, WrongUse for a quarter that it tells nothing of or that is frozen already, and Busy.
        """
        with self._writing(who):
            current = self.current()
            if current is None:
                raise NothingPublished(f"Nothing has been published in {self.root} yet: run tandem load.")
            if quarter.start_on > current.manifest.as_of:
                raise WrongUse(f"{quarter} has not begun in the data, which ends on {current.manifest.as_of}.")
            return freeze(self.root, str(quarter), current.number, who)

    def thaw(self, quarter: Quarter, who: str) -> Frozen:
        """Undoes a freeze; raises WrongUse when there is none, and Busy."""
        with self._writing(who):
            return thaw(self.root, str(quarter))

    def frozen_quarters(self) -> dict[str, Frozen]:
        """Every quarter that was frozen, with its version, in order; raises Damaged when nobody can say."""
        return frozen_in(self.root)

    def frozen(self, quarter: Quarter) -> Version | None:
        """The version that a quarter was presented with, if it was frozen; raises Damaged when its bytes have changed.

        Where its marts are those of an earlier release its `warning` says so.
        """
        known = self.frozen_quarters().get(str(quarter))
        if known is None:
            return None
        version = self._shelf.open(known.version)
        said = f"Version {known.version} was built by an earlier release: not every page of today can show its figures."
        return replace(version, warning=said) if self.is_stale(version) else version

    @contextmanager
    def staging(self, who: str, *, carry: bool) -> Iterator[Staging]:
        """The next version, to be filled, built and published; gone at the end unless it was published.

        `carry` starts it with the tables of the published version (of the one that stands in for it: its `warning` says
        so). Raises Busy while somebody else publishes; nobody else can until its end, or until it is told to `wait`.
        """
        with storage_faults(), Writing(lambda: self._writing(who)) as writing:
            staging = Staging(self._shelf, self.catalog, self._shelf.staging / uuid4().hex, who, writing)
            try:
                if carry:
                    self._carry_into(staging)
                yield staging
            finally:
                staging.discard()

    @cached_property
    def _build_hash(self) -> str:
        return build_hash(self.catalog, self.settings)

    def is_stale(self, version: Version) -> bool:
        """Whether the marts of `version` were built by other queries, or under other settings, than those of today."""
        return version.manifest.build_hash != self._build_hash

    def refresh(self, who: str = UPGRADE, progress: Progress = silent) -> Version:
        """The published version, rebuilt from its extracts as a new one (same data) when its marts are stale.

        Raises NothingPublished without one, and Busy while another process publishes.
        """
        with self._refreshing:
            current = self.current()
            return self._rebuild(current, who, progress) if current and self.is_stale(current) else self.require()

    def _refreshed_or_as_it_is(self, current: Version) -> Version:
        with self._refreshing:
            number, warning = self._outdated
            if number != current.number:
                try:
                    return self.refresh()
                except Busy as busy:
                    warning = outdated(current, busy)
                except REBUILD_FAULTS as fault:
                    warning = outdated(current, fault)
                    self._outdated = current.number, warning
            return replace(current, warning=warning)

    def _rebuild(self, current: Version, who: str, progress: Progress) -> Version:
        known = current.manifest
        note = f"Version {known.number}, built anew: the same data under today's queries. {current.warning}".strip()
        with self.staging(who, carry=True) as staging:
            about = known.as_of, known.loaded_on, known.is_sample, known.files, note, known.sources, known.taken
            staging.build(Facts(*about), progress)
            return staging.publish()

    def _carry_into(self, staging: Staging) -> None:
        try:
            current = self.current()
        except Damaged as fault:
            staging.warning = str(fault)
            return
        if current:
            staging.carry(current)
            staging.warning = current.warning

    @contextmanager
    def _writing(self, who: str) -> Iterator[None]:
        with storage_faults():
            self._shelf.make()
            with writer_lock(self.root / "writer.lock", who):
                self._shelf.clear()
                yield

    def _find(self, said: str | None) -> Version | None:
        pointed = number_in(said)
        kept = self._shelf.numbers()
        if not kept and said is None:
            return None
        faults = [] if pointed else ["CURRENT does not name a version."]
        for number in dict.fromkeys([*([pointed] if pointed else []), *kept]):
            try:
                version = self._intact(number)
            except Damaged as fault:
                faults.append(str(fault))
            else:
                return replace(version, warning=standing_in(version, faults))
        raise Damaged(f"No version in {self.root} is intact: load the files again. {' '.join(faults)}")

    def _intact(self, number: int) -> Version:
        if number not in self._shelf.numbers():
            raise Damaged(f"Version {number} is missing.")
        return self._shelf.open(number)


def standing_in(version: Version, faults: list[str]) -> str:
    """The warning that `version` is not the one that was published last, or nothing."""
    if not faults:
        return ""
    manifest = version.manifest
    return f"{' '.join(faults)} Shown instead: version {manifest.number}, data to {manifest.as_of}."


def outdated(version: Version, fault: Exception) -> str:
    """The warning that the marts of `version` are not those of today's queries, and why."""
    said = f"Version {version.number} is shown with the figures of an earlier release: they could not be built anew."
    return f"{version.warning} {said} {first_line(fault)}".strip()
