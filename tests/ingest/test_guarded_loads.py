"""Loads that stop and ask, the same files again, a version that waits, the whole way."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tandem.errors import Busy, FileRefused, NothingNew, Outdated, Refused, Unanswered
from tandem.ingest import look, record_load
from tandem.ingest.limits import Limits, Tell, refuse_full_disk
from tandem.ledger import Ledger
from tandem.settings import Settings
from tandem.warehouse import Warehouse
from tests.ingest.loading import rows
from tests.ingest.office import ACCOUNTS, DEALS, TOUCHES, Office

HEADER = "opportunity_id,account_id,region,created_at"
WHOLE = rows(HEADER, *(f"O{n},A1,{'EMEA' if n % 2 else 'APAC'},2026-09-{n:02}" for n in range(1, 11)))
PART = rows(HEADER, *(f"O{n},A1,EMEA,2026-06-{n:02}" for n in range(1, 6)))


def test_a_partial_older_export_is_published_for_reasons_only(office: Office) -> None:
    office.load(office.files(opportunities=WHOLE))
    [file] = office.files(opportunities=PART)
    with office.prepared([file]) as prepared:
        codes = [question.code for question in prepared.questions]
        assert codes == ["fewer:opportunities", "region:opportunities", "older:opportunities"]
        with pytest.raises(Unanswered):
            prepared.publish()
        assert office.warehouse.require().number == 1
        reasons = dict.fromkeys(codes, " a test ")
        version = prepared.publish(reasons)
        with Ledger.open(office.warehouse.root) as ledger:
            record_load(ledger, prepared, version, who="ann", files=["d.csv"], accepted=reasons)
            told = ledger.history()
    fresh = Warehouse(office.warehouse.root, office.settings, office.warehouse.catalog).require()
    assert (fresh.number, fresh.manifest.accepted, fresh.warning) == (2, reasons, "")
    assert [line.action for line in told] == ["load", "accepted", "accepted", "accepted"]
    assert told[-1].sentence.startswith(
        "fewer:opportunities: opportunities: 5 rows would stand where 10 are published."
    )
    assert told[-1].sentence.endswith("Accepted because: a test")


def test_the_same_files_again_publish_nothing(office: Office) -> None:
    first, second = office.files(a=ACCOUNTS, d=DEALS)
    office.load([first, second])
    with pytest.raises(NothingNew, match=r"^These files are published already, in version 1: nothing was published\.$"):
        office.load([first, second])
    with pytest.raises(NothingNew):
        office.load([second])
    assert [manifest.number for manifest in office.warehouse.manifests()] == [1]


def test_the_same_files_read_in_another_way_are_loaded(office: Office) -> None:
    files = office.files(a=ACCOUNTS)
    office.load(files)
    office.load(files, mode="upsert")
    assert office.warehouse.require().number == 2


def test_a_file_whose_rows_were_replaced_since_is_loaded_again(office: Office) -> None:
    office.load(office.files(d=DEALS))
    office.load(office.files(d=DEALS.replace("100", "150")))
    office.load(office.files(d=DEALS))
    assert office.warehouse.require().number == 3


def test_appended_files_stay_known(office: Office) -> None:
    later = rows("touched_at,account_id,side", "2026-07-01,A2,sales")
    first, second = office.files(t=TOUCHES, u=later)
    office.load([first])
    office.load([second])
    for files in ([first], [second], [first, second]):
        with pytest.raises(NothingNew):
            office.load(files)
    assert office.tables() == {"touches": 3}


def test_a_version_that_waits_stands_in_nobody_s_way(office: Office) -> None:
    [file] = office.files(a=ACCOUNTS)
    with office.prepared([file]) as waiting:
        waiting.wait()
        assert office.warehouse.current() is None
        assert waiting.publish().number == 1
    [file] = office.files(a=ACCOUNTS.replace("Acme", "Acme Inc"))
    with office.prepared([file]) as waiting:
        waiting.wait()
        office.load(office.files(t=TOUCHES))
        with pytest.raises(Outdated, match=r"it is version 2 now.*prepare the files again"):
            waiting.publish()
    assert office.tables() == {"accounts": 2, "touches": 2}


def test_who_publishes_a_waiting_version_waits_for_nobody(office: Office) -> None:
    [file] = office.files(a=ACCOUNTS)
    with office.prepared([file]) as waiting:
        waiting.wait()
        with office.warehouse.staging("bob", carry=False), pytest.raises(Busy, match="bob"):
            waiting.publish()
        assert waiting.publish().number == 1


def test_a_version_that_waits_is_swept_after_its_time_only(office: Office) -> None:
    [file] = office.files(a=ACCOUNTS)
    staging = office.warehouse.root / "staging"
    with office.prepared([file]) as waiting:
        waiting.wait()
        [folder] = staging.iterdir()
        for hours, is_there in ((3, True), (25, False)):
            old = time.time() - hours * 3600
            os.utime(folder, (old, old))
            with office.warehouse.staging("bob", carry=False):
                pass
            assert folder.exists() == is_there
        with pytest.raises(Outdated):
            waiting.publish()


def test_spend_of_the_same_days_is_replaced_and_not_doubled(office: Office) -> None:
    def google(*lines: str) -> str:
        return rows("Campaign,Day,Currency code,Cost", *lines)

    meta = rows(
        "Reporting starts,Reporting ends,Day,Campaign name,Amount spent (USD)",
        "2026-09-02,2026-09-02,2026-09-02,Brand,7",
    )
    office.load(office.files(g=google("Brand,2026-09-01,USD,10", "Brand,2026-09-02,USD,20"), m=meta))
    office.load(office.files(g=google("Brand,2026-09-02,USD,25", "Brand,2026-09-03,USD,30")))
    spend = pl.read_parquet(office.warehouse.require().extracts / "spend" / "*.parquet")
    assert spend.select("platform", "month", "amount").sort("platform", "month").rows() == [
        ("Google Ads campaigns", date(2026, 9, 1), Decimal("10.00")),
        ("Google Ads campaigns", date(2026, 9, 2), Decimal("25.00")),
        ("Google Ads campaigns", date(2026, 9, 3), Decimal("30.00")),
        ("Meta campaigns", date(2026, 9, 2), Decimal("7.00")),
    ]


def test_a_preset_says_how_a_table_takes_its_rows_and_the_person_has_the_last_word(office: Office) -> None:
    mapping = office.folder / "mapping.toml"
    mapping.write_text(
        '[[extract]]\nname = "batches"\ntable = "accounts"\nheader = ["id"]\nmode = "append"\n'
        '[extract.columns]\naccount_id = "id"\n'
    )
    for batch, mode, left in (("1", None, 1), ("2", None, 2), ("3", "replace", 1)):
        with office.prepared(office.files(batch=f"id\n{batch}\n"), mapping=mapping, mode=mode) as prepared:
            prepared.publish({question.code: "a test" for question in prepared.questions})
        assert office.tables() == {"accounts": left}


def test_a_file_may_be_longer_at_the_command_line_than_in_the_browser(office: Office) -> None:
    files, tight = office.files(a=ACCOUNTS), Settings(upload_rows=1)
    with pytest.raises(FileRefused, match=r"^a\.csv: it has 2 rows; 1 can be loaded in the browser\. Load it at"):
        office.load(files, settings=tight, in_browser=True)
    office.load(files, settings=tight)
    assert office.tables() == {"accounts": 2}


def test_refused_rows_are_swept_when_nobody_will_mend_them(office: Office) -> None:
    home = office.warehouse.root / "refused"
    twice = ACCOUNTS + "A1,Acme,EMEA\n"
    office.load(office.files(a=twice))
    [named] = home.iterdir()
    for name in ("old", "young"):
        (home / name).mkdir()
    for folder in (named, home / "old"):
        os.utime(folder, (1, 1))
    office.load(office.files(t=TOUCHES))
    assert sorted(folder.name for folder in home.iterdir()) == sorted([named.name, "young"])


def test_a_full_disk_is_met_before_anything_is_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.ingest.limits.free_bytes", lambda _folder: 5 << 29)
    with pytest.raises(Refused, match=r"^2\.5 GB of the disk are free, and this load needs 3\.0 GB\. Make room"):
        refuse_full_disk(office.folder, Settings(), 3 << 30)
    refuse_full_disk(office.folder, Settings(), 1 << 30)
    with pytest.raises(Refused, match=r"needs 4\.0 GB"):
        refuse_full_disk(office.folder, Settings(free_disk_gb=4), 0)


def test_a_file_that_is_missing_is_refused_before_anything_is_read(office: Office) -> None:
    with pytest.raises(FileRefused, match="there is no such file"):
        office.load([Path("nowhere.csv")])


def test_a_file_that_brings_its_reader_down_does_not_hide_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = office.files(accounts=ACCOUNTS, bomb=ACCOUNTS)

    def run(limits: Limits, tell: Tell, task: Callable[..., object], files: Sequence[Path], *more: object) -> object:
        if bad in files:
            raise FileRefused("bomb.csv", "it made its reader fail (SIGSEGV).", "Export it again.")
        return task(tell, files, *more)

    monkeypatch.setattr(sys.modules["tandem.ingest.look"], "run_apart", run)
    first, second = look([good, bad], warehouse=office.warehouse, settings=office.settings)
    assert (first.table, first.problem) == ("accounts", None)
    assert (second.file, second.problem) == (
        "bomb.csv",
        "bomb.csv: it made its reader fail (SIGSEGV). Export it again.",
    )
    [alone] = look([bad], warehouse=office.warehouse, settings=office.settings)
    assert alone == second


def test_a_look_is_taken_apart(office: Office) -> None:
    files, said = office.files(accounts=ACCOUNTS, bad=""), list[str]()
    seen = look(files, warehouse=office.warehouse, settings=office.settings, progress=said.append)
    assert [(one.table, one.problem is None) for one in seen] == [("accounts", True), (None, False)]
    assert said == ["Looking at accounts.csv", "Looking at bad.csv"]
