"""The frame around every page: look, sample label, filter bar."""

from pathlib import Path

import streamlit as st

from tandem import words
from tandem.domain import Filters
from tandem.ui.opening import review

HOME = Path(__file__).resolve().parents[2]
ICON = HOME / "static" / "tandem.svg"
STYLE = Path(__file__).with_name("style.css")
LATEST = "Latest"


def dress() -> None:
    """Sets title, icon, width and style of the page."""
    st.set_page_config(page_title="Tandem", page_icon=str(ICON), layout="wide")
    st.logo(str(ICON), size="large")
    st.html(STYLE)


def filter_bar() -> None:
    """Quarter, regions and segments, kept in the address; constant defaults, so that a link stays what it was."""
    offered = review().options
    with st.container(key="filters", horizontal=True, vertical_alignment="center"):
        st.selectbox(
            "Quarter",
            [LATEST, *offered.quarters],
            key="quarter",
            bind="query-params",
            width=170,
            label_visibility="collapsed",
        )
        pick("Regions", offered.regions, "region")
        pick("Segments", offered.segments, "segment")
        in_effect()
    if review().version.warning:
        st.warning(words.safe.markdown(review().version.warning))


def pick(label: str, options: tuple[str, ...], key: str) -> None:
    """A choice of several, none meaning all."""
    st.multiselect(
        label,
        options,
        key=key,
        bind="query-params",
        placeholder=f"All {label.lower()}",
        width=280,
        label_visibility="collapsed",
    )


def in_effect() -> None:
    """The filters in words, and the label of the sample company."""
    sample = f'<span class="sample">{words.safe.in_html(words.SAMPLE)}</span>'
    label = sample if review().version.manifest.is_sample else ""
    st.html(f'<div class="effect"><span>{words.safe.in_html(str(review_filters()))}</span>{label}</div>')


def review_filters() -> Filters:
    """The filters that the address and the filter bar say."""
    chosen = st.session_state.get("quarter", LATEST)
    regions, segments = (tuple(st.session_state.get(key, ())) for key in ("region", "segment"))
    return review().filters(None if chosen == LATEST else chosen, regions, segments)
