"""Every model side by side: which of them there is enough to say for, what each gives, how sure the solved ones are."""

from dataclasses import dataclass

import polars as pl

from tandem import words
from tandem.charts import models_by_channel
from tandem.domain import Filters
from tandem.ui.credit import RULE_MODELS, SOLVED_MODELS, CreditSettings
from tandem.ui.opening import ask, settings
from tandem.ui.parts import chart, heading
from tandem.ui.records import behind, show_records
from tandem.ui.tables import facts, small_table


@dataclass(frozen=True)
class EveryModel:
    """The settings to ask for every model with, the wins that Markov and Shapley learn from, whether they are shown."""

    given: dict[str, str]
    chosen: CreditSettings
    won: int
    is_solved: bool

    @property
    def models(self) -> tuple[str, ...]:
        """The models shown, in the order of the page."""
        return (*RULE_MODELS, *SOLVED_MODELS) if self.is_solved else RULE_MODELS

    @property
    def note(self) -> str:
        """Why Markov and Shapley are left out; empty when they are not."""
        return "" if self.is_solved else words.credit.few_wins(self.won)

    def intervals(self, question: str, filters: Filters, **more: str) -> list[pl.DataFrame]:
        """The answers to a question about the intervals of Markov and of Shapley; none where they are left out."""
        given = self.chosen.given("milestone", "lookback_days", "match", "side", "path", "with_lost") | more
        own = {"markov": self.chosen.given("order"), "shapley": {}}
        return [ask(question, filters, model=model, **given, **own[model]) for model in SOLVED_MODELS if self.is_solved]


def every_model(filters: Filters, chosen: CreditSettings) -> EveryModel:
    """All models under these settings, Markov and Shapley among them from enough wins or where they are asked for."""
    won = ask("path_totals", filters, **chosen.given("milestone", "lookback_days", "match", "side")).item(
        0, "won_deals"
    )
    is_solved = won >= words.credit.FEWEST_WINS or chosen.wants_small_samples
    given = chosen.models | (chosen.learning | {"solved": "yes"} if is_solved else {})
    return EveryModel(given, chosen, won, is_solved)


def models(filters: Filters, every: EveryModel) -> None:
    """What each model gives to each channel, what they agree on, and how sure Markov and Shapley are."""
    credits = ask("attribution_models", filters, **every.given)
    same = words.credit.same(credits, settings().currency)
    chart(
        models_by_channel(credits),
        f"Share of the amount that each model gives to each channel. {same}",
        title="What each model gives to each channel",
        note=same,
        key="channels",
        opens=lambda point: show_records(
            "attribution_records", filters, {"channel": point["customdata"][0]}, model="all", **every.given
        ),
        records=behind("attribution_records", filters, key="attribution_records", model="all", **every.given),
    )
    facts([note for note in (words.credit.untouched(credits), every.note) if note])
    sureness(filters, every, credits)


def sureness(filters: Filters, every: EveryModel, credits: pl.DataFrame) -> None:
    """How sure Markov and Shapley are of each channel; nothing where they are left out."""
    answers = every.intervals("attribution_intervals", filters)
    if answers:
        heading("How sure Markov and Shapley are", words.sureness.unsure(every.won, answers))
        rows = words.sureness.intervals(dict(zip(SOLVED_MODELS, answers, strict=True)))
        small_table(rows, ("channel", *SOLVED_MODELS))
        facts([words.sureness.BELOW] if words.credit.is_below(credits) else [])
