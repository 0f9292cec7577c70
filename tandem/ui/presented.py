"""A quarter as it was presented: the switch that shows it so, the banner over it, and what changed since."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl
import streamlit as st

from tandem import words
from tandem.domain import Filters, Quarter
from tandem.errors import Damaged, TandemError
from tandem.review import Review, as_presented, changed_records
from tandem.ui import notices
from tandem.ui.listings import listing
from tandem.ui.opening import here, is_presented, published, review, scope, settings, show_instead, warehouse
from tandem.ui.panel import Opener, Piece, panel, say
from tandem.ui.parts import heading
from tandem.ui.records import show_frame
from tandem.warehouse import Frozen

NOW, PRESENTED = "As now", "As presented"
KEY = "shown"
safe = words.safe.in_html


def kept_with(quarter: Quarter | None) -> Frozen | None:
    """Which version the quarter was presented with, where it was kept; a warning where nobody can say."""
    try:
        return warehouse().frozen_quarters().get(str(quarter))
    except Damaged as fault:
        st.warning(words.safe.markdown(str(fault)))
        return None


def version_switch(kept: Frozen | None) -> None:
    """The choice between as now and as presented, where the quarter was kept; shows the page accordingly."""
    if kept is None:
        return

    def hold() -> None:
        # A link to what was presented names its quarter: the latest one is another by and by.
        st.session_state["quarter"] = kept.quarter

    wanted = st.segmented_control(
        "Shown", [NOW, PRESENTED], default=NOW, key=KEY, bind="query-params", required=True,
        label_visibility="collapsed", on_change=hold,
    )  # fmt: skip
    if wanted == PRESENTED:
        show_instead(presented(kept))


def presented(kept: Frozen) -> Review:
    """Questions to the version that a quarter was presented with; raises Damaged and WrongUse when it is not whole."""
    version = warehouse().frozen(Quarter.parse(kept.quarter, settings().fiscal_year_start_month))
    assert version is not None
    return Review(version, scope(), settings())


def version_shown(kept: Frozen | None) -> str:
    """Which version the figures come from, where the quarter was presented with one."""
    return words.presented.beside_now(kept.version, published().version.number) if kept else ""


def banner(quarter: Quarter | None, kept: Frozen | None) -> None:
    """Says over the whole page that it shows a quarter as presented, or why it does not though the address asks it."""
    if kept is None and st.query_params.get(KEY) == PRESENTED:
        st.warning(words.safe.markdown(words.presented.not_kept(str(quarter) if quarter else "All time")))
    if kept is None or not is_presented():
        return
    title = words.presented.banner(kept.quarter, kept.version, review().version.manifest.as_of)
    said = words.presented.kept_by(kept.who, here_at(kept), published().version.number != kept.version)
    st.html(f'<div class="presented" role="status"><b>{safe(title)}</b><span>{safe(said)}</span></div>')


def here_at(kept: Frozen) -> str:
    """When the version was kept, as the company's clocks show it."""
    moment = datetime.strptime(kept.at, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)
    return words.versions.when(here(moment))


def since_presented(filters: Filters) -> None:
    """What changed since the quarter was presented: each headline then and now, and why; nothing where it was not."""
    kept = kept_with(filters.quarter)
    if kept is None:
        return
    heading(words.presented.TITLE, words.presented.kept(kept.quarter, kept.version, kept.who, here_at(kept)))
    try:
        compared(presented(kept), published(), filters)
    except TandemError as fault:
        notices.notice(words.presented.UNSURE, str(fault))


def compared(then: Review, now: Review, filters: Filters) -> None:
    """Every headline as presented and as now; where one differs, why, and the records that changed."""
    if then.version.number == now.version.number:
        say(f'<ul class="facts"><li>{words.presented.NOTHING_SINCE}</li></ul>')
        return
    rows = as_presented(then, now, filters).to_dicts()
    changes = {
        row["question"]: changed_records(then, now, row["question"], filters) for row in rows if has_changed(row)
    }
    listing(
        [line(row, changes.get(row["question"]), then, now) for row in rows],
        numbers=("As presented", "As now", "Difference"),
    )
    since = f'<p class="load-note">{safe(words.presented.published_since(loads_since(then)))}</p>'
    openers = [changed(question, frame, filters) for question, frame in changes.items() if frame.height]
    panel([Piece(since, openers=openers)], key="since")


def has_changed(row: Mapping[str, Any]) -> bool:
    """Whether a headline is not what it was."""
    return bool(row["presented"] != row["now"])


def line(row: Mapping[str, Any], changes: pl.DataFrame | None, then: Review, now: Review) -> dict[str, str]:
    """One headline in the table; why it changed where it did."""
    why = ""
    if changes is not None:
        counts = dict(changes.group_by("change").len().iter_rows())
        why = words.presented.why(row["question"], counts, common_reasons(then, now))
    return words.presented.compared(row, settings().currency, why)


def common_reasons(then: Review, now: Review) -> list[str]:
    """What holds for every headline, besides its records."""
    old, new = then.version.manifest, now.version.manifest
    return words.presented.common_reasons(
        (old.as_of, new.as_of),
        (old.definitions_version, new.definitions_version),
        is_earlier_release=old.build_hash != new.build_hash,
    )


def loads_since(then: Review) -> list[str]:
    """Every version that was published after the one presented and is kept, the oldest first."""
    return [
        words.presented.one_load(
            one.number, here(one.published_at), words.versions.names_of([file.name for file in one.files])
        )
        for one in reversed(warehouse().manifests())
        if then.version.number < one.number
    ]


def changed(question: str, frame: pl.DataFrame, filters: Filters) -> Opener:
    """Opens the records behind a headline that are not as they were presented."""
    label = words.presented.records_label(question, frame.height)
    name = f"{question}_changes"
    return Opener(f"changed_{question}", label, lambda: show_frame(words.presented.CHANGED, name, filters, frame))
