"""Colours stand in the theme and nowhere else."""

import tomllib
from pathlib import Path

import polars as pl
import pytest
from streamlit.elements.lib import streamlit_plotly_theme

from tandem.charts import COLOURS, look

HOME = Path(__file__).resolve().parents[2]
THEME = tomllib.loads((HOME / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]


def brightness(colour: str) -> float:
    """Relative luminance of a colour, as the contrast of WCAG 2 takes it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    light, dark = sorted([brightness(one), brightness(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_colours_are_the_places_that_streamlit_fills_from_the_theme() -> None:
    places = [getattr(streamlit_plotly_theme, f"CATEGORY_{number}") for number in range(10)]
    assert list(COLOURS) == places


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_theme_has_a_colour_for_every_role(mode: str) -> None:
    colours = THEME[mode]["chartCategoricalColors"]
    assert len(colours) == len(COLOURS) == len(set(colours))
    assert colours[COLOURS.index(look.ACCENT)] == THEME[mode]["primaryColor"]
    assert colours[COLOURS.index(look.INK)] == THEME[mode]["textColor"]
    assert colours[COLOURS.index(look.PAPER)] == THEME[mode]["backgroundColor"]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("role", "least"),
    [
        (look.INK, 12.0),
        (look.MUTED, 4.5),
        (look.MARKETING, 4.5),
        (look.SALES, 4.5),
        (look.PARTNER, 4.5),
        (look.ACCENT, 4.5),
    ],
)
def test_what_is_written_in_a_colour_can_be_read(mode: str, role: str, least: float) -> None:
    colours = THEME[mode]["chartCategoricalColors"]
    assert contrast(colours[COLOURS.index(role)], THEME[mode]["backgroundColor"]) >= least


def test_no_figure_has_letters_smaller_than_a_projector_shows() -> None:
    assert min(font["size"] for font in (look.LOUD, look.PLAIN, look.QUIET, look.ON_COLOUR)) >= 13


def test_null_becomes_not_a_number() -> None:
    read = look.numbers(pl.DataFrame({"a": [1, None]}), "a")
    assert read[0] == 1 and read[1] != read[1]


def test_a_reference_line_is_labelled_on_the_side_that_has_room() -> None:
    assert look.rule(0.7, "here")[1]["xanchor"] == "right"
    assert look.rule(0.18, "here", above=False)[1] | {"font": None} == look.note(
        "here", x=0.18, y=-0.02, yref="paper", xanchor="left", yanchor="top", font=None
    )


def test_an_axis_of_shares_names_every_tick() -> None:
    axis = look.percent_axis(0.5, 0.25)
    assert axis["ticktext"] == ["0 %", "25 %", "50 %"]
    assert axis["range"][0] == 0
