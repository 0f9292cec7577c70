"""Whatever the dates of leads and opportunities, every invariant holds and nothing vanishes."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.build.company import company

DAY = st.one_of(st.just(""), st.integers(0, 400).map(lambda days: str(date(2025, 9, 1) + timedelta(days))))
MADE = st.integers(0, 400).map(lambda days: str(date(2025, 9, 1) + timedelta(days)))
WHICH = st.sampled_from(["", "0", "1", "2", "9"])
LEAD = st.tuples(MADE, DAY, DAY, DAY, DAY, DAY, WHICH)
DEAL = st.tuples(DAY, DAY, st.sampled_from(["", "true", "false"]), st.sampled_from(["", "1.01", "-7", "100"]))
TOUCH = st.tuples(MADE, WHICH, WHICH, st.sampled_from(["marketing", "sales", "partner", ""]))
ROLE = st.tuples(WHICH, st.sampled_from("012"))


def table(header: str, rows: list[tuple[str, ...]]) -> str:
    """The rows as CSV, numbered from 0 in their first column."""
    return "\n".join([header, *(",".join((str(number), *row)) for number, row in enumerate(rows))])


@trying(max_examples=12, deadline=None)
@given(
    st.lists(LEAD, min_size=1, max_size=12),
    st.lists(DEAL, min_size=1, max_size=4),
    st.lists(TOUCH, max_size=12),
    st.lists(ROLE, max_size=6),
)
def test_every_invariant_holds(
    leads: list[tuple[str, ...]],
    deals: list[tuple[str, ...]],
    touches: list[tuple[str, ...]],
    roles: list[tuple[str, ...]],
) -> None:
    with TemporaryDirectory() as folder:
        built = company(
            Path(folder),
            leads=table("lead_id,created_at,mql_at,assigned_at,sal_at,sql_at,rejected_at,opportunity_id", leads),
            opportunities=table("opportunity_id,created_at,closed_at,is_won,amount", deals),
            touches=table("touch_id,touched_at,lead_id,opportunity_id,side", touches),
            opportunity_people=table("role,lead_id,opportunity_id", roles),
        )
        assert [check for check in built.checks() if check.failed] == []
        journeys = built.rows("lead_journeys", "lead_at", "mql_at", "sal_at", "sql_at", "opportunity_at", "won_at")
        for journey in journeys:
            entered = [str(entry) for entry in journey if entry is not None]
            assert entered == sorted(entered)
            assert journey[: len(entered)] == tuple(entry for entry in journey if entry is not None)
