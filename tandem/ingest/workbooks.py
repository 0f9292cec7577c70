"""Workbooks before a parser opens them: how far each sheet reaches, which rows are merged, no entities."""

import re
import zipfile
from dataclasses import dataclass
from functools import partial
from xml.etree import ElementTree
from xml.parsers import expat

from tandem.errors import FileRefused
from tandem.ingest.bounds import BLOCK, FEWER, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, check_archive, unpacking
from tandem.ingest.containers import Part

LONGEST_TAG = 512
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Rows = tuple[int, int]


@dataclass
class Extent:
    """How far a sheet reaches, and which of its rows hold a cell that is merged over several."""

    rows: int = 0
    columns: int = 0
    merged: tuple[Rows, ...] = ()


def merged_rows(part: Part) -> dict[str, tuple[Rows, ...]]:
    """First and last row of every cell that is merged over rows, by sheet.

    Raises FileRefused for a workbook that would take its parser down: a bomb, a sheet of a billion cells, entities.
    """
    try:
        with unpacking(part.name), zipfile.ZipFile(part.path) as archive:
            check_archive(archive, part.path.stat().st_size, part.name)
            entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith((".xml", ".rels"))]
            extents = {entry.filename: extent_of(archive, entry, part.name) for entry in entries}
            names = sheet_names(archive)
    except (expat.ExpatError, ElementTree.ParseError, KeyError) as wrong:
        problem = f"the workbook cannot be read: a part of it is damaged or missing ({wrong})."
        raise FileRefused(part.name, problem, "Save it again, or export as CSV.") from wrong
    for place, extent in extents.items():
        if "/worksheets/" in place:
            refuse_too_large(extent, part.name)
    return {name: extents[place].merged for name, place in names.items() if place in extents}


def extent_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Extent:
    """Reads one part of a workbook to its end, block by block; raises FileRefused for entities, and for broken XML."""
    extent, held = Extent(), b""
    checked = expat.ParserCreate()
    checked.StartDoctypeDeclHandler = partial(refuse_entities, name)
    with archive.open(entry) as packed:
        while block := packed.read(BLOCK):
            checked.Parse(block)
            widen(extent, held + block)
            held = block[-LONGEST_TAG:]
    checked.Parse(b"", True)
    return extent


def refuse_entities(name: str, *_declared: object) -> None:
    """Raises FileRefused: what declares a type of its own may define entities, which grow or look outside."""
    raise FileRefused(name, "it defines entities of its own, as no export does.", "Export it again.")


def widen(extent: Extent, text: bytes) -> None:
    """Widens the extent by the cells that a piece of a sheet names."""
    found = PLACE.findall(text)
    if found:
        extent.columns = max(extent.columns, *map(column_number, {letters for letters, _ in found}))
        extent.rows = max(extent.rows, *map(int, {row for _, row in found}))
    pairs = ((int(first), int(last)) for first, last in MERGED.findall(text))
    extent.merged += tuple(pair for pair in pairs if pair[0] != pair[1])


def column_number(letters: bytes) -> int:
    """The number of a column: A is 1, XFD 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of every sheet with its place in the archive."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    sheets = (sheet for sheet in book.iter() if sheet.tag.endswith("}sheet"))
    found = {sheet.get("name", ""): targets.get(sheet.get(RELATION, ""), "") for sheet in sheets}
    return {name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in found.items()}


def refuse_too_large(extent: Extent, name: str) -> None:
    """Raises FileRefused for a sheet that reaches further than can be read."""
    if extent.columns > MAX_COLUMNS:
        problem = f"a sheet reaches to column {extent.columns:,}; {MAX_COLUMNS} can be read."
        raise FileRefused(name, problem, f"Empty columns beside the table can be deleted. {FEWER}")
    if extent.rows > MAX_ROWS or extent.rows * extent.columns > MAX_CELLS:
        raise FileRefused(name, f"a sheet is too large: {extent.rows:,} rows of {extent.columns} columns.", FEWER)
