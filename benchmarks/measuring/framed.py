"""The frame of every page, with another body in the place of the Quarter page: same menu, same filter bar."""

from collections.abc import Callable

import streamlit as st

from tandem.ui import dress, filter_bar, one_run

GROUPS = {
    "Review": ["Quarter"],
    "Five questions": ["Conversion"],
    "Evidence": ["Attribution", "Collateral"],
    "Trust": ["Data"],
}


def framed(body: Callable[[], None]) -> None:
    """Runs the frame, and the body in it under each name of the menu."""
    dress()
    page = st.navigation(
        {
            group: [st.Page(body, title=title, url_path=title.lower(), default=title == "Quarter") for title in titles]
            for group, titles in GROUPS.items()
        },
        position="top",
    )
    one_run(filter_bar, page.run)
