"""The panel in which exports become a version: drop, recognise, check, see the effect, publish or discard."""

import getpass

import streamlit as st

from tandem import words
from tandem.ui import notices
from tandem.ui.deciding import found
from tandem.ui.desk import Desk, desk
from tandem.ui.dropping import drop_zone
from tandem.ui.frame import enter_frame
from tandem.ui.gathering import gathered
from tandem.ui.opening import is_published
from tandem.ui.tray import Stage, Tray
from tandem.ui.versions import did, roll_back

REDRAW_SECONDS = 0.6
STEPS = {"Drop": Stage.GATHERING, "Check": Stage.CHECKING, "Publish": Stage.FOUND}


def load_exports() -> None:
    """The panel, in the state in which the reader's load is on the server; before the first one nothing else."""
    enter_frame()
    place = desk()
    tray = place.tray(getpass.getuser())
    with st.container(border=True, key="load"):
        head(tray)
        if tray.stage == Stage.GATHERING:
            gather(place, tray)
        elif tray.stage == Stage.FOUND:
            found(place, tray)
        else:
            st.fragment(under_way, run_every=REDRAW_SECONDS)(tray, tray.stage)
    if not is_published():
        notices.unpublished_data()


def head(tray: Tray) -> None:
    """The title of the panel, and which of its three steps this is."""
    reached = {Stage.PUBLISHING: Stage.FOUND}.get(tray.stage, tray.stage)
    steps = "".join(
        f"<li{' aria-current=step' if stage == reached else ''}><b>{number}</b>{name}</li>"
        for number, (name, stage) in enumerate(STEPS.items(), 1)
    )
    waits = words.loading.NO_DROP_WHILE.get(tray.stage, "")
    closed = f' data-no-drop="{waits}"' if waits else ""
    st.html(f'<div class="load-head"{closed}><h2>{words.loading.TITLE}</h2><ol>{steps}</ol></div>')


def gather(place: Desk, tray: Tray) -> None:
    """Dropped files and what they are; before them what became of the last load."""
    if tray.published:
        done(tray, *tray.published)
    is_coming = drop_zone(place, tray)
    if tray.items:
        gathered(place, tray, is_coming)


def done(tray: Tray, number: int, before: int | None) -> None:
    """That a version was published, with the way back."""
    with st.container(key="load_done", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="load-done">{words.safe.in_html(words.versions.everybody_sees(number))}</div>')
        if before and st.button(words.versions.undo(before), key="undo", icon=":material/undo:"):
            did(lambda: undo(tray, before), words.versions.undone(before))


def undo(tray: Tray, before: int) -> None:
    """Publishes the version before the load again."""
    roll_back(before)
    tray.published = None


def under_way(tray: Tray, stage: Stage) -> None:
    """What is being done, line by line, drawn anew until it is over."""
    if tray.stage != stage:
        if tray.published:
            st.toast(words.versions.everybody_sees(tray.published[0]))
        st.rerun()
    title = words.loading.PUBLISHING if stage == Stage.PUBLISHING else words.loading.CHECKING
    *past, now = tray.said or (words.loading.BEGINNING,)
    lines = "".join(f"<li>{words.safe.in_html(line)}</li>" for line in past[-words.loading.LINES_SHOWN :])
    now = f'<li aria-current="true">{words.safe.in_html(now)} …</li>'
    st.html(f'<div class="load-way" role="status"><h3>{title}</h3><ul>{lines}{now}</ul></div>')
    if stage == Stage.CHECKING and st.button(words.loading.STOP, key="stop", disabled=tray.is_stopped):
        tray.is_stopped = True
