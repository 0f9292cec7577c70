"""Every shape that a path of up to six touches can have, to the cent, against the plain reference."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product

import duckdb
import pytest

from tandem.catalog import Catalog
from tests.attribution.reference import MODELS, Deal, Touch, cents_of, weights_of

BUILD = Catalog.load().build
FIRST_DAY = datetime(2026, 1, 1)
HALF_LIFE = 30.0
CENTS = (0, 1, 2, 3, 5, 7, 10, 11, 13, 17, 29, 59, 101, -7, -1003, 123_457, 99_999_999_999_999)
Shape = tuple[int, int | None, int | None, int]
# The tables that the steps read: spans as they are drawn here, of one day, with a touch a day.
AROUND = {
    "credit_paths": """
        select path_no, place as touch_no, place as way_no, cast(place as integer) as position,
            cast(touches - place as integer) as days_to_last
        from credit_spans, range(1, 7) as places (place) where place <= touches
    """,
    "decay_half_life": f"select cast({HALF_LIFE} as double) as days",
}


STEPS = (
    "whole_credits",
    "path_remainders",
    "path_shares",
    "mark_credits",
    "decay_turns",
    "rest_credits",
    "touch_credits",
)


def shapes() -> list[Shape]:
    """Touches, place of the lead's and of the opening's (None when there is none), and cents of a path."""
    places = [(touches, [None, *range(1, touches + 1)]) for touches in range(1, 7)]
    return [(n, *marks, cents) for n, at in places for marks in product(at, at) for cents in CENTS]


def credited(drawn: list[Shape]) -> dict[int, list[tuple[object, ...]]]:
    """Cents and weight under each model, touch by touch, by the number of the path."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table credit_spans "
            "(path_no bigint, touches bigint, lead_no bigint, opening_no bigint, cents bigint,"
            " first_way_no bigint, lead_way_no bigint, opening_way_no bigint, last_way_no bigint)"
        )
        rows = [
            "(" + ", ".join("null" if cell is None else str(cell) for cell in (number, *shape, *ways_of(shape))) + ")"
            for number, shape in enumerate(drawn)
        ]
        connection.execute(f"insert into credit_spans values {', '.join(rows)}")
        for name, text in AROUND.items():
            connection.execute(f"create table {name} as {text}")
        for name in STEPS:
            connection.execute(f"create table {name} as\n{BUILD[name].text}")
        columns = ", ".join(f"sum({model}_cents), sum({model}_weight)" for model in MODELS)
        found: dict[int, list[tuple[object, ...]]] = {}
        for path_no, *credit in connection.execute(
            f"select path_no, {columns} from touch_credits group by path_no, position order by path_no, position"
        ).fetchall():
            found.setdefault(path_no, []).append(tuple(credit))
        return found


def ways_of(shape: Shape) -> tuple[int | None, ...]:
    """The ways of its first, lead's, opening's and last touch: each touch has its place for a way."""
    touches, lead, opening, _ = shape
    return 1, lead, opening, touches


def day(place: int) -> datetime:
    """The day of the touch at this place."""
    return FIRST_DAY + timedelta(place)


def expected(shape: Shape) -> list[tuple[object, ...]]:
    """The same by the reference."""
    touches, lead, opening, cents = shape
    path = [Touch(f"T{n}", day(n), "marketing", "", "", frozenset(), frozenset()) for n in range(1, touches + 1)]
    opened = day(opening) if opening else FIRST_DAY
    deal = Deal("D", opened, None, True, Decimal(0), (day(lead),) if lead else ())
    columns: list[list[object]] = []
    for model in MODELS:
        weights = weights_of(model, deal, path, HALF_LIFE)
        columns.append([int(part * 100) for part in cents_of(weights, Decimal(cents) / 100)])
        columns.append([pytest.approx(float(weight), abs=1e-9) for weight in weights])
    return list(zip(*columns, strict=True))


def test_every_shape_of_a_path_is_credited_as_defined() -> None:
    drawn = shapes()
    found = credited(drawn)
    for number, shape in enumerate(drawn):
        assert found[number] == expected(shape), shape
