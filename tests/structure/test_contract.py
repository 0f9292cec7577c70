"""The contract between the rooms, as docs/architecture.md writes it, against the queries that keep it."""

import re

import pytest

from tandem.catalog import Catalog
from tests.structure.house import HOME


def table_under(heading: str) -> dict[str, str]:
    """The first two cells of every row of the table under a heading: the name between back quotes, and what it has."""
    text = (HOME / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*?) \|", section, re.MULTILINE))


def column_names(said: str) -> list[str]:
    """The columns that a cell lists, without what it says about them."""
    bare = re.sub(r"\([^)]*\)", "", said).split(":")[0]
    return [name for part in bare.split(",") if re.fullmatch(r"[a-z_0-9]+", name := part.strip())]


def test_every_mart_of_the_contract_is_built() -> None:
    assert set(table_under("Marts")) <= set(Catalog.load().build)


def test_records_that_may_be_deals_say_which() -> None:
    questions = Catalog.load().ask.values()
    shown = {query.records for query in questions} - {None}
    columns = {query.name: {column.name for column in query.columns} for query in questions if query.name in shown}
    assert [name for name, has in columns.items() if "record_id" in has and "opportunity_id" not in has] == []


@pytest.mark.parametrize("name", table_under("Questions"))
def test_a_question_has_the_columns_of_the_contract_in_their_order(name: str) -> None:
    has = [column.name for column in Catalog.load().question(name).columns]
    wanted = column_names(table_under("Questions")[name])
    assert [column for column in has if column in wanted] == wanted
