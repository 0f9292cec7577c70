"""The desk: where dropped files are looked at, checked and published; it belongs to the server, not to a session."""

import logging
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from threading import Lock
from uuid import uuid4

from tandem import words
from tandem.errors import Busy, NothingNew, Refused, TandemError, Unanswered, UploadRefused
from tandem.ingest import Look, look, prepare, record_load
from tandem.ledger import Ledger
from tandem.settings import Settings
from tandem.ui import opening
from tandem.ui.findings import findings_of
from tandem.ui.tray import Choices, Stage, Tray
from tandem.ui.uploads import sweep
from tandem.warehouse import Warehouse

MOST_WAITING = 5
ORPHAN_SECONDS = 3600
DESKS: "dict[Warehouse, Desk]" = {}
MAKING = Lock()


class Desk:
    """The trays of everybody who loads; one parser works, the others wait, publishing waits for nobody."""

    def __init__(self, warehouse: Warehouse, settings: Settings) -> None:
        """The desk of a warehouse; files stand in its folder “uploads”."""
        self.warehouse, self.settings = warehouse, settings
        self._home = warehouse.root / "uploads"
        self._trays: dict[str, Tray] = {}
        self._lock = Lock()
        self._parser = ThreadPoolExecutor(1, thread_name_prefix="parser")
        self._publisher = ThreadPoolExecutor(1, thread_name_prefix="publisher")
        self._waiting: set[Future[None]] = set()

    def tray(self, who: str) -> Tray:
        """The tray of a person."""
        with self._lock:
            if who not in self._trays:
                folder = self._home / uuid4().hex
                folder.mkdir(parents=True)
                self._trays[who] = Tray(who, folder, self.settings)
                self._sweep()
            return self._trays[who]

    def tray_of(self, ticket: str) -> Tray:
        """The tray that a ticket was given out for; raises UploadRefused for any other."""
        for tray in tuple(self._trays.values()):
            if tray.ticket == ticket:
                return tray
        raise UploadRefused(403, words.loading.NO_TICKET)

    def look(self, tray: Tray) -> None:
        """Recognises the files that were not looked at yet, as soon as the parser is free."""
        with self._lock:
            self._sweep()
        self._parser.submit(self._look, tray).add_done_callback(lambda done: not_looked(tray, done))

    def check(self, tray: Tray, choices: Choices) -> None:
        """Builds and checks a load of the tray's files; raises Refused when too many others wait."""
        self._waiting = {one for one in self._waiting if not one.done()}
        if len(self._waiting) > MOST_WAITING:
            raise Refused(words.loading.FULL)
        tray.begin(Stage.CHECKING)
        tray.choices = choices
        job = self._parser.submit(self._check, tray)
        self._waiting.add(job)
        job.add_done_callback(lambda done: self._settle(tray, done))

    def publish(self, tray: Tray, accepted: Mapping[str, str]) -> None:
        """Publishes what was checked; `accepted` says, for every question, why it is all right."""
        tray.begin(Stage.PUBLISHING)
        job = self._publisher.submit(self._publish, tray, accepted)
        job.add_done_callback(lambda done: self._settle(tray, done))

    def discard(self, tray: Tray) -> None:
        """Lets go of what was checked, and writes that down; the files stay on the tray."""
        self._record(tray, "rehearsal", None, words.loading.DISCARDED)
        tray.let_go()

    def close(self) -> None:
        """Stops what is under way and leaves nothing behind."""
        for tray in self._trays.values():
            tray.is_stopped = True
        self._parser.shutdown(cancel_futures=True)
        self._publisher.shutdown()
        for tray in self._trays.values():
            tray.clear()

    def _look(self, tray: Tray) -> None:
        # Together, because they are opened in a process of their own; those of one name apart, by which they are told.
        while fresh := {item.upload.name: item for item in tray.items if item.looks is None}:
            files = [item.upload.path for item in fresh.values()]
            looks = look(files, warehouse=self.warehouse, settings=self.settings, who=tray.who, in_browser=True)
            for name, item in fresh.items():
                tray.looked(item.key, tuple(one for one in looks if one.file == name))

    def _check(self, tray: Tray) -> None:
        with ExitStack() as stack:
            load = prepare(
                [item.upload.path for item in tray.wanted],
                warehouse=self.warehouse,
                settings=self.settings,
                who=tray.who,
                loaded_on=date.today(),
                mode=tray.choices.mode,
                as_of=tray.choices.as_of,
                in_browser=True,
                progress=tray.say,
            )
            prepared = stack.enter_context(load)
            tray.say(words.loading.COMPARING)
            tray.findings = findings_of(prepared, self.warehouse, self.settings)
            prepared.wait()
            tray.held = stack.pop_all()
            tray.stage = Stage.FOUND

    def _publish(self, tray: Tray, accepted: Mapping[str, str]) -> None:
        assert tray.findings is not None
        base = tray.findings.base
        prepared, names = tray.findings.prepared, [item.upload.name for item in tray.wanted]
        version = prepared.publish(accepted)
        with Ledger.open(self.warehouse.root) as ledger:
            record_load(ledger, prepared, version, who=tray.who, files=names, accepted=accepted)
        tray.clear()
        tray.published = version.number, base.number if base else None

    def _settle(self, tray: Tray, done: "Future[None]") -> None:
        """What follows when a piece of work has ended with an error: back to the files, with the sentence."""
        if done.cancelled() or (fault := done.exception()) is None:
            return
        log_failure(done)
        refusal = fault if isinstance(fault, Refused) else Refused(sentence_of(fault))
        action = "unchanged" if isinstance(fault, NothingNew) else "refused"
        self._record(tray, action, None, str(refusal))
        if isinstance(fault, Busy | Unanswered) and tray.findings:
            tray.hold(refusal)
        else:
            tray.refuse(refusal)

    def _record(self, tray: Tray, action: str, version: int | None, sentence: str) -> None:
        names = [item.upload.name for item in tray.wanted]
        with Ledger.open(self.warehouse.root) as ledger:
            ledger.record(who=tray.who, action=action, version=version, files=names, sentence=sentence)

    def _sweep(self) -> None:
        known = {tray.folder.name for tray in self._trays.values()}
        sweep(self._home, keep=known.__contains__, older_than=time.time() - ORPHAN_SECONDS)


def log_failure(done: "Future[None]") -> None:
    """Writes an error that is no sentence to the log."""
    fault = None if done.cancelled() else done.exception()
    if fault is not None and not isinstance(fault, TandemError):
        logging.getLogger("tandem").error("A load stopped.", exc_info=fault)


def not_looked(tray: Tray, done: "Future[None]") -> None:
    """Says of every file that could not be looked at why that is."""
    log_failure(done)
    fault = None if done.cancelled() else done.exception()
    for item in tray.items:
        if fault is not None and item.looks is None:
            name, size = item.upload.name, item.upload.size
            tray.looked(item.key, (Look(name, name, size, problem=sentence_of(fault)),))


def sentence_of(fault: BaseException) -> str:
    """What the person reads about a fault: its own sentence where it has one."""
    return str(fault) if isinstance(fault, TandemError) else words.loading.FAILED


def desk() -> Desk:
    """The desk of the warehouse that is served, one per process."""
    house = opening.warehouse()
    with MAKING:
        if house not in DESKS:
            DESKS[house] = Desk(house, opening.settings())
        return DESKS[house]


def close_desks() -> None:
    """Closes every desk of this process."""
    with MAKING:
        while DESKS:
            DESKS.popitem()[1].close()
