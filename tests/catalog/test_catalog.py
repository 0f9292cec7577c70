"""The catalog of a folder, and the canonical dictionary."""

from pathlib import Path

import pytest

from tandem.catalog import Catalog, Dictionary
from tandem.errors import WrongUse

TYPES = {"id", "text", "timestamp", "date", "month", "quarter", "money", "number", "rate", "integer", "yes_no"}


def catalog_of(folder: Path, build: dict[str, str]) -> Catalog:
    """A catalog whose marts read what `build` says, and which has one question."""
    for kind in ("ask", "build", "check"):
        (folder / kind).mkdir()
    for name, reads in build.items():
        header = f"-- What is {name}?\n-- grain: one row\n-- reads: {reads}\nselect 1\n"
        (folder / "build" / f"{name}.sql").write_text(header, encoding="utf-8")
    (folder / "ask" / "funnel.sql").write_text("-- How many?\n-- grain: one row\nselect 1\n", encoding="utf-8")
    (folder / "macros.sql").write_text("-- none", encoding="utf-8")
    return Catalog.load(folder)


def test_a_mart_is_built_after_those_it_reads(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path, {"credits": "touches deals", "deals": "opportunities", "touches": "deals"})
    assert [query.name for query in catalog.build_order()] == ["deals", "touches", "credits"]
    assert catalog.macros == "-- none"


def test_marts_that_read_each_other_are_named(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path, {"deals": "touches", "touches": "deals"})
    with pytest.raises(WrongUse, match=r"Marts that read each other: (deals, touches|touches, deals)"):
        catalog.build_order()


def test_an_unknown_question_names_the_known_ones(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path, {})
    assert catalog.question("funnel").question == "How many?"
    with pytest.raises(WrongUse, match=r"There is no question “funel”\. Known: funnel"):
        catalog.question("funel")


@pytest.mark.parametrize("name", sorted(Dictionary.load().tables))
def test_a_canonical_table_says_what_it_is(name: str) -> None:
    table = Dictionary.load().tables[name]
    assert table.one_row_per
    assert {*table.key, *table.required, *table.one_of} <= set(table.columns)
    assert table.mode in ("replace", "upsert", "append")
    assert {field.type for field in table.columns.values()} <= TYPES
    assert all(field.meaning for field in table.columns.values())


def test_every_canonical_table_of_the_product_is_there() -> None:
    assert sorted(Dictionary.load().tables) == [
        *["accounts", "asset_ratings", "asset_uses", "assets", "campaigns", "fx_rates", "incentives", "leads"],
        *[
            "opportunities",
            "opportunity_people",
            "opportunity_stages",
            "people",
            "spend",
            "targets",
            "touches",
            "users",
        ],
    ]
