"""What a page asked of the same reader the last time, asked again at once when the filters change."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from tandem.domain import Filters
from tandem.review import Ahead, Question, Review

RUN, LAST, BEGUN = "run of the page", "last run of the page", "answers under way"


@dataclass
class Run:
    """One run of a page under its filters, and what it asked under them."""

    page: str
    filters: Filters
    asked: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def questions(self, filters: Filters) -> list[Question]:
        """The same questions under other filters."""
        return [Question(name, filters, given) for name, given in self.asked]


def begin(review: Review, filters: Filters) -> None:
    """Begins the run of a page; what it asked under other filters is answered beside it from now on."""
    context = get_script_run_ctx()
    now = Run(context.page_script_hash if context else "", filters)
    last = st.session_state.get(LAST)
    st.session_state[RUN] = now
    if isinstance(last, Run) and last.page == now.page and last.filters != filters:
        let_go()
        st.session_state[BEGUN] = Ahead(review, last.questions(filters))


def remember(name: str, filters: Filters, given: Mapping[str, object]) -> None:
    """Notes a question that the page asks under its own filters."""
    run = st.session_state.get(RUN)
    if isinstance(run, Run) and run.filters == filters:
        run.asked.append((name, given))


def wait(name: str, filters: Filters, given: Mapping[str, object]) -> None:
    """Lets a question be answered that was begun for this reader."""
    begun = st.session_state.get(BEGUN)
    if isinstance(begun, Ahead):
        begun.wait(Question(name, filters, given))


def end() -> None:
    """Ends the run of a page that was drawn to its end."""
    st.session_state[LAST] = st.session_state.pop(RUN, None)


def let_go() -> None:
    """Leaves what was begun for filters that nobody has any more."""
    begun = st.session_state.pop(BEGUN, None)
    if isinstance(begun, Ahead):
        begun.let_go()
