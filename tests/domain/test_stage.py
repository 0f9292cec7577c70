"""The stages of the funnel and the sides that work it."""

from tandem.domain import Side, Stage


def test_the_stages_stand_in_the_order_of_the_funnel() -> None:
    assert [stage.value for stage in Stage] == ["lead", "mql", "sal", "sql", "opportunity", "won"]


def test_a_side_is_its_word() -> None:
    assert [str(side) for side in Side] == ["marketing", "sales", "partner", "unknown"]
