"""How Streamlit remembers and shows: everything that a page uses."""

from tandem.ui.attributed import (
    by_place,
    disputed_deals,
    evidence,
    influenced,
    over_quarters,
    paths,
    rules_disagree,
)
from tandem.ui.campaigns import campaigns
from tandem.ui.cards import cards, moves
from tandem.ui.conversions import by_dimension, by_region, cohorts, compared, joint, leaking, maturity, steps, steps_of
from tandem.ui.credit import credit_settings
from tandem.ui.deal import credit_table, no_such_deal, opportunity_asked, pieces, rules_of_deal
from tandem.ui.frame import dress, filter_bar, review_filters
from tandem.ui.journeys import journeys_of
from tandem.ui.kept import remembered_mappings
from tandem.ui.levers import what_if
from tandem.ui.listings import headline, headlines, listing, side_by_side
from tandem.ui.loading import load_exports
from tandem.ui.notices import nothing_to_review
from tandem.ui.opening import answerable, ask, one_run, review, settings, warehouse
from tandem.ui.panel import split, together
from tandem.ui.parts import beside, chart, choice, finding, heading, how_counted, stamp_line, tabs
from tandem.ui.presented import since_presented
from tandem.ui.records import behind, records_button, show_records
from tandem.ui.returned import channel_returns, spend_gaps
from tandem.ui.speeds import curves, velocity_drivers
from tandem.ui.spread import every_model, models
from tandem.ui.tables import assets, deals, facts
from tandem.ui.trust import checks, conflicts, coverage, freshness, loaded_files, routes, trusted
from tandem.ui.versions import activity, history

__all__ = [
    "activity",
    "answerable",
    "ask",
    "assets",
    "behind",
    "beside",
    "by_dimension",
    "by_place",
    "by_region",
    "campaigns",
    "cards",
    "channel_returns",
    "chart",
    "checks",
    "choice",
    "cohorts",
    "compared",
    "conflicts",
    "coverage",
    "credit_settings",
    "credit_table",
    "curves",
    "deals",
    "disputed_deals",
    "dress",
    "every_model",
    "evidence",
    "facts",
    "filter_bar",
    "finding",
    "freshness",
    "heading",
    "headline",
    "headlines",
    "history",
    "how_counted",
    "influenced",
    "joint",
    "journeys_of",
    "leaking",
    "listing",
    "load_exports",
    "loaded_files",
    "maturity",
    "models",
    "moves",
    "no_such_deal",
    "nothing_to_review",
    "one_run",
    "opportunity_asked",
    "over_quarters",
    "paths",
    "pieces",
    "records_button",
    "remembered_mappings",
    "review",
    "review_filters",
    "routes",
    "rules_disagree",
    "rules_of_deal",
    "settings",
    "show_records",
    "side_by_side",
    "since_presented",
    "spend_gaps",
    "split",
    "stamp_line",
    "steps",
    "steps_of",
    "tabs",
    "together",
    "trusted",
    "velocity_drivers",
    "warehouse",
    "what_if",
]
