"""What every refusal leaves: the version that was published, whole, and nobody's half-done work; what asks, asks."""

import gzip
import os
from pathlib import Path

import pytest

from tandem.catalog import Catalog
from tandem.errors import FileRefused, Unanswered
from tandem.ingest import prepare
from tandem.warehouse.durable import first_fault
from tests.ingest.loading import many, rows
from tests.ingest.making import cell, locked, raw_workbook, zipped
from tests.ingest.office import ACCOUNTS, TODAY, Office

HEADER = "opportunity_id,created_at,amount,is_won"
BAD: dict[str, bytes] = {
    "two encodings": "account_id,name\n1,Zoë\n2,".encode() + b"Zo\xeb\n",
    "an open quote": many("account_id,name", "{n},x", 5, '6,"open', *(f"{n},x" for n in range(7, 90))).encode(),
    "a header alone": b"account_id,name\n",
    "nothing": b"",
    "a web page": b"<html><table><tr><td>x</td></tr></table></html>",
    "an old workbook": b"\xd0\xcf\x11\xe0" + bytes(600),
    "zero bytes": b"account_id,name\n" + b"1,\x00x\n" * 20,
    "too many columns": (",".join(f"c{n}" for n in range(10_000)) + "\n1\n").encode(),
    "damaged ids": rows("account_id,name", "3.06E+10,x", "3.07E+10,y").encode(),
    "two orders of dates": rows(HEADER, "O1,13/02/2026,5,true", "O2,02/13/2026,5,true").encode(),
    "two decimal signs": rows(HEADER, 'O1,2026-03-05,"1,50",true', "O2,2026-03-05,1.50,true").encode(),
    "half a gzip": gzip.compress(ACCOUNTS.encode() * 99)[:-12],
    "a zip with a password": locked(zipped({"a.csv": ACCOUNTS})),
    "a far cell": raw_workbook(f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
    "entities": raw_workbook("<row/>", head='<!DOCTYPE l [<!ENTITY a "ha">]>'),
    "half a Parquet file": b"PAR1" + bytes(40) + b"PAR1",
    "broken JSON": b'{"account_id": "1"}\n{"account_id": \n',
    "a stranger": rows("nobody,knows", "1,2").encode(),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A warehouse with one version, which no refusal may touch."""
    office = Office(tmp_path_factory.mktemp("office"), Catalog({}, {}, {}, ""))
    office.load(office.files(a=ACCOUNTS))
    return office


def files_in(folder: Path) -> set[str]:
    """The files of a warehouse but the empty ones, which are locks."""
    return {
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if (Path(place) / name).stat().st_size
    }


@pytest.mark.parametrize("what", BAD)
def test_what_is_published_outlives_every_refusal(published: Office, what: str) -> None:
    """Cases 4, 8, 13, 14, 15, 16, 17, 19, 30, 34, 41, 50, 56, 57, 58 and 59: the same version, nothing left behind."""
    before, version = files_in(published.warehouse.root), published.warehouse.require()
    file = published.folder / "bad.csv"
    file.write_bytes(BAD[what])
    with pytest.raises(FileRefused) as refused:
        published.load([file])
    assert str(refused.value).startswith("bad.csv")
    assert len(refused.value.remedy) > 10
    after = published.warehouse.require()
    assert after.number == version.number == 1
    assert first_fault(after.folder, after.manifest.checksums) is None
    assert {name for name in files_in(published.warehouse.root) - before if "/refused/" not in name} == set()


@pytest.mark.parametrize("footer", ['"Grand Totals (5,700 records)",,,', "Total,,11.00,"])
def test_23_a_footer_that_says_otherwise_is_asked_about(tmp_path: Path, footer: str) -> None:
    """Cases 23 and 25: nothing is published until a person says why the rows are right all the same."""
    office = Office(tmp_path, Catalog({}, {}, {}, ""))
    [file] = office.files(deals=rows(HEADER, "O1,2026-03-05,5,true", "O2,2026-03-05,5,true", footer))
    about = {"warehouse": office.warehouse, "settings": office.settings, "who": "ann", "loaded_on": TODAY}
    with prepare([file], **about) as prepared:  # type: ignore[arg-type]
        [question] = prepared.questions
        assert "footer says 5,700 records" in question.sentence or "add up to 10.00" in question.sentence
        with pytest.raises(Unanswered):
            prepared.publish()
        assert office.warehouse.current() is None
        prepared.publish({question.code: "the report was cut on purpose"})
    assert office.tables() == {"opportunities": 2}
