"""Where files are dropped: a zone that streams them to the disk, or Streamlit's own where only that is served."""

from pathlib import Path

import streamlit as st

from tandem import words
from tandem.errors import UploadRefused
from tandem.ui import programs
from tandem.ui.desk import Desk
from tandem.ui.tray import Tray
from tandem.ui.uploads import MEGABYTE, Spool

DROP = Path(__file__).with_name("drop")
zone = st.components.v2.component(
    "tandem_drop",
    html=(DROP / "zone.html").read_text(encoding="utf-8"),
    js=(DROP / "zone.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def drop_zone(desk: Desk, tray: Tray) -> bool:
    """The place to drop files on; whether some are still on their way."""
    if not programs.is_served:
        through_streamlit(desk, tray)
        return False
    limit = tray.settings.upload_limit_mb
    seen = zone(
        key="drop",
        data={
            "ticket": tray.ticket,
            "slim": bool(tray.items),
            "title": words.loading.ADD if tray.items else words.loading.DROP,
            "note": "" if tray.items else words.loading.drop_note(limit),
            "limit": limit * MEGABYTE,
            "too_large": words.loading.too_large(limit),
        },
        on_arrived_change=lambda: None,
        on_busy_change=lambda: None,
        default={"busy": False},
    )
    return bool(seen.busy)


def through_streamlit(desk: Desk, tray: Tray) -> None:
    """Takes files from Streamlit's own uploader, which holds them in memory, and says so."""
    batch = st.session_state.setdefault("uploaded batches", 0)
    given = st.file_uploader(words.loading.DROP, accept_multiple_files=True, key=f"uploader {batch}")
    st.caption(words.loading.BY_STREAMLIT)
    for file in given:
        try:
            spooled(tray, file.name, file.getvalue())
        except UploadRefused as refused:
            st.toast(words.safe.markdown(f"{file.name}: {refused}"), duration="infinite")
    if given:
        desk.look(tray)
        st.session_state["uploaded batches"] = batch + 1
        st.rerun()


def spooled(tray: Tray, name: str, content: bytes) -> None:
    """Puts a file that is whole in memory on the tray; raises UploadRefused."""
    tray.refuse_more()
    spool = Spool(tray.folder, name, tray.settings)
    try:
        spool.write(content)
        tray.put(spool.finish())
    finally:
        spool.drop()
