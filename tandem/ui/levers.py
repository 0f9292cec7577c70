"""What if: four drivers that can be moved, kept in the address, and what they do to the money."""

from typing import NamedTuple

import polars as pl
import streamlit as st

from tandem import words
from tandem.charts import Driver
from tandem.domain import Filters
from tandem.ui.opening import ask, settings
from tandem.ui.parts import choice

FURTHEST, STEP = 50, 5
# What is drawn before anything is moved: every driver a tenth better.
TENTH = {"volume": 10, "conversion": 10, "deal_size": 10, "cycle": -10}


class WhatIf(NamedTuple):
    """What the levers say, and the answer of the question under them."""

    moved: dict[str, int]
    step: str
    answer: pl.DataFrame
    whole: str

    @property
    def is_movable(self) -> bool:
        """Whether there is money that a driver could move."""
        return words.value.is_movable(self.answer)

    @property
    def heading(self) -> str:
        """What the bars beside the levers show."""
        return "What it would have brought" if any(self.moved.values()) else "What ten per cent of each is worth"

    @property
    def sentence(self) -> str:
        """The sentence that says the money."""
        return words.value.what_if(self.answer, self.moved, self.step, settings().currency, self.whole)

    @property
    def drivers(self) -> list[Driver]:
        """The four drivers, each with its part of the money."""
        currency = settings().currency
        return [
            Driver(
                words.value.DRIVERS[row["driver"]],
                float(row["part"] or 0),
                words.flow.part(float(row["part"] or 0), currency),
                f"{words.value.driver(row, 'before', currency)} → {words.value.driver(row, 'after', currency)}",
                row["driver"],
            )
            for row in self.answer.to_dicts()
        ]


def what_if(filters: Filters) -> WhatIf:
    """Four levers in per cent and the step whose conversion moves, and what they bring."""
    moved = {name: lever(label, name) for name, label in words.value.LEVERS.items()}
    step = choice("Conversion of", words.value.STEPS, key="step").value
    drawn = moved if any(moved.values()) else TENTH
    whole = "quarter" if filters.quarter else "whole time"
    return WhatIf(moved, step, ask("what_if", filters, step=step, **drawn), whole)


def lever(label: str, key: str) -> int:
    """One lever from half as much to half as much again, in steps of five per cent."""
    return int(
        st.slider(
            label, min_value=-FURTHEST, max_value=FURTHEST, value=0, step=STEP, format="%+d %%", key=key,
            bind="query-params",
        )
    )  # fmt: skip
