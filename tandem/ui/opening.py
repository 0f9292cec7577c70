"""What one script run asks: the published version pinned once, the reader's scope made once."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import streamlit as st

from tandem.domain import Filters, Scope
from tandem.errors import ExtractMissing, NothingPublished, TandemError
from tandem.review import Review
from tandem.settings import Settings
from tandem.ui import notices, soon
from tandem.warehouse import Warehouse

PINNED, PUBLISHED = "pinned review", "published review"


@cache
def settings() -> Settings:
    """The company's settings, read once per process."""
    return Settings.load()


def warehouse() -> Warehouse:
    """The warehouse that TANDEM_WAREHOUSE names."""
    return warehouse_in(os.environ.get("TANDEM_WAREHOUSE", "warehouse"))


@cache
def warehouse_in(folder: str) -> Warehouse:
    """The warehouse in a folder, opened once per process."""
    return Warehouse(Path(folder), settings())


def scope() -> Scope:
    """What the reader may see: everything, for the one local user."""
    return Scope.everything()


def review() -> Review:
    """Questions to the version that this run has pinned; raises NothingPublished when there is none."""
    pinned = st.session_state.get(PINNED)
    return pinned if isinstance(pinned, Review) else Review(warehouse().require(), scope(), settings())


def published() -> Review:
    """Questions to the published version, whichever version this run shows; raises NothingPublished without one."""
    pinned = st.session_state.get(PUBLISHED)
    return pinned if isinstance(pinned, Review) else Review(warehouse().require(), scope(), settings())


def show_instead(other: Review) -> None:
    """Lets this run show another version than the published one."""
    st.session_state[PINNED] = other


def is_presented() -> bool:
    """Whether this run shows a quarter as it was presented, in place of what is published."""
    return st.session_state.get(PINNED) is not st.session_state.get(PUBLISHED)


def is_pinned() -> bool:
    """Whether this run stands in its frame, which has pinned a version."""
    return PINNED in st.session_state


def is_published() -> bool:
    """Whether there is a version to show."""
    return isinstance(st.session_state.get(PINNED), Review) or warehouse().current() is not None


def one_run(*parts: Callable[[], None]) -> None:
    """Runs the parts of a page over one version, and shows the sentence that stops them: the boundary of the pages."""
    try:
        st.session_state[PINNED] = st.session_state[PUBLISHED] = newest()
        for part in parts:
            part()
        soon.end()
    except ExtractMissing as missing:
        notices.to_load(missing.query, missing.tables)
    except NothingPublished:
        notices.unpublished()
    except TandemError as problem:
        notices.stopped(str(problem))
    finally:
        st.session_state.pop(PINNED, None)
        st.session_state.pop(PUBLISHED, None)


def here(moment: datetime) -> datetime:
    """A moment as the company's clocks show it."""
    return moment.astimezone(ZoneInfo(settings().time_zone))


def newest() -> Review | None:
    """Questions to the published version; None before the first load, when only the Data page has something to show."""
    with suppress(NothingPublished):
        return Review(warehouse().require(), scope(), settings())
    return None


def ask(name: str, filters: Filters, **given: object) -> pl.DataFrame:
    """The answer to a question from the pinned version; raises ExtractMissing, which the frame shows in words."""
    soon.remember(name, filters, given)
    soon.wait(name, filters, given)
    return review().ask(name, filters, **given)


def answerable(name: str) -> bool:
    """Whether every extract that the question needs was loaded; says what to load where it was not."""
    missing = review().missing(name)
    if missing:
        notices.to_load(name, missing)
    return not missing
