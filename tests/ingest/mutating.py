"""Files with faults put into them, the same on every run, and a slow count of what rows a file has."""

import csv
import gzip
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import polars as pl

from tandem.errors import FileRefused
from tandem.ingest.limits import Tell
from tests.ingest.loading import Desk, Loaded
from tests.ingest.making import MAIN, cell, raw_workbook, zipped

HEADER = ("opportunity_id", "created_at", "amount", "is_won", "name")
ROWS = [(f"O{n}", f"2026-03-{n % 28 + 1:02}", f"1,{n:03}.50", "true", 'a "b", c') for n in range(30)]
PIECES = (
    *(b'"', b",", b"\n", b"\r", b";", b"\t", b"\x00", b"\xff", b"\xc3", b'""', b'","', b"\r\n", b"", b"\xe9", b"NaN"),
    *(b"Total", b"Subtotal", b"=1", b"\xef\xbb\xbf", b"\xff\xfe", b"9" * 400),
    *(b"<", b">", b"/>", b"&amp;", b"&#0;", b"</row>"),
)
TEXTS = ("", " ", "Total", "Subtotal", "=1+1", "a&#10;b", "&quot;", "\ufeff", "1e309", "#N/A", "x" * 40_000)
SHARE = {"refused_share_that_asks": 1.0}


def as_csv() -> bytes:
    """The rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *ROWS])
    return text.getvalue().encode()


def as_sheet() -> str:
    """The rows as those of a sheet."""
    lines = [HEADER, *ROWS]
    texts = [[text.replace("&", "&amp;") for text in line] for line in lines]
    rows = [
        "".join(cell(f"{letter}{at}", text) for letter, text in zip("ABCDE", line, strict=True))
        for at, line in enumerate(texts, 1)
    ]
    return "".join(f'<row r="{at}">{row}</row>' for at, row in enumerate(rows, 1))


def as_parquet() -> bytes:
    """The rows as Parquet."""
    target = io.BytesIO()
    pl.DataFrame(ROWS, schema=list(HEADER), orient="row").write_parquet(target)
    return target.getvalue()


def as_json() -> bytes:
    """The rows as JSON lines."""
    return "\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in ROWS).encode()


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with some bytes cut out, others put in, stretches moved or said twice, or its end gone."""
    for _ in range(chance.randint(1, 6)):
        place, cut = chance.randrange(len(content) + 1), chance.choice([0, 0, 1, 1, 3, 40])
        match chance.randrange(8):
            case 0:
                content = content[:place] + content[place : place + 50] * 2 + content[place + 50 :]
            case 1 if chance.random() < 0.3:
                content = content[:place]
            case 2:
                content = content[:place] + chance.randbytes(chance.randint(1, 8)) + content[place + cut :]
            case _:
                content = content[:place] + chance.choice(PIECES) + content[place + cut :]
    return content


def mutated_workbook(chance: random.Random) -> bytes:
    """A workbook with faults in the rows and cells of its sheet, in its XML, or in the bytes that it is packed in."""
    way = chance.random()
    if way < 0.2:
        return mutated(raw_workbook(as_sheet()), chance)
    if way < 0.4:
        return raw_workbook(mutated(as_sheet().encode(), chance).decode(errors="replace"))
    pieces = re.split("(?=<row|<c |</row>)", as_sheet())
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(pieces))
        pieces[at] = mutated_piece(pieces[at], chance)
    return raw_workbook("".join(pieces))


def mutated_piece(piece: str, chance: random.Random) -> str:
    """A row or cell of a sheet that says something else, or stands elsewhere; a cell may be gone."""
    options = [
        piece.replace("inlineStr", chance.choice(["str", "s", "n", "b", "e", "d"])),
        re.sub(r'r="([A-Z]*)\d+"', rf'r="\g<1>{chance.randint(1, 400)}"', piece),
    ]
    if piece.startswith("<c "):
        options += [
            "",
            re.sub("<t>.*</t>", f"<t>{chance.choice(TEXTS)}</t>", piece),
            re.sub("<is>.*</is>", f"<v>{chance.randint(-9, 99_999)}</v>", piece),
        ]
    return chance.choice(options)


