"""The paths to a close: channels in the order of their steps, and how many touches and days a win takes."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from tandem import words
from tandem.charts import look
from tandem.charts.look import Figure, Part

STEPS = ("first_step", "second_step", "third_step")
OUTCOMES = {"won": "Won", "lost": "Lost"}
OUTCOME = len(STEPS)
Node = tuple[int, str]
Link = tuple[Node, Node, str]
CLEARER = "66"
# Names stand on the links, and the links must not strike them through.
HALO = ", ".join(f"{x}px {y}px 2px {look.PAPER}" for x in (-1, 1) for y in (-1, 1))
GROUPED = "(other channels)"
# Shows the safe text of a node or ribbon and nothing else; a Sankey takes no hovertext.
SAID = "%{customdata}<extra></extra>"


def path_sankey(flows: pl.DataFrame) -> Figure:
    """Deals with a touch from their first three channels to their end, the won ones in colour, from `path_flows`."""
    links = linked(flows.filter(pl.col("first_step") != words.credit.UNTOUCHED))
    through = node_sizes(links)
    nodes = [node for step in range(OUTCOME + 1) for node in ordered(through, step)]
    place = {node: number for number, node in enumerate(nodes)}
    looks = node_looks(nodes, through)
    titles = [step_title(number, text) for number, text in enumerate(("First", "Second", "Third"))]
    ends = [
        end_label(node, through[node], height)
        for node, height in zip(nodes, looks["y"], strict=True)
        if node[0] == OUTCOME
    ]
    return look.figure(
        [
            {
                "type": "sankey",
                "arrangement": "fixed",
                "node": looks,
                "link": {
                    "source": [place[start] for start, _, _ in links],
                    "target": [place[end] for _, end, _ in links],
                    "value": list(links.values()),
                    "color": [(look.ACCENT if state == "won" else look.CONTEXT) + CLEARER for *_, state in links],
                    "customdata": [link_text(link, deals) for link, deals in links.items()],
                    "hovertemplate": SAID,
                },
                "textfont": {"size": look.LABEL, "color": look.INK, "shadow": HALO},
            }
        ],
        height=470,
        margin={"l": 8, "r": 96, "t": 40, "b": 12, "pad": 0},
        annotations=[*titles, *ends],
    )


def linked(flows: pl.DataFrame) -> Counter[Link]:
    """How many deals go from node to node, won and lost apart, the lost ones first."""
    links: Counter[Link] = Counter()
    for row in flows.sort("state", *STEPS).to_dicts():
        walk = [(step, row[name]) for step, name in enumerate(STEPS) if row[name] != words.walks.END]
        for start, end in pairs([*walk, (OUTCOME, row["state"])]):
            links[start, end, row["state"]] += row["deals"]
    return links


def pairs(walk: list[Node]) -> Iterator[tuple[Node, Node]]:
    """Every node of a walk with the one after it."""
    return pairwise(walk)


def node_sizes(links: Counter[Link]) -> Counter[Node]:
    """How many deals pass each node."""
    through: Counter[Node] = Counter()
    for (start, end, _), deals in links.items():
        if start[0] == 0:
            through[start] += deals
        through[end] += deals
    return through


def ordered(through: Counter[Node], step: int) -> list[Node]:
    """The nodes of one step, the largest first; grouped channels last, won above lost."""
    nodes = [node for node in through if node[0] == step]
    if step == OUTCOME:
        return sorted(nodes, key=lambda node: list(OUTCOMES).index(node[1]))
    return sorted(nodes, key=lambda node: (node[1] == GROUPED, -through[node], node[1]))


def node_looks(nodes: list[Node], through: Counter[Node]) -> Part:
    """Names, places and colours of the nodes, each step a column from top to bottom."""
    most = max([1, *(sum(through[node] for node in nodes if node[0] == step) for step in range(OUTCOME + 1))])
    share, gap = 0.72 / most, 0.25 / max(1, *(sum(node[0] == step for node in nodes) for step in range(OUTCOME)))
    heights, tops = [], dict.fromkeys(range(OUTCOME + 1), 0.005)
    for node in nodes:
        size = through[node] * share
        heights.append(min(0.999, tops[node[0]] + size / 2))
        tops[node[0]] += size + gap
    return {
        "label": [
            "" if step == OUTCOME else f"{words.safe.in_chart(name, 22)} {words.count(through[step, name])}"
            for step, name in nodes
        ],
        "x": [min(0.999, max(0.001, step / OUTCOME)) for step, _ in nodes],
        "y": heights,
        "color": [look.ACCENT if name == "won" else look.CONTEXT_STRONG for _, name in nodes],
        "line": {"width": 0},
        "thickness": 14,
        "pad": 10,
        "customdata": [f"{node_name(node)}: {deals_of(through[node])}" for node in nodes],
        "hovertemplate": SAID,
    }


def node_name(node: Node) -> str:
    """What a node stands for: a channel, or how deals ended."""
    step, name = node
    return OUTCOMES[name] if step == OUTCOME else words.safe.in_chart(name)


def deals_of(deals: int) -> str:
    """A number of deals."""
    return f"{words.count(deals)} {'deal' if deals == 1 else 'deals'}"


def link_text(link: Link, deals: int) -> str:
    """What one ribbon stands for."""
    start, end, state = link
    return f"{node_name(start)} → {node_name(end)}: {deals_of(deals)}, {OUTCOMES[state].lower()}"


def end_label(node: Node, deals: int, height: float) -> Part:
    """How deals ended and how many did so, beside the picture."""
    text = f"{OUTCOMES[node[1]]} <b>{words.count(deals)}</b>"
    return look.note(text, x=1, xref="paper", y=1 - height, yref="paper", xshift=10, font=look.LOUD)


def step_title(number: int, text: str) -> Part:
    """The heading of one column of channels."""
    return look.note(
        text, x=number / OUTCOME, xref="paper", y=1, yref="paper", yshift=12, yanchor="bottom",
        xanchor="left", font=look.QUIET,
    )  # fmt: skip


def to_win(histogram: pl.DataFrame, measure: str) -> Figure:
    """How many won deals took so many touches, or days, from `touches_to_win`; customdata is measure and band."""
    rows = histogram.filter(pl.col("measure") == measure).sort("band_no").to_dicts()
    bands = [row["band"] for row in rows]
    return look.figure(
        [
            {
                "type": "bar",
                "x": bands,
                "y": [row["deals"] for row in rows],
                "customdata": [[measure, row["band"]] for row in rows],
                "text": [words.count(row["deals"]) if row["deals"] else "" for row in rows],
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": look.LOUD,
                "marker": {
                    "color": [look.CONTEXT_STRONG if row["band"] == "none" else look.ACCENT for row in rows],
                    "cornerradius": 3,
                },
                "hoverinfo": "skip",
            }
        ],
        height=250,
        bargap=0.2,
        margin={"l": 8, "r": 8, "t": 26, "b": 8, "pad": 4},
        xaxis={
            "type": "category", "categoryorder": "array", "categoryarray": bands, "fixedrange": True, "tickangle": 0,
            "showgrid": False, "title": {"text": ""}, "tickfont": {"size": look.TICK, "color": look.MUTED},
        },
        yaxis=look.hidden_axis(),
    )  # fmt: skip
