"""Mapping files and presets: the same grammar, written by a person or shipped with Tandem."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tandem.catalog import Dictionary
from tandem.errors import FileRefused
from tandem.ingest.extract import MODES, Extract, Lookup, SetAside, Source

PRESETS = Path(__file__).resolve().parents[2] / "data" / "presets"
KNOWN = {
    "name", "table", "header", "columns", "constants", "values", "lookup", "dates", "file", "modified",
    "changes_of", "set_aside", "prefix", "source", "verified", "refuse", "like", "also_with", "entries",
    "lists", "note", "beside", "mode",
}  # fmt: skip
FEEDS_NOTHING = "nothing"
REMEDY = "Write it as the command line's documentation shows, and load again."


def read_mapping(path: Path, *, by_hand: bool, known: Sequence[Extract] = ()) -> tuple[Extract, ...]:
    """The extracts of a mapping file, `known` those that one may be like.

    Raises FileRefused naming the entry that is not in the grammar.
    """
    if not path.is_file():
        raise FileRefused(path.name, "there is no such mapping file.", "Check the path.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise FileRefused(path.name, f"it is not TOML: {wrong}.", REMEDY) from wrong
    return read_text(text, path.name, by_hand=by_hand, known=known)


def read_text(text: str, name: str, *, by_hand: bool, known: Sequence[Extract] = ()) -> tuple[Extract, ...]:
    """The extracts of the text of a mapping file of that name; raises FileRefused as `read_mapping` does."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise FileRefused(name, f"it is not TOML: {wrong}.", REMEDY) from wrong
    entries = said.get("extract")
    if not isinstance(entries, list) or not entries:
        raise FileRefused(name, "it has no [[extract]].", REMEDY)
    found: list[Extract] = []
    for entry in entries:
        models = [*found, *known]
        found.append(read_like(entry, name, by_hand, models) if "like" in entry else read_extract(entry, name, by_hand))
    return tuple(found)


@cache
def presets() -> tuple[Extract, ...]:
    """Every preset that is shipped, in the order of their files."""
    return presets_in(PRESETS)


def presets_in(folder: Path, known: Sequence[Extract] = ()) -> tuple[Extract, ...]:
    """Every preset of a folder, in the order of its files."""
    found: list[Extract] = []
    for path in sorted(folder.glob("*.toml")):
        found += read_mapping(path, by_hand=False, known=[*known, *found])
    return tuple(found)


@cache
def canonical() -> tuple[Extract, ...]:
    """Tandem's own column names, one extract per canonical table."""
    return tuple(
        Extract(
            name=f"Tandem {name}",
            table=name,
            header=tuple((column,) for column in table.required) + ((table.one_of,) if table.one_of else ()),
            columns={column: (Source(column),) for column in table.columns},
            source="tandem",
            verified=True,
        )
        for name, table in Dictionary.load().tables.items()
    )


def read_extract(said: Mapping[str, Any], file: str, by_hand: bool) -> Extract:
    """One [[extract]] as a value; raises FileRefused for what is not in the grammar."""
    name = str(said.get("name", said.get("table", "extract")))
    check_words(said, file, name)
    columns = {column: sources_of(source) for column, source in said.get("columns", {}).items()}
    first = [source.column for sources in columns.values() for source in sources[:1]]
    header: list[str | list[str]] = said.get("header", first)
    return Extract(
        name=name,
        table="" if said["table"] == FEEDS_NOTHING else said["table"],
        header=tuple((names,) if isinstance(names, str) else tuple(names) for names in header),
        columns=columns,
        constants={column: as_text(value) for column, value in said.get("constants", {}).items()},
        values={column: as_texts(values) for column, values in said.get("values", {}).items()},
        lookup={column: read_lookup(lookup, file, name) for column, lookup in said.get("lookup", {}).items()},
        set_aside=tuple(read_set_aside(rule) for rule in said.get("set_aside", ())),
        modified=tuple(listed(said.get("modified", ()))),
        prefix=dict(said.get("prefix", {})),
        source=said.get("source", ""),
        by_hand=by_hand,
        insisted=frozenset(columns) if by_hand else frozenset(),
        **{key: said.get(key) for key in ("dates", "file", "changes_of", "refuse", "also_with", "entries", "mode")},
        verified=bool(said.get("verified", by_hand)),
        lists=dict(said.get("lists", {})),
        note=said.get("note", ""),
        beside=tuple(said.get("beside", ())),
    )


