"""What runs before a question, and which settings it takes."""

from pathlib import Path

import pytest

from tandem.catalog import Catalog, parse_header
from tandem.domain import Filters, Quarter, Scope
from tandem.errors import WrongUse
from tandem.review.plan import base_values, make_plan

FILES = {
    "build/deals.sql": "-- Deals\n-- grain: one row per deal (deal)\nselect 1 as deal",
    "build/credits.sql": (
        "-- Credits\n-- grain: one row per deal (deal)\n-- reads: deals\n"
        "-- setting lookback_days integer = 365 : days looked back\nselect $lookback_days as deal"
    ),
    "build/paths.sql": (
        "-- Paths\n-- grain: one row per deal (deal)\n-- kept: no\n-- reads: deals\n"
        "-- setting side varchar = marketing : marketing | all, whose touches count\n"
        "-- setting deal varchar = all : one deal only; all = every one\n-- narrows: deal\nselect $side, $deal as deal"
    ),
    "build/weights.sql": (
        "-- Weights\n-- grain: one row per deal (deal)\n-- kept: no\n-- reads: paths\nselect 1 as deal"
    ),
    "build/shares.sql": "-- Shares\n-- grain: one row per deal (deal)\n-- reads: deals weights\nselect 1 as deal",
    "ask/shared.sql": "-- Shared\n-- grain: one row (n)\n-- reads: deals shares credits\nselect 1 as n",
    "ask/weighed.sql": "-- Weighed\n-- grain: one row (n)\n-- reads: weights\nselect 1 as n",
    "ask/base.sql": "-- Base\n-- grain: one row (n)\n-- reads: deals\n-- param as_of date cut-off\nselect $as_of as n",
    "ask/trend.sql": (
        "-- Trend\n-- grain: one row (n)\n-- reads: base credits\n-- param as_of date cut-off\nselect 1 as n"
    ),
    "ask/once.sql": (
        "-- Once\n-- grain: one row (n)\n-- apart: yes\n-- reads: base credits\n"
        "-- setting quarters integer = 0 : quarters\nselect $quarters as n"
    ),
    "ask/both.sql": (
        "-- Both\n-- grain: one row (n)\n-- reads: once\n-- setting quarters integer = 8 : quarters\nselect 1 as n"
    ),
    "ask/top.sql": (
        "-- Top\n-- grain: one row (n)\n-- reads: trend base\n-- param regions varchar[] picked\n"
        "-- setting rule varchar = first : first | last, which touch\n"
        "-- setting lookback_days integer = 365 : days that what it reads looks back\nselect $regions, $rule as n"
    ),
}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    kinds = {kind: {p.stem: parse_header(p) for p in (tmp_path / kind).glob("*.sql")} for kind in ("ask", "build")}
    return Catalog(**kinds, check={}, macros="")


BASE = {"as_of": "2026-10-31", "regions": ["EMEA"]}


def test_questions_that_a_question_reads_run_first_in_order(catalog: Catalog) -> None:
    plan = make_plan(catalog, "top", BASE, {})
    assert [query.name for query in plan.before] == ["base", "trend"]
    assert plan.values == {**BASE, "rule": "first", "lookback_days": 365}


def test_a_mart_is_made_again_only_for_another_setting(catalog: Catalog) -> None:
    assert [q.name for q in make_plan(catalog, "top", BASE, {"lookback_days": "365"}).before] == ["base", "trend"]
    plan = make_plan(catalog, "top", BASE, {"lookback_days": "90"})
    assert [query.name for query in plan.before] == ["credits", "base", "trend"]
    assert plan.values["lookback_days"] == 90


@pytest.mark.parametrize(
    ("question", "given", "before"),
    [
        ("shared", {}, []),
        ("shared", {"side": "all"}, ["paths", "weights", "shares"]),
        ("shared", {"lookback_days": "90"}, ["credits"]),
        ("shared", {"lookback_days": "90", "side": "all"}, ["paths", "weights", "shares", "credits"]),
        ("weighed", {}, ["paths", "weights"]),
        ("weighed", {"side": "all"}, ["paths", "weights"]),
        ("shared", {"deal": "D1"}, []),
        ("shared", {"deal": "D1", "side": "all"}, ["paths", "weights", "shares"]),
        ("weighed", {"deal": "D1"}, ["paths", "weights"]),
    ],
)
def test_a_mart_is_made_again_with_those_that_it_reads(
    catalog: Catalog, question: str, given: dict[str, str], before: list[str]
) -> None:
    plan = make_plan(catalog, question, BASE, given)
    assert [query.name for query in plan.before] == before
    assert (plan.values["side"], plan.values["deal"]) == (given.get("side", "marketing"), given.get("deal", "all"))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"half_life": "3"}, "“top” has no setting half_life. Known: lookback_days, rule."),
        ({"rule": "middle"}, "rule = middle is not known. Known: first, last."),
        ({"lookback_days": "soon"}, "lookback_days = soon is not a value of type integer."),
    ],
)
def test_a_setting_that_cannot_be_is_named(catalog: Catalog, given: dict[str, str], says: str) -> None:
    with pytest.raises(WrongUse) as wrong:
        make_plan(catalog, "top", BASE, given)
    assert str(wrong.value) == says


def test_a_setting_where_there_is_none_says_so(catalog: Catalog) -> None:
    with pytest.raises(WrongUse, match="It has none"):
        make_plan(catalog, "base", BASE, {"rule": "first"})


def test_an_unknown_question_names_the_known_ones(catalog: Catalog) -> None:
    with pytest.raises(
        WrongUse, match=r"There is no question “bottom”\. Known: base, both, once, shared, top, trend, weighed"
    ):
        make_plan(Catalog(dict(sorted(catalog.ask.items())), catalog.build, {}, ""), "bottom", BASE, {})


def test_a_question_that_others_are_handed_is_answered_under_their_settings(catalog: Catalog) -> None:
    plan = make_plan(catalog, "both", BASE, {"lookback_days": "all"})
    [part] = plan.apart()
    assert plan.inner_settings(catalog, part) == {"quarters": "8", "lookback_days": "all"}
    inner = plan.inner(catalog, part)
    assert (inner.query.name, inner.values["quarters"], inner.values["lookback_days"]) == ("once", 8, None)
    assert make_plan(catalog, "trend", BASE, {}).apart() == []


def test_all_time_has_no_period_and_a_scope_narrows_regions() -> None:
    values = base_values(Filters(), Scope.of_regions({"EMEA"}), "2026-10-31", "USD", "2026-10-31")
    assert (values["start_on"], values["end_on"], values["regions"]) == (None, None, ["EMEA"])
    quarter = Filters.of(Quarter(2026, 3), ["APAC"])
    with pytest.raises(WrongUse, match="Not in your regions: APAC"):
        base_values(quarter, Scope.of_regions({"EMEA"}), "2026-10-31", "USD", "2026-10-31")
