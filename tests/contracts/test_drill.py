"""Every figure is made again, exactly, from the records behind it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings

from tandem.catalog import Catalog, Query
from tandem.review.plan import answering
from tandem.warehouse import Version
from tests.contracts.asking import Asked
from tests.contracts.drilling import FILTERS, drilled, every_choice, near

CATALOG = Catalog.load()
FIGURES = [query for query in CATALOG.ask.values() if query.drills]


@pytest.mark.parametrize("query", FIGURES, ids=lambda query: query.name)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(asked=Asked("2026Q2"))
@given(asked=FILTERS)
def test_records_give_the_figure_under_any_filter(query: Query, asked: Asked, of_company: Version) -> None:
    figure, again = drilled(query, asked, of_company)
    assert again == [near(row) for row in figure]


@pytest.mark.parametrize("query", FIGURES, ids=lambda query: query.name)
def test_records_give_the_figure_as_of_an_earlier_day(query: Query, of_company: Version) -> None:
    for quarter in (None, "2026Q1", "2026Q2"):
        figure, again = drilled(query, Asked(quarter), of_company, date(2026, 5, 20))
        assert again == [near(row) for row in figure]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        (query, chosen)
        for query in FIGURES
        for chosen in every_choice(query)
        if chosen and chosen != {"basis": "flow"} and answering(CATALOG, query.name, chosen) is query
    ],
    ids=lambda value: value.name if isinstance(value, Query) else str(value),
)
def test_records_give_the_figure_under_any_setting(
    query: Query, chosen: dict[str, object], of_company: Version
) -> None:
    for quarter in (None, "2026Q2"):
        figure, again = drilled(query, Asked(quarter, settings=chosen), of_company)
        assert again == [near(row) for row in figure]
