"""Mappings that somebody made once by hand, kept in the ledger in the form of a mapping file."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tandem.ingest.extract import Extract, Source, plain
from tandem.ingest.mapping import read_text

if TYPE_CHECKING:
    from tandem.ledger import Ledger

WHERE = "remembered mapping “{}”"


def remember(ledger: "Ledger", extract: Extract, who: str) -> None:
    """Keeps an extract; it goes before the presets from now on, in the place of one that is recognised alike.

    Raises FileRefused when it is not in the grammar of mapping files, and Refused when the ledger cannot be written.
    """
    text = as_toml([extract])
    read_text(text, WHERE.format(extract.name), by_hand=True, known=(Extract(extract.like or "", extract.table, ()),))
    ledger.keep_mapping(who=who, recognised_by=recognised_by(extract), name=extract.name, mapping=text)


def remembered(ledger: "Ledger", known: Sequence[Extract]) -> list[Extract]:
    """Every extract that is remembered, newest first; `known` are the presets that they may be like."""
    names = {extract.name for extract in known}
    found: list[Extract] = []
    for kept in ledger.mappings():
        like = tomllib.loads(kept.mapping)["extract"][0].get("like")
        if (
            like is None or like in names
        ):  # without its preset, its files are none that anybody knows: they are asked about
            found += read_text(kept.mapping, WHERE.format(kept.name), by_hand=True, known=known)
    return found


def recognised_by(extract: Extract) -> str:
    """What two mappings for the same files have in common: the preset they are like, else header, table and file."""
    header = sorted(plain(name) for names in extract.header for name in names)
    said = [extract.like] if extract.like else [extract.table, extract.file, header]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def as_toml(extracts: Iterable[Extract]) -> str:
    """Extracts as the text of a mapping file, to be kept in version control."""
    return "\n".join(entry(extract) for extract in extracts)


def entry(extract: Extract) -> str:
    """One extract as an [[extract]]."""
    lines = ["[[extract]]", line("like" if extract.like else "name", extract.like or extract.name)]
    if not extract.like:
        lines.append(line("table", extract.table))
    if extract.header:
        lines.append(line("header", [names[0] if len(names) == 1 else list(names) for names in extract.header]))
    lines += [line(name, said) for name in ("file", "dates") if (said := getattr(extract, name))]
    lines += section("columns", {column: spelled(sources) for column, sources in extract.columns.items()})
    lines += section("constants", extract.constants)
    for column, values in extract.values.items():
        lines += section(f"values.{column}", values)
    return "\n".join(lines) + "\n"


def spelled(sources: Sequence[Source]) -> object:
    """The source columns of a canonical one as a mapping file says them."""
    said: list[object] = [
        {"column": source.column, "prefix": source.prefix} if source.prefix else source.column for source in sources
    ]
    return said[0] if len(said) == 1 else said


def section(name: str, said: Mapping[str, object]) -> list[str]:
    """A table of TOML, when there is something in it."""
    return [f"[extract.{name}]", *(line(key, value) for key, value in said.items())] if said else []


def line(key: str, value: object) -> str:
    """A key and its value in TOML."""
    return f"{quoted(key)} = {literal(value)}"


def quoted(key: str) -> str:
    """A key, in quotes unless it is plain."""
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else literal(key)


def literal(value: object) -> str:
    """A text, list or table of texts in TOML; its strings are those of JSON."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(line(key, one) for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
