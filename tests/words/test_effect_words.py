"""What is said of a load that is checked, where a whole table would say nothing."""

import pytest

from tandem.words import effect


@pytest.mark.parametrize(
    ("measures", "said"),
    [
        ([], ""),
        (["touches with a campaign", "touches with a known person or account"], "touches"),
        (["roles on a known opportunity", "uses with a known asset"], "roles, uses"),
        (["spend with an exchange rate, of that in another currency"], "spend in another currency"),
        (["leads with an opportunity, of those converted"], "leads converted"),
        (["leads with a source", "leads with an opportunity, of those converted"], "leads"),
    ],
)
def test_what_there_is_none_of_is_one_sentence(measures: list[str], said: str) -> None:
    assert effect.nothing_to_join(measures) == (f"Not in the data, so nothing to join up: {said}." if said else "")
