"""tandem load asks, and is answered with --accept CODE=REASON; the same files again publish nothing."""

import json

import pytest

from tests.cli.typing_in import ACCOUNTS, DEALS, Desk

HEADER, *LINES = DEALS.splitlines()
FEWER = "\n".join([HEADER, *(line for line in LINES if "EMEA" in line)][:3]) + "\n"
CODES = ["fewer:opportunities", "region:opportunities", "older:opportunities"]


def sure(*codes: str) -> list[str]:
    """The words that accept those questions."""
    return [f"--accept={code}=closed the office" for code in codes]


def test_a_partial_export_stops_and_says_how_to_go_on(desk: Desk) -> None:
    before = desk.published()
    said = desk.type("load", desk.file("opportunities.csv", FEWER))
    *_, first, second, third, sentence = said.err.splitlines()
    assert (said.code, desk.published()) == (1, before)
    assert [first, second, third] == [f"To publish all the same: --accept {code}=REASON" for code in CODES]
    assert "opportunities: 2 rows would stand where 5 are published." in sentence
    assert "nothing would be left of APAC (2 rows)" in sentence
    assert sentence.endswith("Nothing was published.")
    assert said.out.startswith("file ")
    assert (desk.ledger()[0].action, desk.ledger()[0].sentence) == ("refused", sentence)


def test_with_a_reason_for_each_it_is_published_and_the_reasons_are_kept(desk: Desk) -> None:
    file = desk.file("opportunities.csv", FEWER)
    assert desk.type("load", file, *sure(*CODES[:2])).code == 1
    said = desk.type("load", file, *sure(*CODES))
    assert (said.code, desk.published()[0]) == (0, "000003\n")
    manifest = json.loads((desk.warehouse / "versions" / "000003" / "manifest.json").read_text())
    assert manifest["accepted"] == dict.fromkeys(CODES, "closed the office")
    lines = desk.ledger()[:4]
    assert [line.action for line in lines] == ["load", "accepted", "accepted", "accepted"]
    assert all(line.sentence.endswith("Accepted because: closed the office") for line in lines[1:])
    assert {line.version for line in lines} == {3}


def test_machines_are_told_the_questions(desk: Desk) -> None:
    said = desk.type("load", desk.file("opportunities.csv", FEWER), "--json")
    assert (said.code, said.json["version"]) == (1, None)
    assert [question["code"] for question in said.json["questions"]] == CODES
    assert {frozenset(question) for question in said.json["questions"]} == {frozenset({"code", "sentence", "remedy"})}


def test_a_rehearsal_is_asked_as_well(desk: Desk) -> None:
    file = desk.file("opportunities.csv", FEWER)
    assert desk.type("load", file, "--dry-run").code == 1
    said = desk.type("load", file, "--dry-run", *sure(*CODES))
    assert (said.code, said.err.splitlines()[-1]) == (0, "Nothing was published: this was a rehearsal.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--accept", "older:opportunities"], "“older:opportunities” gives no reason: write it as CODE=REASON."),
        (["--accept", "older:opportunities= "], "gives no reason"),
        (["--accept", "everything=just do it"], "Nobody asks “everything”. Nothing is asked."),
    ],
)
def test_an_answer_that_is_none_is_wrong_use(desk: Desk, words: list[str], told: str) -> None:
    before = desk.published()
    said = desk.type("load", desk.file("opportunities.csv", DEALS.replace("300", "900")), *words)
    assert (said.code, desk.published()) == (2, before)
    assert told in said.err


def test_the_same_files_again_are_no_fault(desk: Desk) -> None:
    accounts = desk.file("accounts.csv", ACCOUNTS)
    before = desk.published()
    said = desk.type("load", accounts)
    assert (said.code, said.out, desk.published()) == (0, "", before)
    assert said.err == "These files are published already, in version 2: nothing was published.\n"
    assert desk.ledger()[0].action == "unchanged"
    assert desk.type("load", accounts, "--json").json == {
        "files": [],
        "warnings": [],
        "questions": [],
        "coverage": [],
        "effect": [],
        "version": None,
    }


def test_other_columns_than_the_last_time_are_said(desk: Desk) -> None:
    said = desk.type("load", desk.file("accounts.csv", ACCOUNTS.replace(",is_target", ",notes")))
    assert said.code == 0
    told = "not the columns of the last time: “is_target” is gone (is_target stays empty); “notes” is new."
    assert f"Tandem accounts: {told}" in said.err.splitlines()
