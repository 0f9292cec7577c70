"""What comes back for each channel: dots on their range."""

import polars as pl

from tandem.charts import channel_return, look
from tests.charts.valid import assert_sound, labels

CHANNELS = pl.DataFrame(
    [
        ("Email", "first", 90.0, 12.0, -0.5),
        ("Email", "last", 90.0, 9.0, 2.0),
        ("<b>Fair</b>", "first", 50.0, 20.0, 3.0),
        ("<b>Fair</b>", "last", 50.0, 20.0, 3.0),
        ("(no touch)", "first", 0.0, 1.0, None),
    ],
    schema={
        "channel": pl.String, "model": pl.String, "spend": pl.Float64, "credit": pl.Float64,
        "return_on_spend": pl.Float64,
    },
    orient="row",
)  # fmt: skip


def test_a_channel_that_the_model_decides_is_in_colour_and_a_diamond() -> None:
    figure = channel_return(CHANNELS)
    assert_sound(figure)
    drawn = {trace["y"][0]: trace["marker"] for trace in figure["data"][1:]}
    assert drawn["Email"]["color"][0] == look.ACCENT and drawn["Email"]["symbol"] == "diamond"
    assert drawn["&lt;b&gt;Fair&lt;/b&gt;"]["color"] == [look.CONTEXT_STRONG] * 2
    assert figure["data"][2]["customdata"] == [["Email", "first"], ["Email", "last"]]
    assert labels(figure)[:2] == ["3.0×20 deals", "−0.5× to 2.0×9 to 12 deals"]
    assert figure["layout"]["xaxis"]["range"][0] < -0.5
    assert_sound(channel_return(CHANNELS.clear()))


def test_what_rests_on_fewer_than_ten_deals_is_hollow_and_the_key_says_so() -> None:
    figure = channel_return(CHANNELS)
    [email] = [trace for trace in figure["data"][1:] if trace["y"][0] == "Email"]
    assert email["marker"]["color"] == [look.ACCENT, look.PAPER]
    assert email["marker"]["line"]["color"] == [look.PAPER, look.ACCENT]
    assert "too few to say" in labels(figure)[-1]
    assert "too few to say" not in labels(channel_return(CHANNELS.filter(pl.col("credit") > 9)))[-1]
