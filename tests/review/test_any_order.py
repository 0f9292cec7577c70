"""Neither the order of rows nor how many files they come in changes any answer, however much of them is tied."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tandem.catalog import Catalog, Dictionary
from tandem.cli import main
from tandem.domain import Filters, Quarter, Scope
from tandem.review import AnswerCache, Review
from tandem.settings import Settings
from tandem.warehouse import Version, Warehouse
from tests.contracts.asking import SETTINGS, built
from tests.contracts.company import AS_OF, company

OF_ONE_DEAL = {name for name, query in Catalog.load().ask.items() if query.setting("opportunity_id")}
# Questions that leave out what comes last, or take the first of several: a tie decides what is seen of it.
CHOOSING = ["cost_records", "path_flows", "path_records", "top_paths"]
FILTERS = [
    Filters.of(Quarter.parse("2026Q2", 1)),
    Filters.of(Quarter.parse("2025Q4", 1), ("EMEA",), ("SMB", "(no segment)")),
    Filters(),
]
MOMENTS = {
    "touches": ("touched_at",),
    "leads": ("created_at", "mql_at"),
    "opportunities": ("created_at", "closed_at"),
    "opportunity_stages": ("entered_at",),
    "asset_uses": ("used_at",),
}
NUMBERED = ("channel_numbers", "deal_touches", "deal_paths", "deal_sources", "credit_spans")
Tables = Mapping[str, pl.DataFrame]


def tied(tables: Tables) -> dict[str, pl.DataFrame]:
    """The company with as many ties as there can be: few days, people and accounts, three amounts, touches that say the
    same, channels with as many touches as another one."""
    found = dict(tables)
    for name, columns in MOMENTS.items():
        days = [pl.col(column).str.slice(0, 8) + "15" for column in columns]
        found[name] = found[name].with_columns(days)
    closes = pl.col("closed_at").str.replace(r"-\d\d-", "-12-")
    found["opportunities"] = found["opportunities"].with_columns(
        closed_at=pl.when(pl.col("closed_at") < "2026").then(closes).otherwise("closed_at")
    )
    number = pl.col("touch_id").str.slice(1).cast(pl.Int64) % 12
    found["touches"] = found["touches"].with_columns(channel="Channel " + number.cast(pl.String))
    few = pl.col("person_id").str.replace_all(r"P(\d\d)\d", "P${1}0")
    found["touches"] = with_twins(found["touches"].with_columns(few))
    found["opportunity_people"] = found["opportunity_people"].with_columns(few).unique(maintain_order=True)
    account = "A0" + (pl.col("opportunity_id").str.slice(1).cast(pl.Int64) % 5).cast(pl.String)
    found["opportunities"] = found["opportunities"].with_columns(account_id=account)
    amount = "1" + (pl.col("opportunity_id").str.slice(3).cast(pl.Int64) % 3).cast(pl.String) + "00.01"
    found["opportunities"] = found["opportunities"].with_columns(
        amount=pl.when(pl.col("amount").is_not_null()).then(amount)
    )
    return {name: unique(name, rows) for name, rows in found.items()}


def with_twins(touches: pl.DataFrame) -> pl.DataFrame:
    """The touches, and those of half of their channels once more on a channel of its own."""
    number = pl.col("channel").str.slice(8).cast(pl.Int64)
    twins = touches.filter(number < 6).with_columns(
        touch_id="twin of " + pl.col("touch_id"), channel="Channel " + (number + 12).cast(pl.String)
    )
    return pl.concat([touches, twins])


def unique(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without those whose key was made equal."""
    key = [column for column in Dictionary.load().tables[name].key if column in rows.columns]
    return rows.unique(key, keep="first", maintain_order=True) if key else rows


def mixed(rows: pl.DataFrame, chance: Random) -> pl.DataFrame:
    """The rows in any order."""
    return rows.sample(fraction=1, shuffle=True, seed=chance.randrange(2**31))