def mutated_archive(chance: random.Random) -> bytes:
    """A zip or gzip with faults inside or outside."""
    inside = mutated(as_csv(), chance)
    packed = zipped({"a.csv": inside}) if chance.random() < 0.5 else gzip.compress(inside)
    return mutated(packed, chance) if chance.random() < 0.5 else packed


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    "csv": lambda chance: mutated(as_csv(), chance),
    "xlsx": mutated_workbook,
    "zip": mutated_archive,
    "parquet": lambda chance: mutated(as_parquet(), chance),
    "jsonl": lambda chance: mutated(as_json(), chance),
}


def rows_of_text(text: str) -> Iterator[list[str]]:
    """The records of a delimited text, letter by letter: quotes count where a cell begins, and nowhere else."""
    cells, letters, is_quoted, at = [""], iter(text.removeprefix("\ufeff")), False, ""
    for letter in letters:
        if is_quoted and letter == '"':
            is_quoted, at = False, "closed"
        elif is_quoted:
            cells[-1] += letter
        elif letter == '"' and (at == "closed" or not cells[-1]):
            cells[-1] += '"' if at == "closed" else ""
            is_quoted = True
        elif letter in "\r\n":
            yield cells
            cells, at = [""], ""
        elif letter == ",":
            cells, at = [*cells, ""], ""
        else:
            cells[-1] += letter
            at = ""
    yield cells


def rows_of_sheet(content: bytes) -> Iterator[list[str]]:
    """The rows of the only sheet of a workbook, by the places that its cells name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    rows: dict[int, dict[str, str]] = {}
    for found in sheet.iter(f"{{{MAIN}}}c"):
        place = found.get("r", "")
        letters = place.rstrip("0123456789")
        rows.setdefault(int(place[len(letters) :]), {})[letters] = "".join(found.itertext())
    for _, cells in sorted(rows.items()):
        yield list(cells.values())


def count_below_header(records: Iterator[list[str]], aside: int) -> int:
    """The rows with something in them below the header, without those that only add up."""
    filled = [record for record in records if any(text.strip() for text in record)]
    header = next(at for at, record in enumerate(filled) if "opportunity_id" in "".join(record))
    return len(filled) - header - 1 - aside


def judge(content: bytes, kind: str, loaded: Loaded) -> None:
    """Raises AssertionError unless as many rows were read as a slow count finds."""
    report = loaded.report
    assert report.kept == loaded.table.height
    assert report.read == report.kept + report.refused
    noted = [note for note in report.notes if "footer line" in note or "subtotal" in note]
    aside = sum(int(note.split()[0].replace(",", "")) for note in noted)
    if kind == "csv":
        encoding = "cp1252" if any("1252" in note for note in report.notes) else "utf-8"
        text = content.decode(encoding).replace("\0", "")
        assert report.read == count_below_header(rows_of_text(text), aside), "rows read against rows counted"
    elif kind == "xlsx":
        assert report.read == count_below_header(rows_of_sheet(content), aside), "rows read against rows counted"


def try_case(kind: str, number: int) -> str:
    """What became of one case: “kept” or “refused”; raises AssertionError for a wrong count or a poor sentence."""
    content = KINDS[kind](random.Random(f"{kind} {number}"))
    with TemporaryDirectory() as folder:
        desk, loaded, sentence = Desk(Path(folder)), None, ""
        try:
            loaded = desk.csv(content, f"file.{kind}", settings=SHARE)
        except FileRefused as refused:
            sentence = f"{refused.problem} {refused.remedy}"
        if loaded is None:
            assert len(sentence) > 20
            return "refused"
        judge(content, kind, loaded)
        return "kept"


def try_cases(tell: Tell, kind: str, numbers: tuple[int, ...]) -> tuple[int, int]:
    """How many of the cases were kept and refused; each is named before it is tried."""
    ends = []
    for number in numbers:
        tell("", f"{kind} case {number}")
        ends.append(try_case(kind, number))
    return ends.count("kept"), ends.count("refused")
