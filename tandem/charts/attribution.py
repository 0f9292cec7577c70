"""Who brought it: the marketing sourced share under three rules, over eight quarters, and credit by channel."""

from typing import Any

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part

LINE = 0.18
LINE_LABEL = "18 % – SiriusDecisions, large B2B firms, 2007"
CLASSES = ("marketing", "sales", "partner", "unknown")
RULES = ("crm_field", "first_touch", "before_sales")
MODELS = {"first": "circle-open", "linear": "diamond", "last": "square"}
MODEL_COLOURS = {"first": look.INK, "linear": look.ACCENT, "last": look.CONTEXT_STRONG}
MOST_CHANNELS = 10


def sourced_by_rule(rules: pl.DataFrame) -> Figure:
    """Three 100 % bars by source class with the 18 % line, from `sourced_rules`; customdata is rule and class."""
    line, label = look.rule(LINE, LINE_LABEL, above=False)
    return look.figure(
        [class_bar(rules.filter(pl.col("source_class") == name), name) for name in CLASSES],
        height=340,
        barmode="stack",
        margin={"l": 8, "r": 8, "t": 38, "b": 34, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=[words.names.RULES[rule] for rule in RULES]),
        xaxis=look.hidden_axis(range=[0, 1]),
        shapes=[line | {"layer": "below"}],
        annotations=[label, look.key({words.names.side(name): look.SIDE_COLOURS[name] for name in CLASSES})],
    )


def class_bar(part: pl.DataFrame, name: str) -> Part:
    """The piece of one source class in every bar, labelled where there is room."""
    rows = part.to_dicts()
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.names.side(name),
        "y": [words.names.RULES[row["rule"]] for row in rows],
        "x": look.numbers(part, "share"),
        "customdata": [[row["rule"], name] for row in rows],
        "text": [class_label(row["share"]) for row in rows],
        "textposition": "inside",
        "insidetextanchor": "end",
        "textangle": 0,
        "textfont": look.ON_COLOUR,
        "constraintext": "none",
        "marker": {
            "color": look.SIDE_COLOURS[name],
            "line": {"color": look.PAPER, "width": 2},
        },
        "hoverinfo": "text",
        "hovertext": [
            f"{words.names.side(name)}: {words.percent(row['share'])}, {words.count(row['opportunities'])} deals, "
            f"{words.money(row['amount'])}"
            for row in rows
        ],
    }


def class_label(share: float | None) -> str:
    """The share of a piece, where it has room for it."""
    return "" if share is None or share < 0.08 else f"<b>{words.percent(share)}</b>{look.GAP}"


def credit_by_channel(models: pl.DataFrame) -> Figure:
    """Per channel, its credit under first touch, linear and last touch and the span of them, from `attribution_models`.

    The channels with the most credit under any model, the largest first; customdata is the channel.
    """
    wide = models.group_by("channel").agg(low=pl.col("amount").min(), high=pl.col("amount").max())
    top = wide.sort("high", "channel", descending=[True, False]).head(MOST_CHANNELS).sort("high", descending=True)
    shown = models.filter(pl.col("channel").is_in(top.get_column("channel").to_list()))
    names = [words.safe.in_chart(channel) for channel in top.get_column("channel")]
    most = max([1.0, *look.numbers(top, "high")])
    return look.figure(
        [span_lines(top), *[model_dots(shown.filter(pl.col("model") == model), model) for model in MODELS]],
        height=70 + 44 * max(1, top.height),
        margin={"l": 8, "r": 8, "t": 34, "b": 30, "pad": 6},
        yaxis=look.names_axis(categoryorder="array", categoryarray=names),
        xaxis=look.value_axis(range=[0, most * 1.28], tickformat="~s", nticks=6),
        annotations=[*(span_label(row) for row in top.to_dicts()), *model_labels()],
    )


def span_lines(top: pl.DataFrame) -> Part:
    """A quiet line per channel from its lowest to its highest credit."""
    names, ends = [], []
    for channel, low, high in top.select("channel", "low", "high").iter_rows():
        names += [words.safe.in_chart(channel)] * 3
        ends += [float(low), float(high), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": look.numbers(pl.DataFrame({"x": pl.Series(ends, dtype=pl.Float64)}), "x"),
        "y": names,
        "line": {"color": look.CONTEXT, "width": 7},
        "hoverinfo": "skip",
    }


def model_dots(part: pl.DataFrame, model: str) -> Part:
    """The credit of every channel under one model."""
    rows = part.to_dicts()
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "name": words.names.MODELS[model],
        "x": look.numbers(part, "amount"),
        "y": [words.safe.in_chart(row["channel"]) for row in rows],
        "customdata": [row["channel"] for row in rows],
        "marker": {"symbol": MODELS[model], "size": 14, "color": MODEL_COLOURS[model], "line": ring(model)},
        "hoverinfo": "text",
        "hovertext": [f"{words.names.MODELS[model]}: {words.money(row['amount'])}" for row in rows],
    }


def ring(model: str) -> Part:
    """The outline of a mark: only the hollow one has any."""
    return {"width": 2.5 if model == "first" else 0, "color": MODEL_COLOURS[model]}


def span_label(row: dict[str, Any]) -> Part:
    """From where to where the credit of a channel goes."""
    low, high = words.money(row["low"]), words.money(row["high"])
    text = high if low == high else f"{low} to {high}"
    return look.note(
        text, x=float(row["high"]), y=words.safe.in_chart(row["channel"]), xshift=16,
        font={"size": look.TICK, "color": look.MUTED},
    )  # fmt: skip


def model_labels() -> list[Part]:
    """The marks and what they stand for, in one line above the channels."""
    colours = {words.names.MODELS[model]: MODEL_COLOURS[model] for model in MODELS}
    return [look.key(colours, marks="○◆■")]
