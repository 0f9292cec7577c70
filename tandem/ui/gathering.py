"""The dropped files, one line each: what it was recognised as and how surely, or why it cannot be loaded."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from tandem import words
from tandem.errors import FileRefused, Refused
from tandem.ingest import Look
from tandem.ui.desk import Desk
from tandem.ui.matching import open_columns, opened_columns
from tandem.ui.parts import download_refused
from tandem.ui.tray import Choices, Item, Tray

safe = words.safe.in_html
LOOK_SECONDS = 0.5


def gathered(place: Desk, tray: Tray, is_coming: bool) -> None:
    """Every file with what can be done about it; beneath them the check."""
    if tray.refusal:
        refused(tray, tray.refusal)
    if tray.is_busy:
        st.fragment(listed, run_every=LOOK_SECONDS)(place, tray, True)
    else:
        listed(place, tray, False)
        leave_out_problems(tray)
    actions(place, tray, is_coming)
    opened_columns(place, tray)


def refused(tray: Tray, refusal: Refused) -> None:
    """Why the last check ended without a result, and the click that helps."""
    with st.container(key="load_refused", horizontal=True, vertical_alignment="center"):
        path = refusal.refused_path if isinstance(refusal, FileRefused) else None
        st.html(f'<div class="load-refused" role="alert">{safe(words.loading.in_browser(str(refusal), path))}</div>')
        culprit = tray.culprit()
        if path:
            download_refused("Refused rows with reasons", path, key="refused_rows")
        if culprit and len(tray.wanted) > 1:
            label = words.safe.markdown(words.loading.leave_out(culprit.upload.name))
            st.button(label, on_click=tray.leave_out, args=(culprit.key, True), key="leave_culprit")


def listed(place: Desk, tray: Tray, was_busy: bool) -> None:
    """One line for each file; drawn anew until all were looked at."""
    if was_busy and not tray.is_busy:
        st.rerun()
    with st.container(key="load_files"):
        for item in tray.items:
            line(place, tray, item)


def line(place: Desk, tray: Tray, item: Item) -> None:
    """One file: what it is, and the buttons that belong to it."""
    with st.container(key=f"load_file_{item.key}", horizontal=True, vertical_alignment="center"):
        st.html(f'<div class="item {state_of(item)}"><b>{safe(item.upload.name)}</b>{described(item)}</div>')
        for look in item.looks or ():
            match_button(item, look)
        label, aside = ("Take it", False) if item.is_left_out else ("Leave out", True)
        st.button(label, key=f"aside_{item.key}", type="tertiary", on_click=tray.leave_out, args=(item.key, aside))


def match_button(item: Item, look: Look) -> None:
    """The button that opens the columns of one table of a file, plainer where nobody has to."""
    if not look.columns or item.is_left_out:
        return
    is_open = bool(look.problem or look.missing or look.ambiguous_dates)
    label = words.loading.match_label(is_open, look.part if len(item.looks or ()) > 1 else "")
    kind: Literal["secondary", "tertiary"] = "secondary" if is_open else "tertiary"
    key = f"match_{item.key}_{look.part}"
    st.button(words.safe.markdown(label), key=key, type=kind, on_click=open_columns, args=(item, look))


def state_of(item: Item) -> str:
    """The mark before a file: left out, being looked at, not loadable or fine."""
    if item.is_left_out:
        return "item-out"
    if item.looks is None:
        return "item-wait"
    if item.problem:
        return "item-bad"
    return "item-good" if item.is_clear else "item-ask"


def described(item: Item) -> str:
    """What stands beneath the name of a file."""
    if item.is_left_out:
        return "<span>left out of this load</span>"
    if item.looks is None:
        return "<span>being looked at …</span>"
    size = words.loading.bytes_of(item.upload.size)
    return "".join(seen(look, size) for look in item.looks)


def seen(look: Look, size: str) -> str:
    """One table of a file: what it was recognised as, how surely, how many rows; or its problem."""
    part = "" if look.part == look.file else f"{look.part}: "
    if look.problem:
        return f"<span>{safe(part + without_name(look.problem, look))}</span>"
    asks = words.loading.to_match(look.missing, look.ambiguous_dates)
    facts = [words.loading.certainty(look.confidence, look.is_by_hand), words.loading.rows(look.records), size]
    if not look.is_verified and not look.is_by_hand:
        facts.append(words.loading.UNVERIFIED)
    if look.runner_up and not look.is_sure:
        facts.insert(1, words.loading.or_rather(*look.runner_up))
    what = words.loading.seen_as(look.extract or "", look.table)
    open_question = f"<em>{safe(asks)}</em>" if asks else ""
    return f"<span>{safe(part + what)}</span>{open_question}<small>{safe(' · '.join(facts))}</small>"


def without_name(sentence: str, look: Look) -> str:
    """A sentence about a file without the file's name, which stands above it already."""
    short = words.loading.of_the_whole(words.loading.in_browser(sentence).removeprefix(look.part).lstrip(":, "))
    return short[:1].upper() + short[1:]


def leave_out_problems(tray: Tray) -> None:
    """What to do about files that cannot be loaded: one click leaves them out."""
    problems = [item for item in tray.wanted if item.problem]
    if not problems:
        return
    with st.container(key="load_problems", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="load-note">{words.loading.cannot_load(len(problems), len(tray.wanted))}</p>')
        label = "Leave it out" if len(problems) == 1 else f"Leave these {len(problems)} out"
        st.button(label, key="leave_problems", on_click=leave_out, args=(tray, problems))


def leave_out(tray: Tray, items: Sequence[Item]) -> None:
    """Leaves all of them out."""
    for item in items:
        tray.leave_out(item.key, True)


def actions(place: Desk, tray: Tray, is_coming: bool) -> None:
    """Check, how the load joins what is there, and put everything away."""
    wanted = tray.wanted
    is_ready = bool(wanted) and not is_coming and not tray.is_busy and all(item.is_clear for item in wanted)
    with st.container(key="load_actions", horizontal=True, vertical_alignment="center"):
        label = words.loading.check_files(len(wanted))
        if st.button(label, key="check", type="primary", disabled=not is_ready):
            begin(place, tray)
        with st.popover("How it joins"):
            mode = st.selectbox("Rows of these files", list(words.loading.MODES), key="load_mode")
            until = st.date_input("Count nothing after", value=None, key="load_as_of", help=words.loading.AS_OF_HELP)
        tray.choices = Choices(words.loading.MODES[mode], until)
        st.button("Put all away", key="clear", type="tertiary", on_click=tray.clear)


def begin(place: Desk, tray: Tray) -> None:
    """Starts the check; says why when it cannot."""
    try:
        place.check(tray, tray.choices)
    except Refused as busy:
        st.toast(words.safe.markdown(str(busy)))
        return
    st.rerun()
