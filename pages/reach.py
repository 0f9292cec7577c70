"""Whom do we reach?"""

from tandem import words
from tandem.charts import buying_group, reach_by_side, reach_map
from tandem.ui import (
    answerable,
    ask,
    behind,
    chart,
    finding,
    heading,
    headline,
    how_counted,
    listing,
    nothing_to_review,
    records_button,
    review_filters,
    settings,
    show_records,
    split,
    stamp_line,
)

filters, currency = review_filters(), settings().currency
sides, cells = ask("reach_by_side", filters), ask("reach_map", filters)
if not sides.get_column("accounts").sum():
    nothing_to_review()
space = ask("white_space", filters)

finding(words.reach.finding(headline("reach", filters), sides), "Whom do we reach?")
chart(
    reach_by_side(sides, words.reach.bars(filters.quarter)),
    f"Target accounts by who reached them. {words.reach.told(sides)}",
    title="Target accounts by who reached them",
    note=words.reach.overlap(sides),
    key="sides",
    opens=lambda point: show_records("reach_records", filters, {"engaged_by": point["customdata"]}),
    records=behind("reach_records", filters, key="reach_records"),
)

left, right = split()
with left:
    least = words.reach.least(cells)
    chart(
        reach_map(cells),
        f"Engaged share by region and segment. {least}",
        title="Engaged share by region and segment",
        note=least,
        key="map",
        opens=lambda point: show_records(
            "reach_records", filters, {"region": point["customdata"][0], "segment": point["customdata"][1]}
        ),
        records=behind("reach_records", filters, key="map_records"),
    )
with right:
    heading("The least engaged", words.reach.behind(cells))
    listing(
        words.reach.cell_table(cells),
        numbers=words.reach.CELL_NUMBERS,
        empty="No region and segment has ten target accounts.",
    )
    records_button("Show the whole table", "reach_map", filters, key="reach_map")

left, right = split()
with left:
    heading("White space", words.reach.white(space, currency))
    listing(
        words.reach.white_table(space, currency),
        numbers=words.reach.WHITE_NUMBERS,
        empty="Every target account was reached.",
    )
    records_button("Take the whole list", "white_space", filters, key="white_space")
with right:
    if answerable("buying_group"):
        chart(
            buying_group(ask("buying_group", filters)),
            "Share of open and of won deals by how many people are on them",
            title="People on open and on won deals",
            note=words.reach.depth(ask("buying_group_summary", filters)),
            key="depth",
            opens=lambda point: show_records(
                "buying_group_records", filters, {"state": point["customdata"][0], "people": point["customdata"][1]}
            ),
            records=behind("buying_group_records", filters, key="buying_group_records"),
        )

how_counted("reach_by_side", "reach_map", "white_space", "buying_group")
stamp_line(filters)
