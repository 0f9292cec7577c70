"""What buyers get to see, and eight quarters in the corner of a card."""

import polars as pl
import pytest

from tandem.charts import sparkline, unused_by_kind, unused_share
from tests.charts.valid import assert_sound, labels

SHARES = pl.DataFrame({"label": ["Of assets", "Of their cost"], "share": [0.72, 0.6], "text": ["<b>72 %</b>", "60 %"]})
KINDS = pl.DataFrame(
    {
        "kind": ["deck", "<img src=x>", "case study"],
        "available": [54, 63, 4],
        "unused": [35, 39, 4],
        "unused_share": [35 / 54, 39 / 63, 1.0],
        "unused_cost": [54_700.0, 36_400.0, None],
    }
)


def test_unused_and_used_make_a_whole() -> None:
    figure = unused_share(SHARES)
    drawn = assert_sound(figure)
    unused, used = figure["data"]
    assert list(unused["x"] + used["x"]) == pytest.approx([1.0, 1.0])
    assert drawn.layout.shapes[0].x0 == 0.70
    assert labels(figure)[0].startswith("70 %")


def test_kinds_stand_by_their_number_and_say_share_counts_and_cost() -> None:
    figure = unused_by_kind(KINDS)
    assert_sound(figure)
    assert figure["data"][0]["y"] == ["&lt;img src=x&gt;", "Deck", "Case study"]
    assert labels(figure) == ["62 %  39 of 63, 36.4 k", "65 %  35 of 54, 54.7 k", "4 of 4, –"]
    assert figure["data"][1]["customdata"] == ["<img src=x>", "deck", "case study"]
    assert_sound(unused_by_kind(KINDS.clear()))


def heights(html: str) -> list[str]:
    """The height of every column of a sparkline."""
    return [piece.split("%")[0] for piece in html.split("height:")[1:]]


def test_columns_start_at_zero_and_the_last_is_marked() -> None:
    html = sparkline([1.0, 2.0, 4.0], "Value: 1, 2, 4")
    assert heights(html) == ["25.0", "50.0", "100.0"]
    assert html.count('class="now"') == 1 and html.endswith("</i></div>")
    assert 'role="img" aria-label="Value: 1, 2, 4"' in html


def test_a_gap_is_a_gap_and_a_negative_column_hangs_from_zero() -> None:
    html = sparkline([None, 1.0, -1.0], "x")
    assert html.count('class="gap"') == 1
    assert '<b style="top:0.0%;height:50.0%"></b>' in html
    assert '<b style="top:50.0%;height:50.0%"></b>' in html


def test_nothing_and_zero_are_columns_too() -> None:
    assert "gap" in sparkline([None], "x")
    assert heights(sparkline([0.0, 0.0], "x")) == ["2.0", "2.0"]
