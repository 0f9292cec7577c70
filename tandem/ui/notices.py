"""Empty is a state: what stands where there is nothing to show."""

import streamlit as st

from tandem import words
from tandem.ui.panel import say


def notice(title: str, text: str) -> None:
    """A quiet box with a title and a sentence, both shown literally."""
    title, text = words.safe.in_html(title), words.safe.in_html(text)
    say(f'<div class="notice"><h3>{title}</h3><p>{text}</p></div>')


def to_load(question: str, tables: tuple[str, ...]) -> None:
    """Which extract is missing, and what will stand here."""
    notice("An extract is missing", words.missing.to_load(question, tables))


def unpublished() -> None:
    """That nothing has been published, and how to load."""
    notice("No data yet", words.missing.UNPUBLISHED)
    st.page_link("pages/data.py", label="Open the Data page", icon=":material/upload:")


def unpublished_data() -> None:
    """What will stand on the Data page, beneath the place where it begins; ends the page."""
    notice("No data yet", words.missing.UNPUBLISHED_DATA)
    st.stop()


def stopped(sentence: str) -> None:
    """The sentence that stopped the page."""
    notice("This cannot be shown", sentence)


def nothing_to_review() -> None:
    """That the filters leave nothing to count; ends the page."""
    notice("Nothing to review here", words.missing.NOTHING)
    st.stop()
