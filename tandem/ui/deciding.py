"""What the check found and what the load would do, then the one decision: publish or discard."""

from collections.abc import Sequence

import streamlit as st

from tandem import words
from tandem.errors import Refused
from tandem.ingest import Question
from tandem.ui.desk import Desk
from tandem.ui.findings import Findings, Noticed
from tandem.ui.opening import settings
from tandem.ui.panel import split
from tandem.ui.parts import download_refused
from tandem.ui.tray import Tray
from tandem.ui.trust import coverage

safe = words.safe.in_html


def found(place: Desk, tray: Tray) -> None:
    """What is wrong, worst first, beside the effect; then the questions and the decision."""
    findings = tray.findings
    if findings is None:  # published or discarded a moment ago in another window
        st.rerun()
    if tray.refusal:
        st.html(f'<div class="load-refused" role="alert">{safe(str(tray.refusal))}</div>')
    left, right = split()
    with left:
        st.html(f"<h3 class='load-part'>{words.effect.FILES}</h3>")
        if findings.questions:
            waiting = words.effect.questions_wait(len(findings.questions))
            st.html(f'<div class="todo todo-ask"><h4>{waiting}</h4></div>')
        for place_no, noticed in enumerate(findings.noticed):
            group(noticed, place_no)
    with right:
        effect(findings)
    with st.expander(words.effect.JOINS):
        coverage(findings.coverage)
    decide(place, tray, findings)


def group(noticed: Noticed, number: int) -> None:
    """One thing to do, with what it is to be done about."""
    lines = "".join(f"<li>{safe(line)}</li>" for line in noticed.lines)
    st.html(f'<div class="todo todo-{noticed.weight}"><h4>{safe(noticed.title)}</h4><ul>{lines}</ul></div>')
    if not noticed.refused:
        return
    with st.container(horizontal=True, key=f"refused_files_{number}"):
        for place, report in enumerate(noticed.refused):
            if report.refused_path:
                label = words.effect.refused_of(report.file, report.refused)
                download_refused(label, report.refused_path, key=f"refused_{number}_{place}")


def effect(findings: Findings) -> None:
    """The headlines now and after, and the rows of every table that changes."""
    st.html(f"<h3 class='load-part'>{words.effect.EFFECT}</h3>")
    currency = settings().currency
    moves = [words.effect.headline(row, currency) for row in findings.effect.to_dicts()]
    changed = {table: rows for table, rows in findings.rows.items() if rows[0] != rows[1]}
    if findings.replaces_sample:
        # A company is no change of the sample: what that had is nothing to compare with.
        st.html(f'<p class="load-note">{words.effect.FIRST_OWN}</p>')
    if findings.is_first:
        changed = {table: (None, count) for table, (_, count) in findings.rows.items() if count}
    columns = ("after",) if findings.is_first else ("before", "after", "moved")
    compared("Headline", moves, columns)
    if findings.missing:
        st.html(f'<p class="load-note">{safe(words.effect.to_know(findings.missing))}</p>')
    compared("Rows", [words.effect.rows_moved(table, *rows) for table, rows in changed.items()], columns)
    same = [] if findings.is_first else [table for table in findings.rows if table not in changed]
    if same:
        st.html(f'<p class="load-note">{safe(words.effect.unchanged(same))}</p>')


def compared(title: str, rows: Sequence[dict[str, str]], columns: Sequence[str]) -> None:
    """A table of what is now, what would be, and how far it moved."""
    if not rows:
        return
    head = "".join(f"<th class='n'>{words.effect.MOVES[name]}</th>" for name in columns)
    body = "".join(f"<tr><td>{safe(row['name'])}</td>{cells(row, columns)}</tr>" for row in rows)
    st.html(f'<div class="scroll"><table class="rows moved"><tr><th>{title}</th>{head}</tr>{body}</table></div>')


def cells(row: dict[str, str], columns: Sequence[str]) -> str:
    """The cells of one line of such a table, the last coloured by what it means."""
    turns = {"moved": row["turn"]}
    return "".join(f"<td class='n {turns.get(name, '')}'>{safe(row[name])}</td>" for name in columns)


def decide(place: Desk, tray: Tray, findings: Findings) -> None:
    """The questions that have to be answered, then publish or discard."""
    with st.form("decide", border=False, enter_to_submit=False):
        accepted = {one.code: asked(one, findings) for one in findings.questions}
        with st.container(horizontal=True, vertical_alignment="center"):
            label = words.effect.publish(findings.manifest.number)
            wants = st.form_submit_button(label, type="primary", key="publish", disabled=findings.is_unsound)
            leaves = st.form_submit_button("Discard", key="discard")
    if leaves:
        place.discard(tray)
        st.rerun()
    if wants and not all(reason.strip() for reason in accepted.values()):
        st.warning(words.effect.UNANSWERED)
    elif wants:
        publish(place, tray, accepted)


def publish(place: Desk, tray: Tray, accepted: dict[str, str]) -> None:
    """Publishes, unless somebody has begun something else meanwhile."""
    try:
        place.publish(tray, accepted)
    except Refused as busy:
        st.toast(words.safe.markdown(str(busy)))
        return
    st.rerun()


def asked(question: Question, findings: Findings) -> str:
    """One question of the guards, and the reason for which it is all right."""
    sentence, remedy = question.sentence, question.remedy
    for report in findings.prepared.reports:
        sentence, remedy = (words.loading.in_browser(text, report.refused_path) for text in (sentence, remedy))
    st.html(f'<div class="todo todo-ask"><h4>{safe(sentence)}</h4><p>{safe(remedy)}</p></div>')
    return st.text_input(words.effect.REASON, key=f"reason_{question.code}", placeholder=words.effect.REASON_LIKE)
