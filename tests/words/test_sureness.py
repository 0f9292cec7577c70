"""What is said of how sure Markov and Shapley are: intervals, and none where every path converted."""

import polars as pl

from tandem.words import sureness


def said(text: str) -> str:
    """The text with plain spaces, as a test writes it."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def answer(model: str, channel: str, share: float, low: float, high: float) -> pl.DataFrame:
    """A row of `attribution_intervals`."""
    return pl.DataFrame({"model": [model], "channel": [channel], "share": [share], "low": [low], "high": [high]})


MARKOV = answer("markov", "Email", 0.2, 0.1, 0.3)
SHAPLEY = answer("shapley", "Event", 0.5, 0.4, 0.6)
CERTAIN = answer("shapley", "Event", 0.5, 0.5, 0.5 + 1e-12)


def test_intervals_stand_beside_each_other() -> None:
    rows = sureness.intervals({"markov": MARKOV, "shapley": SHAPLEY})
    assert [{name: said(text) for name, text in row.items()} for row in rows] == [
        {"channel": "Email", "markov": "20 % (10 % to 30 %)", "shapley": "–"},
        {"channel": "Event", "markov": "–", "shapley": "50 % (40 % to 60 %)"},
    ]


def test_an_interval_without_width_is_left_out_and_said() -> None:
    rows = sureness.intervals({"markov": MARKOV, "shapley": CERTAIN})
    assert said(rows[1]["shapley"]) == "50 %"
    assert sureness.unsure(7, [MARKOV, CERTAIN]).endswith("Shapley: " + sureness.ALL_CONVERTED)
    assert sureness.without_width([MARKOV, SHAPLEY]) == "" and sureness.without_width([]) == ""


def test_the_number_of_won_deals_is_said() -> None:
    assert sureness.unsure(7, [MARKOV, SHAPLEY]).startswith("From 7 won deals: the share of the credit")
    assert sureness.unsure(1, [MARKOV]).startswith("From 1 won deal: ")
    assert sureness.unsure(7, [MARKOV, SHAPLEY]).endswith("in 95 of 100 such samples.")


def test_a_bound_that_is_missing_is_no_certainty() -> None:
    assert not sureness.is_certain({"low": None, "high": None})
