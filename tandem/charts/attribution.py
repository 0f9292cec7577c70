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
TREND = {
    "crm_field": ("solid", "circle", 3.5),
    "first_touch": ("dash", "square", 2),
    "before_sales": ("dot", "diamond", 2),
}
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
        shapes=[line],
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
        "text": [class_label(name, row["share"]) for row in rows],
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


def class_label(name: str, share: float | None) -> str:
    """What fits into a piece of that size."""
    if share is None or share < 0.04:
        return ""
    said = f"{words.names.side(name)} <b>{words.percent(share)}</b>" if share >= 0.18 else words.percent(share)
    return said + look.GAP


def sourced_trend(trend: pl.DataFrame) -> Figure:
    """Marketing sourced share of pipeline by quarter, one line per rule, with the 18 % line, from `sourced_trend`."""
    quarters = trend.get_column("quarter").unique().sort().to_list()
    lines = [rule_line(trend.filter(pl.col("rule") == rule), rule) for rule in RULES]
    ends = [end_label(trend.filter((pl.col("rule") == rule) & pl.col("share").is_not_null()), rule) for rule in RULES]
    most = max([LINE, *trend.get_column("share").drop_nulls().to_list()])
    return look.figure(
        lines,
        height=340,
        margin={"l": 8, "r": 150, "t": 20, "b": 8, "pad": 6},
        xaxis={
            "type": "category", "categoryarray": quarters, "fixedrange": True, "showgrid": False, "title": {"text": ""},
            "tickfont": {"size": look.TICK, "color": look.MUTED}, "range": [-0.3, len(quarters) - 0.7],
        },
        yaxis=look.percent_axis(most * 1.15, 0.1 if most < 0.5 else 0.25),
        shapes=[
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": LINE, "y1": LINE,
             "line": {"color": look.INK, "width": 1.5, "dash": "dot"}}
        ],
        annotations=[
            *apart([end for end in (*ends, line_end()) if end], 0.1 * most),
        ],
    )  # fmt: skip


def rule_line(part: pl.DataFrame, rule: str) -> Part:
    """The line of one rule; the recorded source is drawn strongest."""
    dash, symbol, width = TREND[rule]
    quarters = part.get_column("quarter").to_list()
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words.names.RULES[rule],
        "x": quarters,
        "y": look.numbers(part, "share"),
        "customdata": [[rule, quarter] for quarter in quarters],
        "line": {"color": look.MARKETING, "width": width, "dash": dash},
        "marker": {"symbol": symbol, "size": 8, "color": look.MARKETING},
        "hoverinfo": "text",
        "hovertext": [
            f"{quarter}: {words.percent(share)} by {words.names.SHORT_RULES[rule].lower()}"
            for quarter, share in part.select("quarter", "share").iter_rows()
        ],
    }


def end_label(part: pl.DataFrame, rule: str) -> Part | None:
    """The name and last value of a line, beside its end."""
    if part.is_empty():
        return None
    share = part.sort("quarter").row(-1, named=True)["share"]
    text = f"{words.names.SHORT_RULES[rule]} <b>{words.percent(share)}</b>"
    return look.note(text, x=1, xref="paper", y=share, xshift=10, font={"size": look.LABEL, "color": look.MARKETING})


def line_end() -> Part:
    """The name of the reference line, beside its end."""
    return look.note("18 %, quoted 2007", x=1, xref="paper", y=LINE, xshift=10, font=look.QUIET)


def apart(labels: list[Part], least: float) -> list[Part]:
    """The labels from bottom to top, each moved up where it would touch the one below."""
    placed: list[Part] = []
    for label in sorted(labels, key=lambda one: float(one["y"])):
        lowest = placed[-1]["y"] + least if placed else label["y"]
        placed.append(label | {"y": max(label["y"], lowest)})
    return placed


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
