"""What the rows of a load show and no header does: a history taken for the records, leads that two systems hold."""

from collections.abc import Iterator, Sequence

import polars as pl

from tandem.errors import FileRefused
from tandem.ingest.part import Part

HISTORY_SHARE = 0.1
FEWEST = 2
CRM = ("salesforce", "hubspot")


def histories(parts: Sequence[Part], gone: pl.DataFrame) -> Iterator[tuple[str, FileRefused]]:
    """A question for every file of opportunities in which many stand several times, each time in another stage.

    Such a file tells how they went from stage to stage; of each only the last row would count.
    """
    for part in parts if gone.height else ():
        moving, opportunities = moved_on(part)
        if moving < max(FEWEST, HISTORY_SHARE * opportunities):
            continue
        name = part.extract.name
        problem = (
            f"it was taken for {name} and looks like their history: {moving:,} of {opportunities:,} opportunities "
            "stand in several rows, each with another stage. One row of each would count, and the others would not."
        )
        remedy = "Leave it out, and load one row per opportunity; its columns can be matched as opportunity stages."
        yield f"history:{part.table.name}", FileRefused(part.text.name, problem, remedy)


def moved_on(part: Part) -> tuple[int, int]:
    """How many opportunities of a file stand in it with several stages, and how many there are."""
    rows = pl.scan_parquet(part.path).select("opportunity_id", "stage")
    stages = rows.group_by("opportunity_id").agg(pl.col("stage").n_unique().alias("stages"))
    counts = stages.select((pl.col("stages") > 1).sum().alias("moving"), pl.len().alias("all")).collect().row(0)
    return int(counts[0]), int(counts[1])


def note_leads_of_two_systems(parts: Sequence[Part]) -> None:
    """Says of every file whose leads another system brings too how many those are: each of them counts twice.

    They are told by their e-mail, and kept: which of two records is right nobody can know but those who keep them.
    """
    known: list[tuple[Part, pl.Series]] = []
    for part in sorted(parts, key=rank):
        mine = emails(part)
        for other, theirs in known:
            if origin(other) != origin(part):
                part.notes += note(part, other, mine, theirs)
        known.append((part, mine))


def rank(part: Part) -> int:
    """The place of a system among those that may hold the same lead: sales' own first."""
    return CRM.index(part.extract.source) if part.extract.source in CRM else len(CRM)


def origin(part: Part) -> str:
    """The system that a file comes from."""
    return part.extract.source or part.extract.name


def emails(part: Part) -> pl.Series:
    """The e-mails of the leads of a file, as they are compared."""
    texts = pl.col("email").str.strip_chars().str.to_lowercase()
    return pl.scan_parquet(part.path).select(texts).drop_nulls().collect().to_series()


def note(part: Part, other: Part, mine: pl.Series, theirs: pl.Series) -> Iterator[str]:
    """What is said of the leads that both files hold."""
    both = int(mine.is_in(theirs.implode()).sum())
    if both:
        said = f"{both:,} of its {part.kept:,} leads have the e-mail of a lead in {other.text.name}"
        yield f"{said}, and each counts twice. Leave this file out, or export it without them."
    elif mine.is_empty() or theirs.is_empty():
        silent = part if mine.is_empty() else other
        said = f"no lead of {silent.text.name} has an e-mail, so nobody can say which are leads of {{}} too"
        yield said.format((other if silent is part else part).text.name) + ": those would count twice."
