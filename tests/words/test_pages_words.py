"""What a page says when something is missing, about collateral, and in its stamp."""

from datetime import date

import polars as pl
import pytest

from tandem import words
from tandem.catalog import Catalog, Dictionary
from tandem.domain import Filters, Quarter


@pytest.mark.parametrize("table", Dictionary.load().tables)
def test_every_canonical_table_has_an_export_to_bring(table: str) -> None:
    assert words.missing.exports((table,)) == words.missing.EXPORTS[table]


@pytest.mark.parametrize("question", words.missing.SHOWS)
def test_what_is_said_of_a_question_is_said_of_one_that_exists(question: str) -> None:
    assert question in Catalog.load().ask


def test_a_missing_extract_says_what_to_load_and_what_will_stand_there() -> None:
    said = words.missing.to_load("collateral_summary", ("assets", "asset_uses"))
    assert said.startswith("Load collateral assets (Showpad, Highspot, Seismic) and collateral uses")
    assert said.endswith("to see how much collateral no buyer ever saw, and what it cost.")
    assert words.missing.to_load("coverage", ("leads",)).startswith("Load leads (")


def test_the_stamp_says_cut_off_versions_filters_and_records() -> None:
    filters = Filters.of(Quarter(2026, 3), ["EMEA"])
    said = words.stamp(date(2026, 10, 31), 3, 1, filters, 2500)
    assert said == "Data to 31 Oct 2026 · version 3 · definitions 1 · 2026Q3 · EMEA · all segments · 2,500 records"
    assert words.stamp(date(2026, 10, 1), 3, 1, filters, 1).endswith("1 record")
    assert words.stamp(date(2026, 10, 1), 3, 1, filters).endswith("all segments")


def test_the_facts_of_collateral_are_sentences() -> None:
    summary = {"used": 97, "available": 344, "adoption": 0.8, "rated_useless": 0.48}
    facts = [fact.replace("\N{NO-BREAK SPACE}", " ") for fact in words.assets.facts(summary)]
    assert facts == [
        "97 of 344 available assets were shown to a buyer.",
        "80 % of active sellers used at least one asset.",
        "48 % of ratings call an asset useless (1 or 2 of 5).",
    ]
    unknown = words.assets.facts(summary | {"adoption": None, "rated_useless": None})
    assert unknown[1:] == ["– No active sellers are known.", "– Nobody has rated an asset."]


USAGE = pl.DataFrame(
    {
        "title": ["b", "a", "c", "d"],
        "uses": [5, 5, 0, 0],
        "unused": [False, False, True, True],
        "cost": [1.0, 2.0, 30.0, None],
    }
)


def test_the_most_used_and_the_costliest_unused_come_first() -> None:
    assert words.assets.most_used(USAGE).get_column("title").to_list() == ["a", "b"]
    assert words.assets.costliest_unused(USAGE).get_column("title").to_list() == ["c"]


def test_the_unused_shares_have_labels() -> None:
    frame = pl.DataFrame(
        {
            "measure": ["assets", "cost"],
            "whole": [344.0, 0.0],
            "unused": [247.0, 0.0],
            "share": pl.Series([247 / 344, None], dtype=pl.Float64),
        }
    )
    shares = words.assets.shares(frame, "USD").to_dicts()
    assert [row["label"] for row in shares] == ["Of assets"]
    assert shares[0]["text"].replace("\N{NO-BREAK SPACE}", " ") == "<b>72 %</b> unused: 247 of 344 assets"


def test_names_written_with_underscores_become_words() -> None:
    assert words.names.title_case("case_study of ours") == "Case study of ours"
    assert words.names.side("nobody") == "nobody"
