"""What attribution is given and cannot use as it stands: defined, counted, and never a wrong total."""

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tandem.cli import main

FILES = {
    "opportunities": """
        opportunity_id,name,created_at,amount,currency,lead_source
        O1,Usual,2026-06-10 12:00,100.00,,Webinar
        O2,No amount,2026-06-11 12:00,,,Webinar
        O3,Nothing,2026-06-12 12:00,0,,Webinar
        O4,Credit note,2026-06-13 12:00,-50.01,,Webinar
        O5,No rate,2026-06-14 12:00,70.00,CHF,Webinar
    """,
    "people": """
        person_id,email
        P1,ann@acme.com
        P2,bob@acme.com
    """,
    "opportunity_people": """
        opportunity_id,person_id
        O1,P1
        O2,P1
        O3,P1
        O4,P2
        O5,P2
    """,
    "leads": """
        lead_id,created_at,person_id
        L1,2026-06-01 09:00,P1
    """,
    "campaigns": """
        campaign_id,name,channel
        C1,Fair,Event
    """,
    "touches": """
        touch_id,touched_at,person_id,lead_id,side,kind,channel,campaign_id
        of a stranger,2026-05-01 10:00,P9,,marketing,visit,Email,C1
        early,2026-05-02 10:00,,L1,marketing,visit,,C1
        no channel,2026-05-03 10:00,P1,,marketing,visit,,
        not loaded,2026-05-04 10:00,P1,,marketing,visit,Email,C9
        no side,2026-05-05 10:00,P1,,,call,Phone,
        twin 1,2026-05-06 10:00,P2,,marketing,visit,Web,C1
        twin 2,2026-05-06 10:00,P2,,marketing,visit,Web,C1
        twice,2026-05-07 10:00,P2,,marketing,visit,Email,C1
    """,
    "touches again": """
        touch_id,touched_at,person_id,lead_id,side,kind,channel,campaign_id
        twice,2026-05-07 10:00,P2,,marketing,visit,Email,C1
    """,
}
MODELS = (
    "first last lead linear position u_hubspot u_marketo w_hubspot w_marketo full time_decay markov shapley".split()
)
Ask = Callable[..., pl.DataFrame]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks a company with one case of everything, loaded as people load theirs; answers are text."""
    home = tmp_path_factory.mktemp("company")
    for table, text in FILES.items():
        lines = "\n".join(line.strip() for line in text.strip().splitlines())
        (home / f"{table}.csv").write_text(lines + "\n", encoding="utf-8")
    warehouse = ["--warehouse", str(home / "warehouse")]
    assert main(["load", *map(str, sorted(home.glob("*.csv"))), "--as-of", "2026-09-30", *warehouse]) == 0

    def answer(question: str, *more: str) -> pl.DataFrame:
        said = io.StringIO()
        with redirect_stdout(said):
            assert main(["ask", question, "--quarter", "all", "--format", "csv", *more, *warehouse]) == 0
        return pl.read_csv(said.getvalue().encode(), infer_schema=False)

    return answer


@pytest.fixture
def gaps(ask: Ask) -> dict[str, tuple[str, str]]:
    """How many records lack what, and of how many, as the coverage panel says it."""
    return {gap: (records, of) for gap, records, of in ask("evidence_gaps").select("gap", "records", "of").rows()}


def credit(ask: Ask, by: str, *settings: str) -> dict[str, str]:
    """The credit under “linear” of each channel or campaign."""
    question = {"channel": "attribution", "campaign": "attribution_campaigns"}[by]
    given = [word for setting in ("model=linear", *settings) for word in ("--set", setting)]
    return dict(ask(question, *given).select(by, "credit").rows())


def loaded(home: Path, touches: str) -> str:
    """The refused rows of a load of these touches, with their reasons."""
    files = {"touches": touches, "opportunities": "opportunity_id,created_at,amount\nO1,2026-06-01,10\n"}
    for table, text in files.items():
        (home / f"{table}.csv").write_text(text, encoding="utf-8")
    paths = [str(home / f"{table}.csv") for table in files]
    assert main(["load", *paths, "--warehouse", str(home / "warehouse")]) == 0
    [listed] = home.rglob("*.refused.csv")
    return listed.read_text(encoding="utf-8")


def test_a_touch_that_names_nobody_is_refused_and_listed(tmp_path: Path) -> None:
    rows = "".join(f"T{number},2026-05-01,P1\n" for number in range(200))
    listed = loaded(tmp_path, f"touch_id,touched_at,person_id\n{rows}T200,2026-05-01,\n")
    assert "none of person_id, lead_id, account_id, opportunity_id is filled" in listed


def test_a_touch_of_a_stranger_earns_nothing(gaps: dict[str, tuple[str, str]], ask: Ask) -> None:
    assert gaps["of nobody known"] == ("1", "8")
    records = ask("evidence_gap_records")
    assert records.filter(pl.col("gap") == "of nobody known")["record_id"].to_list() == ["of a stranger"]


def test_a_touch_without_channel_is_credited_as_such(gaps: dict[str, tuple[str, str]], ask: Ask) -> None:
    assert gaps["without a channel"] == ("1", "7")
    assert float(credit(ask, "channel")["(no channel)"]) == pytest.approx(3 / 3)


def test_a_touch_without_campaign_is_credited_as_such(gaps: dict[str, tuple[str, str]], ask: Ask) -> None:
    assert gaps["without a campaign"] == ("1", "7")
    assert float(credit(ask, "campaign")["(no campaign)"]) == pytest.approx(3 / 3)


def test_a_campaign_that_is_not_loaded_keeps_its_id(gaps: dict[str, tuple[str, str]], ask: Ask) -> None:
    assert gaps["of a campaign not loaded"] == ("1", "8")
    assert float(credit(ask, "campaign")["C9"]) == pytest.approx(3 / 3)


def test_a_touch_of_no_side_counts_when_both_sides_do(gaps: dict[str, tuple[str, str]], ask: Ask) -> None:
    assert gaps["of no side"] == ("1", "8")
    assert "Phone" not in credit(ask, "channel")
    assert float(credit(ask, "channel", "side=all")["Phone"]) == pytest.approx(3 / 4)


def test_a_touch_before_its_lead_was_made_counts(gaps: dict[str, tuple[str, str]], ask: Ask) -> None:
    assert gaps["before their lead"] == ("1", "8")
    assert float(credit(ask, "channel")["Event"]) == pytest.approx(3 / 3)


def test_twins_with_ids_of_their_own_count_each_unless_repeats_collapse(
    gaps: dict[str, tuple[str, str]], ask: Ask
) -> None:
    assert gaps["recorded twice"] == ("2", str(3 * 4 + 2 * 3))
    assert float(credit(ask, "channel")["Web"]) == pytest.approx(2 * 2 / 3)
    assert float(credit(ask, "channel", "path=collapsed")["Web"]) == pytest.approx(2 * 1 / 2)


def test_one_id_twice_counts_once(ask: Ask) -> None:
    journey = ask("journey", "--set", "opportunity_id=O4")
    assert journey.filter(pl.col("kind") == "touch")["record_id"].to_list() == ["twin 1", "twin 2", "twice"]


def test_an_id_that_says_two_things_is_refused_and_listed(tmp_path: Path) -> None:
    rows = "".join(f"T{number},2026-05-01,P1\n" for number in range(200))
    listed = loaded(tmp_path, f"touch_id,touched_at,person_id\n{rows}T0,2026-05-02,P1\n")
    assert "duplicate key: another row has the same touch_id" in listed


@pytest.mark.parametrize(
    ("gap", "deals", "money"),
    [
        ("without an amount", ["O2", "O5"], ["0.00", "0.00"]),
        ("of 0.00", ["O3"], ["0.00"]),
        ("below 0.00", ["O4"], ["-50.01"]),
    ],
)
def test_an_amount_that_is_missing_or_nothing_or_negative(
    gap: str, deals: list[str], money: list[str], gaps: dict[str, tuple[str, str]], ask: Ask
) -> None:
    assert gaps[gap] == (str(len(deals)), "5")
    listed = ask("evidence_gap_records").filter(pl.col("gap") == gap)
    assert listed["record_id"].to_list() == deals
    shared = ask("attribution_records", "--set", "model=linear").with_columns(pl.col("amount").cast(pl.Decimal(18, 2)))
    of_deals = shared.group_by("opportunity_id").agg(pl.col("amount").sum())
    assert [str(dict(of_deals.rows())[deal]) for deal in deals] == money


@pytest.mark.parametrize("model", MODELS)
def test_whatever_is_wrong_with_the_rows_every_model_has_the_same_total(model: str, ask: Ask) -> None:
    answer = ask("attribution", "--set", f"model={model}")
    assert sum(map(Decimal, answer["amount"].to_list())) == Decimal("49.99")
    assert sum(map(float, answer["credit"].to_list())) == pytest.approx(5)


@pytest.mark.parametrize("rule", ["crm_field", "first_touch", "before_sales"])
def test_whatever_is_wrong_with_the_rows_sources_sum_to_the_whole(rule: str, ask: Ask) -> None:
    answer = ask("sourced", "--set", f"rule={rule}")
    assert sum(map(Decimal, answer["amount"].to_list())) == Decimal("49.99")
    assert sum(map(int, answer["opportunities"].to_list())) == 5
