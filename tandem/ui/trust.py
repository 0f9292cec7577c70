"""What the Data page shows of the published version: checks, coverage, files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from tandem import words
from tandem.ui.frame import enter_frame
from tandem.ui.listings import listing
from tandem.ui.opening import is_published, review
from tandem.ui.parts import beside, download_refused, finding
from tandem.ui.tables import small_table
from tandem.warehouse import Manifest

SHOWN_CONFLICTS = 50


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
        question = check.question.replace(" %", "\N{NO-BREAK SPACE}%")
        rows.append(f'<li class="{kind}">{words.safe.in_html(question)} <small>{words.safe.in_html(said)}</small></li>')
    st.html(f'<ul class="checks">{"".join(rows)}</ul>')


def coverage(frame: pl.DataFrame) -> None:
    """How much joins up, the least first, and what would improve it; what there is none of in one sentence."""
    some = frame.filter(pl.col("of") > 0).sort("share", maintain_order=True).to_dicts()
    rows = [shown(row) for row in some]
    if rows:
        small_table(rows, ("measure", "have", "of", "share", "remedy"))
    none = words.effect.nothing_to_join(frame.filter(pl.col("of") == 0)["measure"].to_list())
    st.html(f'<p class="load-note">{words.safe.in_html(none)}</p>')


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """One measure as the table shows it: what is whole needs nothing."""
    measure = row["measure"]
    return {**row, "measure": measure[:1].upper() + measure[1:], "remedy": "" if row["share"] == 1 else row["remedy"]}


def routes(frame: pl.DataFrame) -> None:
    """How leads found their person, account and opportunity."""
    rows = frame.with_columns(pl.col("route").replace("none", "not found")).sort(
        "link", "leads", descending=[False, True]
    )
    small_table(rows.to_dicts(), ("link", "route", "leads", "share"))


def conflicts(frame: pl.DataFrame) -> None:
    """What contradicts itself about people and accounts: the first of each kind, and how many there are."""
    if frame.is_empty():
        st.html(f"<p>{words.loading.NO_CONFLICTS}</p>")
    for (kind,), rows in frame.group_by("conflict", maintain_order=True):
        said = words.loading.conflicts_of(str(kind), rows.height)
        with st.expander(words.safe.markdown(said)):
            st.html(f"<p>{words.safe.in_html(rows['remedy'][0])}</p>")
            small_table(rows.head(SHOWN_CONFLICTS).to_dicts(), ("about", "records", "first_id", "other_id"))


def freshness(manifest: Manifest) -> None:
    """Up to which day every kind of export tells of events, and how long before the cut-off that is; oldest first."""
    dated = sorted((source for source in manifest.sources if source.latest_on), key=lambda source: source.latest_on)
    rows = [words.loading.freshness(source.extract, source.table, source.latest_on, manifest.as_of) for source in dated]
    listing(rows, numbers=("Tells up to", "Before the cut-off"), empty=words.loading.NO_DATES)


def loaded_files(manifest: Manifest) -> None:
    """The files of the published version: what each was taken for; its rows: read = kept + refused + set aside."""
    rows = [
        {"file": one.name, "taken for": one.recognised_as or ", ".join(one.tables), "read": one.rows_read,
         "kept": one.rows_kept, "refused": one.rows_faulty, "set aside": one.rows_set_aside}
        for one in manifest.files
    ]  # fmt: skip
    small_table(rows, ("file", "taken for", "read", "kept", "refused", "set aside"))
    with beside():
        for number, one in enumerate(manifest.files):
            path = Path(one.refused_path)
            if one.refused_path and path.is_file():
                download_refused(words.effect.refused_of(one.name, one.rows_refused), path, key=f"loaded_{number}")
