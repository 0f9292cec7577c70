"""The settings of attribution, in the address: whose touches count, from and up to when, how models weigh them."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from tandem import words
from tandem.ui.parts import Choice, beside

UP_TO = {"the opening": "created", "the win": "won", "the close": "any"}
UP_TO_THE_WIN = {"the win": "won", "the close": "any", "the opening": "created"}
LOOK_BACK = {f"{days} days": str(days) for days in (365, 30, 60, 90, 180, 730)} | {"any age": "all"}
PEOPLE = {"people on the deal": "people", "everybody in the account": "account"}
SIDES = {"marketing": "marketing", "both sides": "all"}
REPEATS = {"each": "all", "once in a row": "collapsed"}
HALF_LIFE = {"a third of the cycle": "auto"} | {f"{days} days": str(days) for days in (7, 14, 30, 60, 90)}
ORDER = {"1 step": "1", "2 steps": "2", "3 steps": "3"}
LOST = {"count": "true", "are left out": "false"}
SOLVED_MODELS = ("markov", "shapley")
RULE_MODELS = tuple(model for model in words.names.MODELS if model not in SOLVED_MODELS)
SMALL = {"only from 100 wins": "no", "always, with intervals": "yes"}


@dataclass(frozen=True)
class CreditSettings:
    """What the reader chose, by the name of the setting: its label and the value that questions take."""

    chosen: Mapping[str, Choice]

    def given(self, *names: str) -> dict[str, str]:
        """The values of some settings, for a question that has them."""
        return {name: self.chosen[name].value for name in names}

    @property
    def models(self) -> dict[str, str]:
        """The settings of every rule model."""
        return self.given("milestone", "lookback_days", "match", "side", "path", "half_life_days")

    @property
    def learning(self) -> dict[str, str]:
        """The settings of the models that learn from all paths together."""
        return self.given("order", "with_lost")

    @property
    def wants_small_samples(self) -> bool:
        """Whether Markov and Shapley are asked for however few deals were won."""
        return self.chosen["small"].value == "yes"

    def __str__(self) -> str:
        """As “Touches up to the opening · at most 365 days before · people on the deal · …”."""
        label = {name: choice.label for name, choice in self.chosen.items()}
        age = "of any age" if label["lookback_days"] == "any age" else f"at most {label['lookback_days']} before"
        return (
            f"Touches of {label['side']} up to {label['milestone']}, {age}, of {label['match']}; "
            f"repeats on one channel count {label['path']}; half-life {label['half_life_days']}"
        )


def credit_settings(up_to: Mapping[str, str] = UP_TO, key: str = "upto") -> CreditSettings:
    """The settings of attribution behind one button, and what they are in words beside it."""
    with beside():
        with st.popover("Settings", icon=":material/tune:"):
            settings = CreditSettings(choices(up_to, key))
        st.html(f'<p class="settings">{words.safe.in_html(str(settings))}</p>')
    return settings


def choices(up_to: Mapping[str, str], key: str) -> dict[str, Choice]:
    """What is chosen of every setting: whose touches count on the left, how models weigh them on the right."""
    left, right = st.columns(2)
    with left:
        touches = {
            "milestone": one_of("Touches up to", up_to, key),
            "lookback_days": one_of("Look-back before that", LOOK_BACK, "lookback"),
            "match": one_of("Touches of", PEOPLE, "match"),
            "side": one_of("Side", SIDES, "side"),
            "path": one_of("Repeats on one channel count", REPEATS, "repeats"),
        }
    with right:
        return touches | {
            "half_life_days": one_of("Half-life of time decay", HALF_LIFE, "halflife"),
            "order": one_of("Markov remembers", ORDER, "order"),
            "with_lost": one_of("For Markov and Shapley, lost deals", LOST, "lost"),
            "small": one_of("Markov and Shapley", SMALL, "small"),
        }


def one_of(label: str, values: Mapping[str, str], key: str) -> Choice:
    """One of a few values by its label, the first by default, kept in the address."""
    labels = list(values)
    picked = st.selectbox(label, labels, key=key, bind="query-params", width=260) or labels[0]
    return Choice(picked, values[picked])
