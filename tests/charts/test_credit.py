"""Models by channel, influence, paths and touches to a win."""

import re

import polars as pl
import pytest

from tandem.charts import influence, models_by_channel, path_sankey, to_win, top_paths
from tests.charts.valid import assert_sound, labels

HOSTILE = "<a href='https://evil.test'>x</a>"
MODELS = pl.DataFrame(
    [
        (channel, model, 2.0, amount, amount / 1000)
        for channel, amounts in {
            "Email": (100.0, 300.0), HOSTILE: (500.0, 300.0), "Lost": (0.0, 0.0), "(no touch)": (400.0, 400.0),
        }.items()
        for model, amount in zip(("last", "first"), amounts, strict=True)
    ],
    schema=["channel", "model", "credit", "amount", "share"],
    orient="row",
)  # fmt: skip


def test_every_channel_and_model_is_a_cell_with_its_share() -> None:
    figure = models_by_channel(MODELS)
    drawn = assert_sound(figure)
    heat = figure["data"][0]
    assert heat["x"] == ["First", "Last"]
    assert drawn.layout.yaxis.categoryarray[1:] == ("Email", "Lost", "(no touch)")
    assert heat["text"][1] == ["30", "10"]
    assert heat["z"].shape == (4, 2)


def test_deals_without_a_touch_have_a_number_and_no_colour() -> None:
    heat = models_by_channel(MODELS)["data"][0]
    assert list(heat["z"][3]) == [0.0, 0.0]
    assert heat["text"][3][0] == "40"
    assert heat["zmax"] == pytest.approx(1.0)


def test_beside_each_channel_stands_its_least_and_most_money() -> None:
    figure = models_by_channel(MODELS)
    said = ["Share in %", "Least to most, any model", "300 to 500", "100 to 300", "0", "400"]
    assert labels(figure) == said
    assert [list(trace["x"]) for trace in figure["data"][2:]] == [[300, 500], [100, 300], [0, 0], [400, 400]]
    assert {trace["xaxis"] for trace in figure["data"][2:]} == {"x2"}


def test_a_cell_gives_back_its_channel_and_model() -> None:
    marks = models_by_channel(MODELS)["data"][1]
    assert marks["customdata"][:2] == [[HOSTILE, "first"], [HOSTILE, "last"]]
    assert marks["hovertext"][2] == "First touch: 300, 2 deals"


def test_a_share_under_one_per_cent_is_no_markup() -> None:
    figure = models_by_channel(MODELS.with_columns(share=pl.lit(0.003)))
    assert_sound(figure)
    assert figure["data"][0]["text"][0] == ["&lt;1", "&lt;1"]


def test_a_missing_share_has_no_colour_and_a_dash() -> None:
    heat = models_by_channel(MODELS.with_columns(share=pl.lit(None, pl.Float64)))["data"][0]
    assert heat["text"][0] == ["–", "–"] and not heat["z"].any()


SIDES = pl.DataFrame(
    [("marketing", 8, 10, 0.81), ("partner", 0, 10, 0.0), ("sales", 9, 10, 0.99)],
    schema=["side", "opportunities", "of_opportunities", "share"],
    orient="row",
)


def test_each_side_is_a_bar_of_the_whole_by_itself() -> None:
    figure = influence(SIDES)
    drawn = assert_sound(figure)
    assert drawn.layout.barmode == "overlay"
    assert figure["data"][1]["customdata"] == ["sales", "marketing", "partner"]
    assert labels(figure) == [
        "99 %  of the amount, 9 of 10 deals",
        "81 %  of the amount, 8 of 10 deals",
        "0 %  of the amount, 0 of 10 deals",
    ]
    few = influence(SIDES.with_columns(of_opportunities=pl.lit(9)))
    assert labels(few) == ["9 of 9 deals", "8 of 9 deals", "0 of 9 deals"]
    assert_sound(influence(SIDES.clear()))


FLOWS = pl.DataFrame(
    [
        ("(no touch)", "(end)", "(end)", "won", 4),
        ("Email", "(end)", "(end)", "won", 2),
        ("Email", "Event", "(end)", "lost", 3),
        ("(other channels)", "Email", HOSTILE, "won", 1),
    ],
    schema=["first_step", "second_step", "third_step", "state", "deals"],
    orient="row",
)


def test_a_path_leads_over_its_steps_to_its_end() -> None:
    figure = path_sankey(FLOWS)
    assert_sound(figure)
    node, link = figure["data"][0]["node"], figure["data"][0]["link"]
    assert node["label"][:2] == ["Email 5", "(other channels) 1"]
    assert sum(link["value"]) == 2 + 3 * 2 + 1 * 3
    assert labels(figure) == ["First", "Second", "Third", "Won 3", "Lost 3"]
    won = {place for place, colour in enumerate(node["color"]) if colour == "#000005"}
    assert len(won) == 1


def test_only_the_won_flow_is_coloured() -> None:
    link = path_sankey(FLOWS)["data"][0]["link"]
    assert {colour[:7] for colour in link["color"]} == {"#000005", "#000006"}
    won = [value for value, colour in zip(link["value"], link["color"], strict=True) if colour[:7] == "#000005"]
    assert sum(won) == 2 + 1 * 3


def test_nodes_lie_in_the_picture() -> None:
    node = path_sankey(FLOWS)["data"][0]["node"]
    assert all(0 < place < 1 for place in [*node["x"], *node["y"]])
    assert_sound(path_sankey(FLOWS.clear()))


def test_nodes_and_ribbons_say_what_they_are_and_nothing_alive() -> None:
    sankey = path_sankey(FLOWS)["data"][0]
    said = [*sankey["node"]["customdata"], *sankey["link"]["customdata"]]
    assert all(re.search(r": [\d,]+ deals?", text) and "<" not in text for text in said)
    assert any(text.startswith("Won: ") for text in said)
    assert {sankey["node"]["hovertemplate"], sankey["link"]["hovertemplate"]} == {"%{customdata}<extra></extra>"}


def test_a_histogram_keeps_the_order_of_its_bands() -> None:
    bands = pl.DataFrame(
        {"measure": ["touches"] * 3, "band": ["6–10", "none", "1"], "band_no": [2, 0, 1], "deals": [5, 2, 0]}
    )
    figure = to_win(bands, "touches")
    drawn = assert_sound(figure)
    assert drawn.layout.xaxis.categoryarray == ("none", "1", "6–10")
    assert figure["data"][0]["text"] == ["2", "", "5"]
    assert figure["data"][0]["customdata"][2] == ["touches", "6–10"]
    assert_sound(to_win(bands, "days"))


WALKS = pl.DataFrame(
    [
        ("Email", "(end)", "(end)", 12, 3, 500.0, 0.25),
        ("Email", HOSTILE, "Event", 2, 1, 90.0, 0.5),
    ],
    schema=["first_step", "second_step", "third_step", "deals", "won", "amount", "win_rate"],
    orient="row",
)


def test_the_paths_most_walked_are_bars_with_their_won_part() -> None:
    figure = top_paths(WALKS)
    drawn = assert_sound(figure)
    won, lost = figure["data"]
    assert (won["x"], lost["x"]) == ([3, 1], [9, 1])
    assert won["customdata"][1] == ["Email", HOSTILE, "Event"]
    assert drawn.layout.yaxis.categoryarray[0] == "Email"
    assert labels(figure)[-2:] == ["12 deals, 25 % won", "2 deals, 1 won"]
    assert labels(figure)[1] == "Email"
    assert_sound(top_paths(WALKS.clear()))
