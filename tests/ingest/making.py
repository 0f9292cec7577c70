"""Makes the containers that tests load: zips, workbooks, and workbooks written by hand to do harm."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of those files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], **options: Any) -> Path:
    """A workbook of those sheets."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", **options})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for place, line in enumerate(lines):
            sheet.write_row(place, 0, line)
    book.close()
    return path


def cell(place: str, text: str) -> str:
    """A cell of a sheet with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def raw_workbook(rows: str, **others: str) -> bytes:
    """A workbook of one sheet whose rows are XML; `others` are other parts; `head` stands before the sheet."""
    head = others.pop("head", "")
    sheet = f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped({**PARTS, "xl/worksheets/sheet1.xml": sheet, **others})


def saying(archive: bytes, size: int) -> bytes:
    """The archive whose directory says that its first file is so large."""
    lying = bytearray(archive)
    struct.pack_into("<I", lying, lying.find(b"PK\x01\x02") + 24, size)
    return bytes(lying)


def locked(archive: bytes) -> bytes:
    """The archive, its first file marked as one with a password."""
    marked = bytearray(archive)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        marked[marked.find(sign) + place] |= 1
    return bytes(marked)


def overlapping(archive: bytes) -> bytes:
    """The archive with its directory naming its first file twice."""
    start, end = archive.find(b"PK\x01\x02"), archive.find(b"PK\x05\x06")
    entry, last = archive[start:end], bytearray(archive[end:])
    struct.pack_into("<HHI", last, 8, 2, 2, 2 * len(entry))
    return archive[:start] + entry + entry + bytes(last)
