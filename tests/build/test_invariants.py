"""Each invariant fails when what it guards is broken, and names a case."""

from pathlib import Path

import duckdb
import pytest

from tests.build.company import Company, company

CHANGES = {
    "credits_sum_to_amounts": "update credit_spans set cents = cents + 1, touches = 2 where deal_no = 1",
    "credit_weights_sum_to_one": "update credit_spans set touches = touches + 1 where deal_no = 1",
    "credits_cover_pipeline": "update campaign_credits set full_amount = full_amount + 0.01 where milestone = 'won'",
    "one_source_per_rule": "insert into deal_sources from deal_sources where opportunity_id = 'D1'",
    "handovers_are_decided_or_not": "update lead_journeys set outcome = null where lead_id = 'L1'",
    "funnel_conserves": "update stage_entries set left_at = next_at where record_id = 'L1' and stage = 'lead'",
    "entries_in_order": "update stage_entries set entered_at = next_at + interval 1 day where record_id = 'L1'",
    "regions_sum_to_total": "update deals set amount = amount + 1 where opportunity_id = 'D1'",
    "nothing_vanishes": "delete from lead_journeys where lead_id = 'L1'",
    "win_states_partition": "update deals set state = 'open' where opportunity_id = 'D1'",
}


@pytest.fixture
def built(tmp_path: Path) -> Company:
    """One lead that became one won opportunity, touched once."""
    return company(
        tmp_path,
        leads="lead_id,created_at,mql_at,opportunity_id\nL1,2026-01-01,2026-01-02,D1",
        opportunities="""
            opportunity_id,created_at,closed_at,is_won,amount
            D1,2026-02-01,2026-03-01,true,100
            D2,2026-02-01,,,100
        """,
        touches="touch_id,touched_at,lead_id,side,channel\nT1,2026-01-01,L1,marketing,Web",
    )


@pytest.mark.parametrize("invariant", CHANGES)
def test_it_notices(built: Company, invariant: str) -> None:
    with duckdb.connect(str(built.folder / "marts.duckdb")) as connection:
        connection.execute(CHANGES[invariant])
    [check] = [check for check in built.checks() if check.name == invariant]
    assert check.failed > 0
    assert check.example


def test_every_invariant_is_tried(built: Company) -> None:
    assert {check.name for check in built.checks()} == set(CHANGES)
