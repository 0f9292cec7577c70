"""What a reader asks for, and what they may see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.domain import COUNTED_KINDS, Filters, Quarter, Scope
from tandem.errors import WrongUse

regions = st.sampled_from(["AMER", "APAC", "DACH", "EMEA", "LATAM"])


@given(st.lists(regions))
def test_equal_questions_are_equal_values(picked: list[str]) -> None:
    assert Filters.of(None, picked + picked) == Filters.of(None, reversed(picked))


def test_renewals_do_not_count_unless_asked_for() -> None:
    assert Filters.of(None).kinds == COUNTED_KINDS
    assert "renewal" not in COUNTED_KINDS


def test_filters_keep_everything_but_the_quarter_when_moved() -> None:
    filters = Filters(Quarter(2026, 3), ("EMEA",), ("SMB",), ("renewal",))
    assert filters.at(Quarter(2026, 2)) == Filters(Quarter(2026, 2), ("EMEA",), ("SMB",), ("renewal",))
    assert filters.at(None).quarter is None


def test_filters_are_written_as_a_reader_says_them() -> None:
    assert str(Filters.of(None)) == "all time · all regions · all segments"
    assert str(Filters.of(Quarter(2026, 3), ["EMEA", "APAC"], ["SMB"])) == "2026Q3 · APAC, EMEA · SMB"


def test_the_local_user_sees_every_region() -> None:
    assert Scope.everything().narrow(()) == ()
    assert Scope.everything().narrow(("EMEA",)) == ("EMEA",)


@given(st.sets(regions, min_size=1), st.lists(regions, unique=True))
def test_nobody_sees_a_region_that_is_not_theirs(allowed: set[str], wanted: list[str]) -> None:
    scope = Scope.of_regions(allowed)
    if set(wanted) <= allowed:
        narrowed = scope.narrow(tuple(wanted))
        assert narrowed
        assert set(narrowed) <= allowed
    else:
        with pytest.raises(WrongUse, match="Not in your regions"):
            scope.narrow(tuple(wanted))


def test_no_region_wanted_means_all_that_are_allowed() -> None:
    assert Scope.of_regions(["EMEA", "APAC"]).narrow(()) == ("APAC", "EMEA")


def test_a_scope_without_regions_sees_nothing() -> None:
    with pytest.raises(WrongUse, match="ask for access"):
        Scope.of_regions([]).narrow(())
