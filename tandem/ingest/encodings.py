"""Bytes become UTF-8 text, or a sentence: byte-order marks, UTF-16, Windows-1252, stray zero bytes."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from tandem.errors import FileRefused
from tandem.ingest.containers import Part

BLOCK = 1 << 22
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SAVE_AS = "Export it again as CSV UTF-8."


def to_utf8(part: Part, folder: Path) -> tuple[Path, list[str]]:
    """Where the part stands as UTF-8 without a mark or zero bytes, and notes; raises FileRefused for no text."""
    encoding, notes = encoding_of(part)
    is_wide = encoding.startswith("utf-16")
    zeros = 0 if is_wide else count_zeros(part)
    if encoding == "utf-8" and not zeros:
        return part.path, notes
    target = folder / f"{len(list(folder.iterdir()))}-utf8"
    with target.open("wb") as plain:
        for text in decoded(part, encoding):
            zeros += text.count("\0") if is_wide else 0
            plain.write(text.replace("\0", "").encode())
    refuse_zeros(zeros, part)
    return target, notes + ([f"{zeros:,} zero bytes were taken out."] if zeros else [])


def encoding_of(part: Part) -> tuple[str, list[str]]:
    """The encoding that a file shows by mark, zero bytes or content, and a note where it is assumed."""
    with part.path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return encoding, []
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 5 and min(even, odd) * 10 < max(even, odd):
        return ("utf-16-be" if even > odd else "utf-16-le"), ["UTF-16 was assumed: it has no byte-order mark."]
    offset = first_fault(part)
    if offset is None:
        return "utf-8", []
    return windows_1252(part, offset)


def first_fault(part: Part) -> int | None:
    """Offset of the first byte that is not UTF-8, or None."""
    decoder, offset = codecs.getincrementaldecoder("utf-8")(), 0
    for block in blocks(part.path):
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(block)
        except UnicodeDecodeError as wrong:
            return offset - held + wrong.start
        offset += len(block)
    return offset if decoder.getstate()[0] else None


def windows_1252(part: Part, offset: int) -> tuple[str, list[str]]:
    """Windows-1252 with its note; raises FileRefused, naming byte and row, when the text is in two encodings."""
    has_sequences = any(SEQUENCE.search(block) for block in blocks(part.path))
    decoder = codecs.getincrementaldecoder("cp1252")()
    try:
        for block in blocks(part.path):
            decoder.decode(block)
    except UnicodeDecodeError:
        has_sequences = True
    if has_sequences:
        with part.path.open("rb") as file:
            row = file.read(offset).count(b"\n") + 1
        raise FileRefused(
            part.name, f"byte {offset:,} fits neither UTF-8 nor one single-byte encoding.", SAVE_AS, row=row
        )
    return "cp1252", ["Windows-1252 was assumed: the file is not UTF-8."]


def count_zeros(part: Part) -> int:
    """Zero bytes in the file; raises FileRefused when they are too many for a text."""
    zeros = sum(block.count(0) for block in blocks(part.path))
    refuse_zeros(zeros, part)
    return zeros


def refuse_zeros(zeros: int, part: Part) -> None:
    """Raises FileRefused for more zero bytes than a text may have by accident."""
    if zeros * 1000 > part.path.stat().st_size:
        raise FileRefused(part.name, "this is not text: it is full of zero bytes.", SAVE_AS)


def decoded(part: Part, encoding: str) -> Iterator[str]:
    """The text of the part, block by block; raises FileRefused where the bytes break the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in blocks(part.path):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as wrong:
        raise FileRefused(part.name, f"it is not whole {encoding} text ({wrong.reason}).", SAVE_AS) from wrong


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, block by block."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