def read_like(said: Mapping[str, Any], file: str, by_hand: bool, known: Sequence[Extract]) -> Extract:
    """An [[extract]] that is like a known one but for what it says; raises FileRefused when there is no such one."""
    model = next((extract for extract in known if extract.name == said["like"]), None)
    if model is None:
        problem = f"an [[extract]] is like “{said['like']}”, which is no preset."
        raise FileRefused(file, problem, f"Known presets: {', '.join(extract.name for extract in known)}.")
    own = read_extract({"name": model.name, "table": model.table, "header": [], **said}, file, by_hand)
    return replace(
        own,
        header=own.header or model.header,
        columns={**model.columns, **own.columns},
        constants={**model.constants, **own.constants},
        values={**model.values, **own.values},
        lookup={**model.lookup, **own.lookup},
        prefix={**model.prefix, **own.prefix},
        set_aside=(*model.set_aside, *own.set_aside),
        modified=own.modified or model.modified,
        source=own.source or model.source,
        verified=bool(said.get("verified", model.verified)),
        by_hand=False,
        like=model.name,
        dates=own.dates or model.dates,
        file=own.file or model.file,
        changes_of=own.changes_of or model.changes_of,
        also_with=own.also_with or model.also_with,
        mode=own.mode or model.mode,
        entries=own.entries or model.entries,
        lists={**model.lists, **own.lists},
        note=own.note or model.note,
        beside=own.beside or model.beside,
    )


def check_words(said: Mapping[str, Any], file: str, name: str) -> None:
    """Raises FileRefused when an extract says a word, table or column that does not exist."""
    strangers = sorted(set(said) - KNOWN)
    if strangers:
        raise FileRefused(file, f"“{name}” says {strangers[0]}, which means nothing here.", REMEDY)
    if said.get("mode") not in (None, *MODES):
        raise FileRefused(file, f"“{name}” says mode = {said['mode']}.", f"Known modes: {', '.join(MODES)}.")
    tables = Dictionary.load().tables
    if said.get("table") == FEEDS_NOTHING and not said.get("columns"):
        return
    if said.get("table") not in tables:
        problem = f"“{name}” feeds the table {said.get('table')}, which does not exist."
        raise FileRefused(file, problem, f"Known tables: {', '.join(tables)}.")
    known = tables[said["table"]].columns
    wanted = [*said.get("columns", {}), *said.get("constants", {}), *said.get("lookup", {})]
    unknown = [column for column in wanted if column not in known]
    if unknown:
        problem = f"“{name}” fills {unknown[0]}, which is no column of {said['table']}."
        raise FileRefused(file, problem, f"Known columns: {', '.join(known)}.", column=unknown[0])


def sources_of(said: str | Mapping[str, str] | list[Any]) -> tuple[Source, ...]:
    """The source columns of a canonical one: a name, a name with a prefix of its values, or a list of these."""
    if isinstance(said, list):
        return tuple(source for entry in said for source in sources_of(entry))
    return (Source(said),) if isinstance(said, str) else (Source(said["column"], said.get("prefix", "")),)


def read_lookup(said: Mapping[str, Any], file: str, name: str) -> Lookup:
    """One lookup as a value; raises FileRefused when it lacks a part."""
    origin = said.get("from") or said.get("table")
    if not origin or not said.get("key") or not said.get("take"):
        raise FileRefused(file, f"a lookup of “{name}” lacks from, key or take.", REMEDY)
    return Lookup(origin, tuple(said["key"].items()), said["take"], from_table="table" in said)


def read_set_aside(said: Mapping[str, Any]) -> SetAside:
    """One rule that sets rows aside, as a value."""
    lists = {key: tuple(said.get(key, ())) for key in ("values", "unless")}
    return SetAside(said["column"], said["reason"], said.get("filled"), **lists, is_total=said.get("is_total", False))


def listed(said: str | Iterable[str]) -> list[str]:
    """A name or a list of names, as a list."""
    return [said] if isinstance(said, str) else list(said)


def as_text(value: object) -> str:
    """A TOML value as the text that a file would hold."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_texts(values: Mapping[str, object]) -> dict[str, str]:
    """A translation with both sides as text."""
    return {str(source).strip(): as_text(value) for source, value in values.items()}
