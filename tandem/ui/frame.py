"""The frame around every page: look, sample label, filter bar."""

from pathlib import Path
from runpy import run_path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from tandem import words
from tandem.domain import Filters, Quarter
from tandem.ui import soon
from tandem.ui.opening import is_pinned, is_published, published, review
from tandem.ui.presented import banner, kept_with, version_shown, version_switch
from tandem.warehouse import Frozen

HOME = Path(__file__).resolve().parents[2]
APP = HOME / "app.py"
ICON = HOME / "static" / "tandem.svg"
STYLE = Path(__file__).with_name("style.css")
TAKEN_AWAY = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("take_away.js", "printed.js")]
TAKE_AWAY = f"<script>{''.join(TAKEN_AWAY)}</script>"
STRAY = (
    f'<span data-no-drop="{words.loading.NO_DROP}"></span>'
    f"<script>{Path(__file__).with_name('stray.js').read_text(encoding='utf-8')}</script>"
)
LATEST, ALL_QUARTERS = "Latest", "All quarters"


def dress() -> None:
    """Sets title, icon, width and style of the page, what gives a chart as a picture and what keeps the page."""
    st.set_page_config(page_title="Tandem", page_icon=str(ICON), layout="wide")
    st.logo(str(ICON), size="large")
    st.html(STYLE)
    st.html(TAKE_AWAY, unsafe_allow_javascript=True)
    st.html(STRAY, unsafe_allow_javascript=True)


def filter_bar() -> None:
    """Quarter, regions and segments, kept in the address; constant defaults, so that a link stays what it was."""
    if not is_published():
        return
    offered = published().options
    with st.container(key="filters", horizontal=True, vertical_alignment="center"):
        st.selectbox(
            "Quarter",
            [LATEST, *offered.quarters, ALL_QUARTERS],
            key="quarter",
            bind="query-params",
            width=170,
            label_visibility="collapsed",
        )
        pick("Regions", offered.regions, "region")
        pick("Segments", offered.segments, "segment")
        quarter = quarter_asked()
        kept = kept_with(quarter)
        version_switch(kept)
        in_effect(kept)
    banner(quarter, kept)
    soon.begin(review(), review_filters())
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


def in_effect(kept: Frozen | None) -> None:
    """The filters in words, the version where the quarter was presented with one, the label of the sample company."""
    sample = f'<span class="sample">{words.safe.in_html(words.SAMPLE)}</span>'
    label = sample if review().version.manifest.is_sample else ""
    said = " · ".join(filter(None, (str(review_filters()), version_shown(kept))))
    st.html(f'<div class="effect"><span>{words.safe.in_html(said)}</span>{label}</div>')


def enter_frame() -> None:
    """Runs the frame, and the page within it, when Streamlit has run a page of the app by itself.

    It does so for the first reader of a cold server who follows a link to a page, because of the folder pages/.
    """
    run = get_script_run_ctx()
    if run and not is_pinned() and Path(run.main_script_path).resolve() == APP:
        run_path(str(APP))
        st.stop()


def review_filters() -> Filters:
    """The filters that the address and the filter bar say."""
    enter_frame()
    regions, segments = (tuple(st.session_state.get(key, ())) for key in ("region", "segment"))
    return review().filters(str(quarter_asked() or "all"), regions, segments)


def quarter_asked() -> Quarter | None:
    """The quarter that the filter bar says; the latest one is that of the published version."""
    chosen = st.session_state.get("quarter", LATEST)
    known = {LATEST: None, ALL_QUARTERS: "all"}.get(chosen, chosen)
    return published().filters(known, (), ()).quarter
