"""Ids look like those of the systems, down to the checksum."""

import re

import numpy as np
import polars as pl
import pytest

from tandem.sample.draw import Draw
from tandem.sample.ids import PREFIXES, hex_ids, ids_of, salesforce_ids, unknown_ids
from tests.sample.exports import export


def checksum(fifteen: str) -> str:
    """The three letters that follow fifteen, worked out one character at a time."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    found = ""
    for start in (0, 5, 10):
        bits = [place for place, letter in enumerate(fifteen[start : start + 5]) if "A" <= letter <= "Z"]
        found += alphabet[sum(1 << place for place in bits)]
    return found


def test_the_checksum_of_the_tests_is_the_published_one() -> None:
    assert checksum("001A0000006Vm9r") == "IAC"


KEYS = [
    ("Account", "account"), ("Contact", "contact"), ("Lead", "lead"), ("Opportunity", "opportunity"),
    ("Campaign", "campaign"), ("CampaignMember", "member"), ("OpportunityContactRole", "role"), ("User", "user"),
    ("Task", "task"), ("OpportunityHistory", "history"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KEYS)
def test_every_id_has_its_prefix_and_checksum(name: str, kind: str) -> None:
    ids = export(name)["Id"]
    assert ids.str.len_chars().unique().to_list() == [18]
    assert ids.str.starts_with(PREFIXES[kind]).all()
    assert all(checksum(one[:15]) == one[15:] for one in ids.head(3_000))


def test_the_prefixes_are_those_of_salesforce() -> None:
    assert {kind: PREFIXES[kind] for kind in ("account", "contact", "lead", "opportunity", "campaign")} == {
        "account": "001",
        "contact": "003",
        "lead": "00Q",
        "opportunity": "006",
        "campaign": "701",
    }
    assert [PREFIXES[kind] for kind in ("member", "role", "user", "task")] == ["00v", "00K", "005", "00T"]


def test_some_ids_differ_in_case_only() -> None:
    ids = export("Lead")["Id"].unique().str.slice(0, 15)
    assert ids.str.to_lowercase().n_unique() < ids.len()


def test_ids_are_distinct_and_go_on_where_the_piece_before_ended() -> None:
    whole = ids_of("task", 5_000)
    assert whole.n_unique() == 5_000
    assert ids_of("task", 2_000, first=3_000).to_list() == whole.to_list()[3_000:]


def test_ids_grow_as_text_as_they_grow_as_numbers() -> None:
    assert ids_of("member", 20_000).is_sorted()


def test_no_ids_is_an_empty_column() -> None:
    assert ids_of("lead", 0).to_list() == []
    assert ids_of("lead", 0).dtype == pl.String


def test_large_numbers_have_ids_too() -> None:
    assert salesforce_ids("task", np.array([300_000_000, 300_000_003])).n_unique() == 2


def test_unknown_ids_are_those_of_nobody() -> None:
    assert not set(unknown_ids("lead", 100)) & set(ids_of("lead", 50_000))


def test_showpad_ids_are_hexadecimal() -> None:
    ids = hex_ids(Draw(7, "any"), 50)
    assert ids.n_unique() == 50
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)
