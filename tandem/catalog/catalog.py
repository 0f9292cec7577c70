"""The catalog: every question of a folder of queries, by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tandem.catalog.header import parse_header
from tandem.catalog.query import Query
from tandem.errors import WrongUse

HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, eq=False)
class Catalog:
    """The questions to ask, the marts to build and the invariants to check, each by name."""

    ask: dict[str, Query]
    build: dict[str, Query]
    check: dict[str, Query]
    macros: str

    @classmethod
    @cache
    def load(cls, folder: Path = HOME / "queries") -> "Catalog":
        """The catalog of a folder with ask/, build/, check/ and macros.sql; raises WrongUse for a wrong header."""
        kinds = {
            kind: {path.stem: parse_header(path) for path in sorted((folder / kind).glob("*.sql"))}
            for kind in ("ask", "build", "check")
        }
        return cls(**kinds, macros=(folder / "macros.sql").read_text(encoding="utf-8"))

    def question(self, name: str) -> Query:
        """The question of that name; raises WrongUse naming the known ones."""
        if name not in self.ask:
            raise WrongUse(f"There is no question “{name}”. Known: {', '.join(self.ask)}.")
        return self.ask[name]

    def build_order(self) -> Iterator[Query]:
        """The marts, each after those it reads; raises WrongUse when they read in a circle."""
        arrows = {name: [read for read in query.reads if read in self.build] for name, query in self.build.items()}
        try:
            order = tuple(TopologicalSorter(arrows).static_order())
        except CycleError as wrong:
            raise WrongUse(f"Marts that read each other: {', '.join(wrong.args[1])}.") from wrong
        return (self.build[name] for name in order)

    def steps_of(self, query: Query, *, while_building: bool = False) -> list[Query]:
        """The steps that `query` reads, directly or through others, each after those that it reads itself."""
        found: dict[str, Query] = {}
        for name in query.reads:
            mart = self.build.get(name)
            if mart is not None and (mart.is_step if while_building else not mart.is_kept):
                for inner in [*self.steps_of(mart, while_building=while_building), mart]:
                    found.setdefault(inner.name, inner)
        return list(found.values())
