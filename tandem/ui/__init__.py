"""How Streamlit remembers and shows: everything that a page uses."""

from tandem.ui.cards import cards, moves
from tandem.ui.frame import dress, filter_bar, review_filters
from tandem.ui.levers import what_if
from tandem.ui.listings import drivers_of, headline, listing, side_by_side
from tandem.ui.notices import nothing_to_review
from tandem.ui.opening import answerable, ask, ask_by_region, one_run, review, settings, warehouse
from tandem.ui.parts import chart, choice, finding, heading, how_counted, split, stamp_line
from tandem.ui.records import records_button, show_records
from tandem.ui.tables import assets, deals, facts
from tandem.ui.trust import checks, coverage, history, how_to_load, loaded_files

__all__ = [
    "answerable",
    "ask",
    "ask_by_region",
    "assets",
    "cards",
    "chart",
    "checks",
    "choice",
    "coverage",
    "deals",
    "dress",
    "drivers_of",
    "facts",
    "filter_bar",
    "finding",
    "heading",
    "headline",
    "history",
    "how_counted",
    "how_to_load",
    "listing",
    "loaded_files",
    "moves",
    "nothing_to_review",
    "one_run",
    "records_button",
    "review",
    "review_filters",
    "settings",
    "show_records",
    "side_by_side",
    "split",
    "stamp_line",
    "warehouse",
    "what_if",
]
