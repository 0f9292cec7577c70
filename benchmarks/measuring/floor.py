"""The Quarter page with its figures left out: the same frame and filter bar, and nothing but the stamp."""

import streamlit as st

from tandem.ui import dress, filter_bar, one_run, review_filters, stamp_line


def nothing() -> None:
    """The page that is left."""
    stamp_line(review_filters())


GROUPS = {
    "Review": ["Quarter"],
    "Five questions": ["Conversion"],
    "Evidence": ["Attribution", "Collateral"],
    "Trust": ["Data"],
}

dress()
page = st.navigation(
    {
        group: [st.Page(nothing, title=title, url_path=title.lower(), default=title == "Quarter") for title in titles]
        for group, titles in GROUPS.items()
    },
    position="top",
)
one_run(filter_bar, page.run)