def repeated(tables: Tables, chance: Random) -> dict[str, pl.DataFrame]:
    """The tables with a tenth of the rows of those with a key once more."""
    keyed = {name for name, table in Dictionary.load().tables.items() if table.key}
    return {
        name: pl.concat([rows, mixed(rows, chance).head(rows.height // 10)]) if name in keyed else rows
        for name, rows in tables.items()
    }


def cut(tables: Tables, chance: Random) -> dict[str, pl.DataFrame]:
    """The rows of every table in any order, most tables cut into two or three files."""
    files: dict[str, pl.DataFrame] = {}
    for name, rows in tables.items():
        in_any_order = mixed(rows, chance)
        cuts = sorted(chance.sample(range(1, rows.height), chance.randrange(3)))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, rows.height], strict=True)):
            files[f"{name}-{number}"] = in_any_order.slice(start, end - start)
    return files


def disordered(catalog: Catalog) -> Catalog:
    """The catalog with every mart in an order of its own: what reads one may not lean on how it is stored."""
    build = {
        name: replace(query, text=f"select * from (\n{query.text}\n) as ordered order by hash(ordered)")
        for name, query in catalog.build.items()
    }
    return replace(catalog, build=build)


def marts(version: Version) -> dict[str, pl.DataFrame]:
    """The marts that number or choose among what may be tied, each in the order of its columns."""
    read = {name: version.engine.execute(f"select * from {name}", {}) for name in NUMBERED}
    frames = {name: pl.DataFrame(pl.from_arrow(rows)) for name, rows in read.items()}
    return {name: frame.sort(frame.columns, nulls_last=True) for name, frame in frames.items()}


def loaded(folder: Path, files: Tables) -> Version:
    """What a load of these files publishes."""
    folder.mkdir()
    for name, rows in files.items():
        rows.write_csv(folder / f"{name}.csv")
    words = [str(path) for path in sorted(folder.glob("*.csv"))]
    assert main(["load", *words, "--warehouse", str(folder / "warehouse"), "--as-of", AS_OF.isoformat()]) == 0
    return Warehouse(folder / "warehouse", Settings()).require()


def answers(version: Version, first: int) -> dict[str, pl.DataFrame]:
    """The answer to every question but those of one deal, the filters taking turns from the one at `first`."""
    review = Review(version, Scope.everything(), version.settings, answers=AnswerCache(0))
    names = sorted(name for name in review.catalog.ask.keys() - OF_ONE_DEAL if not review.missing(name))
    found = {name: review.ask(name, FILTERS[(first + turn) % len(FILTERS)]) for turn, name in enumerate(names)}
    cut_off = {(name, turn): review.ask(name, asked) for name in CHOOSING for turn, asked in enumerate(FILTERS)}
    return found | {f"{name} {turn}": answer for (name, turn), answer in cut_off.items()}


def assert_alike(found: Tables, expected: Tables) -> None:
    """That every answer is the same; all that differ are named."""
    assert found.keys() == expected.keys() and len(expected) > 80
    differing = {}
    for name, answer in expected.items():
        try:
            assert_frame_equal(found[name], answer, rel_tol=1e-9, abs_tol=1e-9)
        except AssertionError as difference:
            differing[name] = str(difference)
    assert differing == {}, list(differing)


@pytest.mark.parametrize("seed", [1])
def test_shuffling_rows_or_splitting_files_changes_nothing(seed: int, tmp_path: Path) -> None:
    tables, chance = company(seed), Random(seed)
    as_exported = answers(loaded(tmp_path / "as exported", tables), seed)
    in_pieces = loaded(tmp_path / "in pieces", cut(repeated(tables, chance), chance))
    assert_alike(answers(in_pieces, seed), as_exported)


@pytest.mark.parametrize("seed", [2])
def test_no_answer_leans_on_the_order_of_rows_that_are_tied(seed: int, tmp_path: Path) -> None:
    tables, chance = tied(company(seed)), Random(seed)
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    one = built(tmp_path / "one", tables, AS_OF, Catalog.load(), SETTINGS)
    shuffled = {name: mixed(rows, chance) for name, rows in tables.items()}
    other = built(tmp_path / "other", shuffled, AS_OF, disordered(Catalog.load()), SETTINGS)
    assert_alike(answers(other, seed) | marts(other), answers(one, seed) | marts(one))
