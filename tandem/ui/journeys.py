"""The way from every list of deals to the journey of one of them, by an address that can be shared."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

JOURNEY = "Journey"
NO_DEAL = "(no deal)"
KEPT = ("quarter", "region", "segment")


def address_of(opportunity_id: str) -> str:
    """Where the journey of a deal stands, with the filters in effect, seen from any page."""
    kept = {name: st.query_params.get_all(name) for name in KEPT}
    return "deal?" + urlencode({"opportunity_id": opportunity_id, **kept}, doseq=True)


def journey_of(row: Mapping[str, Any]) -> str:
    """Where the journey of the deal in a row stands."""
    return address_of(row["opportunity_id"])


def journeys_of(deals: pl.DataFrame) -> list[str]:
    """Where the journey of each deal in a frame stands, in its order."""
    return [address_of(deal) for deal in deals.get_column("opportunity_id")]


def with_journeys(shown: pl.DataFrame) -> pl.DataFrame:
    """A table of records with a link to the journey of each deal in it; as it is where it names no deals."""
    if "Opportunity id" not in shown.columns:
        return shown
    links = [None if deal in (None, "", NO_DEAL) else address_of(deal) for deal in shown.get_column("Opportunity id")]
    return shown.select(pl.Series(JOURNEY, links, dtype=pl.String), pl.all())
