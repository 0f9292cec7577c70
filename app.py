"""The frame: look, navigation, filters; names the pages, nothing else."""

import streamlit as st

from tandem.ui import dress, filter_bar, one_run

PAGES = {
    "Review": [st.Page("pages/quarter.py", title="Quarter", default=True)],
    "Five questions": [
        st.Page("pages/value.py", title="Value"),
        st.Page("pages/conversion.py", title="Conversion"),
        st.Page("pages/reach.py", title="Reach"),
        st.Page("pages/velocity.py", title="Velocity"),
        st.Page("pages/return_.py", title="Return", url_path="return"),
    ],
    "Evidence": [
        st.Page("pages/attribution.py", title="Attribution"),
        st.Page("pages/deal.py", title="Deal", visibility="hidden"),
        st.Page("pages/collateral.py", title="Collateral"),
    ],
    "Trust": [st.Page("pages/data.py", title="Data")],
}

dress()
page = st.navigation(PAGES, position="top")
one_run(filter_bar, page.run)
