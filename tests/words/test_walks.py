"""What is said of the paths most walked: one stands out, several tie, singular, plural, enough for a share."""

from typing import Any

import polars as pl
import pytest

from tandem.words import walks


def path(first: str, second: str, third: str, deals: int, won: int) -> dict[str, Any]:
    """A row of `top_paths`."""
    steps = {"first_step": first, "second_step": second, "third_step": third}
    return {**steps, "deals": deals, "won": won, "win_rate": won / deals}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [path("Email", "(end)", "(end)", 3, 2), path("Webinar", "Email", "(end)", 6, 1)],
            "Walked most: Webinar → Email, 6 deals, 1 won.",
        ),
        ([path("Email", "Webinar", "Email", 12, 3)], "Walked most: Email → Webinar → Email, 12 deals, 25 % won."),
        ([path("Email", "(end)", "(end)", 1, 0)], "Walked most: Email, 1 deal, 0 won."),
        (
            [path("Email", "(end)", "(end)", 6, 2), path("Webinar", "(end)", "(end)", 6, 1)],
            "No path stands out: 2 were walked by 6 deals each.",
        ),
    ],
)
def test_the_most_walked_path_is_named_where_one_stands_out(rows: list[dict[str, Any]], sentence: str) -> None:
    assert walks.finding(pl.DataFrame(rows)).replace("\N{NO-BREAK SPACE}", " ") == sentence
