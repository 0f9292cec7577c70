"""Versions on the Data page: what was published and done, by whom; the way back; quarters kept as presented."""

import getpass
from collections.abc import Callable, Mapping

import streamlit as st

from tandem import words
from tandem.domain import Quarter
from tandem.errors import TandemError
from tandem.ledger import Ledger
from tandem.ui.opening import here, published, settings, warehouse
from tandem.ui.parts import beside
from tandem.ui.tables import small_table
from tandem.warehouse import Frozen

LATEST = 12


def history() -> None:
    """Every version kept, newest first, and what can be done with them."""
    current = published().version.number
    kept, frozen = warehouse().manifests(), warehouse().frozen_quarters()
    presented = {one.version: words.versions.presented(frozen.values(), one.version) for one in frozen.values()}
    rows = [
        {
            "version": words.versions.version_named(one.number, current, presented.get(one.number, "")),
            "published": words.versions.when(here(one.published_at)),
            "by": one.who,
            "data to": words.day(one.as_of),
            "files": words.versions.names_of([file.name for file in one.files]),
            "rows": sum(one.tables.values()),
            "checks": f"{len(one.checks) - len(one.failed_checks)} of {len(one.checks)} hold",
        }
        for one in kept
    ]
    small_table(rows, tuple(rows[0]))
    with beside():
        earlier = [one.number for one in kept if one.number != current]
        if earlier:
            go_back(earlier)
        keep_quarter(frozen)


def activity() -> None:
    """The last things that were done with loads, newest first, by whom and with which files."""
    with Ledger.open(warehouse().root) as ledger:
        done = ledger.history(LATEST)
    rows = [
        {
            "when": words.versions.when(here(entry.at)),
            "by": entry.who,
            "what": words.versions.what_was_done(entry.action, entry.version),
            "files": words.versions.names_of(entry.files),
            "said": words.loading.in_browser(entry.sentence),
        }
        for entry in done
    ]
    if rows:
        small_table(rows, tuple(rows[0]))


def go_back(earlier: list[int]) -> None:
    """The way back to an earlier version, with a question before it is taken."""
    with st.popover("Go back to an earlier version", icon=":material/undo:"):
        number = st.selectbox("Version", earlier, key="earlier")
        st.caption("Everybody will see that version’s data. Nothing is lost: you can come back to this one.")
        if st.button(f"Publish version {number} again", key="rollback", type="primary"):
            did(lambda: roll_back(number), words.versions.undone(number))


def roll_back(number: int) -> None:
    """Publishes an earlier version again and writes down who did; raises Busy, WrongUse and Damaged."""
    who = getpass.getuser()
    note("rollback", warehouse().rollback(number, who).number)


def keep_quarter(frozen: Mapping[str, Frozen]) -> None:
    """Keeps the published version as the one that a quarter was presented with, or lets go of one that was kept."""
    with st.popover("Freeze a quarter", icon=":material/ac_unit:"):
        st.caption(words.versions.FREEZE)
        free = [quarter for quarter in published().options.quarters if quarter not in frozen]
        latest = str(published().latest_quarter)
        quarter = st.selectbox("Quarter", free, free.index(latest) if latest in free else 0, key="freeze_quarter")
        if st.button(f"Freeze {quarter}", key="freeze", type="primary", disabled=not quarter):
            did(lambda: freeze(quarter), f"{quarter} is frozen.")
        for name, one in frozen.items():
            label = f"Unfreeze {name} (version {one.version})"
            if st.button(label, key=f"thaw_{name}", type="tertiary"):
                did(lambda name=name: thaw(name), f"{name} is frozen no more.")  # type: ignore[misc]


def freeze(quarter: str) -> None:
    """Freezes a quarter and writes down who did; raises WrongUse and Busy."""
    kept = warehouse().freeze(Quarter.parse(quarter, settings().fiscal_year_start_month), getpass.getuser())
    note("freeze", kept.version, words.versions.frozen(quarter, kept.version))


def thaw(quarter: str) -> None:
    """Lets go of a frozen quarter and writes down who did; raises WrongUse and Busy."""
    kept = warehouse().thaw(Quarter.parse(quarter, settings().fiscal_year_start_month), getpass.getuser())
    note("unfreeze", kept.version, words.versions.thawed(quarter, kept.version))


def note(action: str, version: int, sentence: str = "") -> None:
    """Writes down what was done with a version."""
    with Ledger.open(warehouse().root) as ledger:
        ledger.record(who=getpass.getuser(), action=action, version=version, files=[], sentence=sentence)


def did(work: Callable[[], None], sentence: str) -> None:
    """Does it, says so and shows the page anew; else says why not."""
    try:
        work()
    except TandemError as problem:
        st.toast(words.safe.markdown(str(problem)), duration="infinite")
        return
    st.toast(words.safe.markdown(sentence))
    st.rerun()
