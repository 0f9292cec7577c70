"""What is said of the return of channels under every model."""

import polars as pl
import pytest

from tandem.words import channels
from tandem.words.channels import cell

Told = tuple[str, float | None, float | None]


def said(text: str) -> str:
    """The text with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def returns(*rows: Told, deals: tuple[float, float] = (12.0, 40.0)) -> pl.DataFrame:
    """`channel_return` with two models each."""
    every = [
        (name, model, 100.0, credit, value)
        for name, *values in rows
        for model, credit, value in zip(("first", "markov"), deals, values, strict=True)
    ]
    schema = {"channel": pl.String, "model": pl.String, "spend": pl.Float64, "credit": pl.Float64}
    return pl.DataFrame(every, schema=schema | {"return_on_spend": pl.Float64}, orient="row")


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (
            returns(("Email", 5.0, 22.0), ("Webinar", 1.0, 2.0)),
            "All 2 channels bring back more than was spent under every model; Email depends most on it: 5.0× to 22.0×.",
        ),
        (
            returns(("Email", -0.5, 2.0)),
            "0 of 1 channel brings back more than was spent under every model; "
            "Email depends most on it: −0.5× to 2.0×.",
        ),
        (
            returns(("Email", 2.0, 2.0), ("Fair", -1.0, -1.0)),
            "1 of 2 channels bring back more than was spent, whatever the model.",
        ),
        (
            returns(("Email", 2.0, 2.0), ("Fair", 1.0, 1.0), deals=(3.0, 9.9)),
            "No channel earns ten deals under any model: too few to say which pay.",
        ),
        (
            pl.concat([returns(("Email", 2.0, 2.0)), returns(("Fair", 1.0, 5.0), deals=(0.0, 1.0))]),
            "1 of 1 channel brings back more than was spent, whatever the model. "
            "1 channel earns fewer than ten deals under any model: too few to say.",
        ),
        (
            pl.concat([returns(("Email", 2.0, 2.0)), returns(("A", 1.0, 5.0), ("B", 1.0, 1.0), deals=(0.0, 1.0))]),
            "1 of 1 channel brings back more than was spent, whatever the model. "
            "2 channels earn fewer than ten deals under any model: too few to say.",
        ),
        (returns(("Email", None, None)), "No channel has spend to set against what it brought."),
    ],
)
def test_how_many_channels_pay_is_said(frame: pl.DataFrame, sentence: str) -> None:
    assert said(channels.finding(frame)) == sentence


def test_the_channels_that_tell_something_are_those_the_model_decides() -> None:
    torn, fine = {"channel": "A", "low": -1.0, "high": 1.0}, {"channel": "B", "low": 1.0, "high": 9.0}
    assert channels.telling([torn, fine]) == {"A"}
    assert channels.telling([fine]) == {"B"} and channels.telling([]) == set()
    assert channels.model("first") == "First touch" and channels.model("not_known_yet") == "Not known yet"


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((1.0, 2.0, 3.2, 6.4), "1.0× to 2.0× · 3 to 6 deals"),
        ((1.0, 1.0, 0.8, 1.2), "1.0× · 1 deal"),
        ((-0.4, 1.0, -3.0, 31.0), "−0.4× to 1.0× · −3 to 31 deals"),
    ],
)
def test_a_range_says_from_how_many_deals_it_is(ends: tuple[float, ...], text: str) -> None:
    assert said(channels.between(dict(zip(("low", "high", "fewest", "most"), ends, strict=True)))) == text


def test_a_line_per_channel_has_what_each_model_says_and_how_sure_it_is() -> None:
    answer = pl.DataFrame([{"channel": "Email", "model": "markov", "low": 3.0, "high": 5.5}])
    ends = channels.intervals([answer])
    frame = returns(("Email", -0.5, 4.0), ("Fair", None, None), deals=(12.0, 40.0))
    [line] = channels.table(frame, ("first", "markov", "shapley"), ends, "USD")
    assert (line.name, line.about, said(line.spend)) == ("Email", "12 to 40 deals", "USD 100")
    assert [(one.text, one.depth, one.note) for one in line.cells] == [
        ("−0.5×", None, ""), ("4.0×", 1.0, "3.0× to 5.5×"), ("–", None, ""),
    ]  # fmt: skip
    assert len(channels.beneath([answer], frame)) == 1 and channels.beneath([], frame) == []


def test_an_interval_without_width_and_a_credit_below_nothing_are_explained() -> None:
    frame = returns(("Email", -0.5, 4.0), ("Fair", None, None), deals=(-2.0, 40.0))
    certain = pl.DataFrame([{"channel": "Email", "model": "shapley", "low": 3.0, "high": 3.0}])
    assert channels.intervals([certain]) == {}
    assert [said[:8] for said in channels.beneath([certain], frame)] == ["Beneath ", "Shapley:", "Below no"]


def test_what_rests_on_few_deals_is_not_coloured() -> None:
    few = {"return_on_spend": 4.0, "credit": 9.9}
    assert cell(few, 1.0, "") == ("4.0×", None, "")
    assert cell(few | {"credit": 10.0}, 2.0, "").depth is not None
    [line] = channels.table(returns(("Email", 1.0, 4.0), deals=(1.0, 2.0)), ("first",), {}, "")
    assert line.about == "1 to 2 deals: too few to say"


def test_parts_that_sum_to_ten_but_for_a_hair_are_enough_to_say() -> None:
    ten = 30 * (1 / 3) - 2e-15
    assert ten < 10 and not channels.are_few(ten)
    assert channels.are_few(9.999)
    row = {"return_on_spend": 1.5, "credit": ten}
    assert cell(row, 1.0, "").depth == cell(row | {"credit": 10.0}, 1.0, "").depth
    assert not channels.is_few({"most": ten})
