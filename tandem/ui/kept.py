"""Mappings that somebody made by hand: listed, taken away as a mapping file, forgotten."""

import getpass

import streamlit as st

from tandem import words
from tandem.ledger import KeptMapping, Ledger
from tandem.ui.files import file_name
from tandem.ui.listings import listing
from tandem.ui.opening import here, warehouse
from tandem.ui.parts import beside
from tandem.ui.versions import did


def remembered_mappings() -> None:
    """What was matched by hand and is remembered, newest first, with the mapping file that says the same."""
    with Ledger.open(warehouse().root) as ledger:
        kept = ledger.mappings()
    rows = [
        {"export": one.name, "matched by": one.who, "on": words.versions.when(here(one.at))} for one in kept
    ]  # fmt: skip
    listing(rows, empty=words.loading.NOTHING_REMEMBERED)
    if not kept:
        return
    with beside():
        text = "\n".join(one.mapping for one in kept)
        name = file_name("mapping", "toml")
        st.download_button(
            "Mapping file", text, name, "application/toml", on_click="ignore", icon=":material/download:"
        )
        with st.popover("Forget one", icon=":material/delete:"):
            one = st.selectbox("Mapping", kept, format_func=lambda mapping: mapping.name, key="forget_which")
            st.caption(words.loading.FORGET)
            if st.button("Forget it", key="forget"):
                did(lambda: forget(one), words.loading.forgotten(one.name))


def forget(mapping: KeptMapping) -> None:
    """Does without a mapping from now on; raises Refused when the ledger cannot be written."""
    with Ledger.open(warehouse().root) as ledger:
        ledger.forget_mapping(mapping, getpass.getuser())
