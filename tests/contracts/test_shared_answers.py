"""An answer that somebody already has is handed to the questions that read it, and changes none of them."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from tandem.catalog import Catalog, Query
from tandem.domain import Filters, Scope
from tandem.review import AnswerCache, Review
from tandem.warehouse import Version
from tests.contracts.asking import Asked

CATALOG = Catalog.load()
READERS = [query for query in CATALOG.ask.values() if any(name in CATALOG.ask for name in query.reads)]
QUARTER = Asked("2026Q2").filters()


class Listening(Version):
    """A version that keeps the names of the answers handed to it."""

    heard: list[str]

    def query(self, sql: str, params: Mapping[str, object] | None = None, **how: object) -> pl.DataFrame:
        """The rows, as ever."""
        given = how["given"]
        assert isinstance(given, dict)
        self.heard.extend(given)
        return super().query(sql, params, **how)  # type: ignore[arg-type]


def listening(version: Version) -> Listening:
    """The same version with an ear."""
    again = Listening(version.manifest, version.folder, version.settings, version.engine)
    object.__setattr__(again, "heard", [])
    return again


def review(version: Version, answers: int = 64) -> Review:
    """A reader of everything with a memory of their own."""
    return Review(version, Scope.everything(), version.settings, answers=AnswerCache(answers))


@pytest.mark.parametrize("query", READERS, ids=lambda query: query.name)
def test_what_was_asked_before_changes_no_answer(query: Query, of_company: Version) -> None:
    remembering = review(of_company)
    for name in query.reads:
        if name in CATALOG.ask:
            remembering.ask(name, QUARTER)
    with_those, alone = remembering.ask(query.name, QUARTER), review(of_company, 0).ask(query.name, QUARTER)
    assert_frame_equal(with_those, alone, rel_tol=1e-12, abs_tol=1e-12)


@pytest.mark.parametrize(
    ("filters", "settings", "handed"),
    [
        (QUARTER, {}, ["asset_usage"]),
        (replace(QUARTER, regions=("EMEA",)), {}, []),
        (Filters(), {}, []),
        (QUARTER, {"window_days": 30}, []),
    ],
)
def test_only_the_same_filters_and_settings_are_the_same(
    filters: Filters, settings: dict[str, object], handed: list[str], of_company: Version
) -> None:
    version = listening(of_company)
    reader = review(version)
    reader.ask("asset_usage", QUARTER)
    reader.ask("unused_by_kind", filters, **settings)
    assert version.heard == handed
