"""Which export is this? Its header decides: a mapping written by hand first, then presets and Tandem's own names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tandem.errors import FileRefused
from tandem.ingest.extract import Extract, Lookup, plain
from tandem.ingest.scoring import CLEAR, NO_MATCH, Scale, Scored

WRITE_ONE = "Export it with them, or say where they are in a mapping file (--mapping)."
NAMED_AFTER = 0.35


@dataclass(frozen=True)
class Match:
    """The extracts that a header is, how sure that is, and what else it might be; no extract = not recognised."""

    extracts: tuple[Extract, ...] = ()
    by_hand: bool = False
    named: int = 0
    scores: tuple[Scored, ...] = ()

    @property
    def confidence(self) -> float:
        """How well the file fits the best of what is known, 0 to 1."""
        best = self.scores[0].confidence if self.scores else 0.0
        return 1.0 if self.by_hand else min(best, 1.0)

    @property
    def rank(self) -> tuple[bool, int, float]:
        """Order of matches: written by hand before shipped, then the columns named, then how near what is known is."""
        return self.by_hand, self.named, self.confidence if self.confidence >= NO_MATCH else 0.0


@dataclass(frozen=True)
class Recogniser:
    """The extracts known in one load."""

    by_hand: tuple[Extract, ...]
    shipped: tuple[Extract, ...]
    looked_up: tuple[Extract, ...] = ()
    is_curious: bool = field(default=False)

    @classmethod
    def of(cls, by_hand: Iterable[Extract], shipped: Iterable[Extract], *, is_curious: bool = False) -> "Recogniser":
        """Knows the extracts, and the files that those written by hand look columns up in.

        What is `like` a preset stands in its place; a curious one also takes files that it does not recognise.
        """
        own = [extract for extract in by_hand if not extract.like]
        changed = [extract for extract in by_hand if extract.like]
        instead = {one.like for one in changed if one.file is None and one.name == one.like}
        known = [*changed, *(extract for extract in shipped if extract.name not in instead)]
        lookups = [
            lookup for extract in [*own, *changed] for lookup in extract.lookup.values() if not lookup.from_table
        ]
        files = tuple(looked_up(lookup) for lookup in dict.fromkeys(lookups))
        return cls(tuple(own), tuple(known), files, is_curious)

    @cached_property
    def scale(self) -> Scale:
        """What the names of columns are worth among everything known."""
        return Scale(self.shipped)

    def match(self, columns: Sequence[str], file: str, rows: Sequence[Sequence[str]] = ()) -> Match:
        """The extracts of those columns: by hand all that name the most and share a header, else the best preset."""
        hand = [extract for extract in self.by_hand if extract.takes(file) and not extract.missing(columns)]
        if hand:
            most = max(len(extract.header) for extract in hand)
            return Match(tuple(extract for extract in hand if len(extract.header) == most), True, most)
        origins = [extract for extract in self.looked_up if extract.takes(file) and not extract.missing(columns)]
        if origins:
            return Match((origins[0],), True, len(origins[0].header))
        scores = self.scores(columns, file, rows)
        if not scores or scores[0].confidence < NO_MATCH or scores[0].extract.missing(columns):
            return Match(scores=scores)
        if len(scores) > 1 and scores[0].confidence - scores[1].confidence < CLEAR:
            return Match(scores=scores)
        best = scores[0].extract
        if self._fuller(best, columns):
            return Match(scores=scores)
        also = [one for one in self.shipped if one.also_with == best.name and not one.missing(columns)]
        return Match((best, *also), False, scores[0].named, scores)

    def scores(self, columns: Sequence[str], file: str, rows: Sequence[Sequence[str]] = ()) -> tuple[Scored, ...]:
        """How well the file fits the best export of every table, best first; what it does not resemble is left out."""
        best: dict[str, Scored] = {}
        there = {plain(column) for column in columns}
        stem = plain_stem(file)
        for extract in self.shipped:
            if extract.also_with or extract.named.isdisjoint(there) or not extract.takes(file):
                continue
            scored = self.scale.score(extract, columns, rows)
            if extract.table and extract.table == stem and scored.confidence:
                raised = scored.confidence + NAMED_AFTER
                scored = Scored(extract, raised, scored.written, scored.named)
            place = extract.table or extract.name
            if scored.confidence and (place not in best or scored.rank > best[place].rank):
                best[place] = scored
        return tuple(sorted(best.values(), key=lambda scored: scored.rank, reverse=True))

    def refuse(self, columns: Sequence[str], file: str, scores: Sequence[Scored] = ()) -> FileRefused:
        """The sentence for a file that is none of the known exports, naming the nearest one and what it lacks."""
        scores = scores or self.scores(columns, file)
        close = [
            one for one in scores if scores[0].confidence - one.confidence < CLEAR and not one.extract.missing(columns)
        ]
        if len(close) > 1:
            problem = f"it may be {' or '.join(scored.extract.name for scored in close)}."
            return FileRefused(file, problem, "Name the file after its table, or write a mapping file.")
        nearest = self._fuller(scores[0].extract, columns) if scores else None
        nearest = nearest or self._nearest(columns, file, scores)
        if nearest is None:
            shown = ", ".join(f"“{column}”" for column in columns[:6])
            return FileRefused(file, f"it is not recognised: {shown} are the columns of no known export.", WRITE_ONE)
        lacking = nearest.missing(columns)
        if not lacking:
            return FileRefused(file, f"it looks like {nearest.name}, but too few of its columns are known.", WRITE_ONE)
        shown = " and ".join(f"“{column}”" for column in lacking) + (" is" if len(lacking) == 1 else " are")
        problem = f"it is not recognised: it looks most like {nearest.name}, but {shown} missing."
        return FileRefused(file, problem, WRITE_ONE, column=lacking[0])

    def _fuller(self, best: Extract, columns: Sequence[str]) -> Extract | None:
        """Of Tandem's own tables, the one that names more of the columns than the best does but lacks what it needs."""
        if best.source != "tandem":
            return None
        there = {plain(column) for column in columns}
        own = [extract for extract in self.shipped if extract.source == "tandem" and extract.missing(columns)]
        fullest = max(own, key=lambda extract: len(extract.named & there), default=best)
        return fullest if len(fullest.named & there) > len(best.named & there) else None

    def _nearest(self, columns: Sequence[str], file: str, scores: Sequence[Scored]) -> Extract | None:
        hand = [extract for extract in (*self.by_hand, *self.looked_up) if extract.takes(file)]
        known = [*(self.scale.score(extract, columns) for extract in hand), *scores]
        nearest = max(known, key=lambda scored: scored.rank, default=None)
        return nearest.extract if nearest and nearest.named else None


def looked_up(lookup: Lookup) -> Extract:
    """A file that others take a column from, as an extract that feeds no table."""
    names = dict.fromkeys([*(there for _, there in lookup.key), lookup.take])
    return Extract("a file to look up in", "", tuple((name,) for name in names), file=lookup.origin, verified=True)


def plain_stem(file: str) -> str:
    """The name of a file before its first dot, as a table would be named."""
    return Path(file).name.split(".", 1)[0].casefold()
