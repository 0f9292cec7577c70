"""What the Data page shows: checks, coverage, files, versions and the way back."""

import getpass
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl
import streamlit as st

from tandem import words
from tandem.ledger import Ledger
from tandem.ui.frame import enter_frame
from tandem.ui.opening import is_published, review, settings, warehouse
from tandem.ui.parts import finding
from tandem.ui.tables import small_table
from tandem.warehouse import Manifest

LATEST = 12


def trusted(question: str) -> None:
    """The finding of the page: whether every check holds; before the first load, how to begin."""
    enter_frame()
    if is_published():
        manifest = review().version.manifest
        text = words.findings.data(manifest.number, len(manifest.failed_checks), len(manifest.checks))
    else:
        text = words.loading.FIRST
    finding(text, question)


def checks(manifest: Manifest) -> None:
    """Every invariant with the cases looked at, green or red, and an example of what fails."""
    rows = []
    for check in manifest.checks:
        kind = "pass" if check.passed else "fail"
        said = f"{words.count(check.checked)} looked at"
        said += "" if check.passed else f", {words.count(check.failed)} fail, such as {check.example or words.NONE}"
        rows.append(
            f'<li class="{kind}">{words.safe.in_html(check.question)} <small>{words.safe.in_html(said)}</small></li>'
        )
    st.html(f'<ul class="checks">{"".join(rows)}</ul>')


def coverage(frame: pl.DataFrame) -> None:
    """How much of the data joins up, and what would improve it."""
    rows = [row | {"remedy": "" if row["share"] in (None, 1) else row["remedy"]} for row in frame.to_dicts()]
    small_table(rows, ("measure", "have", "of", "share", "remedy"))


def loaded_files(manifest: Manifest) -> None:
    """The files of the published version: what each was taken for; its rows: read = kept + refused + set aside."""
    rows = [
        {"file": one.name, "taken for": one.recognised_as or ", ".join(one.tables), "read": one.rows_read,
         "kept": one.rows_kept, "refused": one.rows_faulty, "set aside": one.rows_set_aside}
        for one in manifest.files
    ]  # fmt: skip
    small_table(rows, ("file", "taken for", "read", "kept", "refused", "set aside"))


def history(current: int) -> None:
    """Every version kept, newest first, and a button that publishes an earlier one again."""
    kept = warehouse().manifests()
    rows = [
        {
            "version": f"{one.number}{' (published)' if one.number == current else ''}",
            "published": words.loading.when(here(one.published_at)),
            "by": one.who,
            "data to": words.day(one.as_of),
            "files": words.loading.names_of([file.name for file in one.files]),
            "rows": sum(one.tables.values()),
            "checks": f"{len(one.checks) - len(one.failed_checks)} of {len(one.checks)} hold",
        }
        for one in kept
    ]
    small_table(rows, tuple(rows[0]))
    earlier = [one.number for one in kept if one.number != current]
    if earlier:
        go_back(earlier)


def activity() -> None:
    """The last things that were done with loads, newest first, by whom and with which files."""
    with Ledger.open(warehouse().root) as ledger:
        done = ledger.history(LATEST)
    rows = [
        {
            "when": words.loading.when(here(entry.at)),
            "by": entry.who,
            "what": words.loading.what_was_done(entry.action, entry.version),
            "files": words.loading.names_of(entry.files),
            "said": words.loading.in_browser(entry.sentence),
        }
        for entry in done
    ]
    if rows:
        small_table(rows, tuple(rows[0]))


def here(moment: datetime) -> datetime:
    """A moment as the company's clocks show it."""
    return moment.astimezone(ZoneInfo(settings().time_zone))


def go_back(earlier: list[int]) -> None:
    """The way back to an earlier version, with a question before it is taken."""
    with st.popover("Go back to an earlier version", icon=":material/undo:"):
        number = st.selectbox("Version", earlier, key="earlier")
        st.caption("Everybody will see that version’s data. Nothing is lost: you can come back to this one.")
        if st.button(f"Publish version {number} again", key="rollback", type="primary"):
            roll_back(number)
            st.rerun()


def roll_back(number: int) -> None:
    """Publishes an earlier version again and writes down who did."""
    who, house = getpass.getuser(), warehouse()
    version = house.rollback(number, who)
    with Ledger.open(house.root) as ledger:
        ledger.record(who=who, action="rollback", version=version.number, files=[], sentence="")
