"""What the exports lack, as the coverage panel of the page Attribution counts it."""

import re
from pathlib import Path

import pytest

from tandem.cli import main
from tests.bad_inputs.test_attribution_inputs import FILES
from tests.pages.conftest import Opener
from tests.pages.reading import nothing_failed, open_records, text

GAPS = {
    "Deals without an amount": 2,
    "Deals of 0.00": 1,
    "Deals below 0.00": 1,
    "Touches of nobody known": 1,
    "Touches of no side": 1,
    "Touches of a campaign not loaded": 1,
    "Touches before their lead": 1,
    "Marketing touches without a channel": 1,
    "Marketing touches without a campaign": 1,
    "Touches on deals recorded twice": 2,
}


@pytest.fixture(scope="module")
def of_gaps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one case of everything that attribution cannot use as it stands, loaded as people load it."""
    home = tmp_path_factory.mktemp("gaps")
    for table, given in FILES.items():
        lines = "\n".join(line.strip() for line in given.strip().splitlines())
        (home / f"{table}.csv").write_text(lines + "\n", encoding="utf-8")
    files = map(str, sorted(home.glob("*.csv")))
    assert main(["load", *files, "--as-of", "2026-09-30", "--warehouse", str(home / "warehouse")]) == 0
    return home / "warehouse"


def test_every_kind_of_gap_is_counted_on_the_panel(open_app: Opener, of_gaps: Path) -> None:
    app = open_app(of_gaps, "attribution", quarter="All quarters", small="always, with intervals")
    assert nothing_failed(app)
    said = re.sub(r"\s+", " ", text(app))
    assert "10 kinds of gaps in this period. Each is counted as said: every total still adds up." in said
    for gap, records in GAPS.items():
        assert re.search(rf"{re.escape(gap)} {records} [<\d]", said), gap


def test_the_rows_behind_the_panel_are_one_click_away(open_app: Opener, of_gaps: Path) -> None:
    app = open_app(of_gaps, "attribution", quarter="All quarters")
    open_records(app, "gap_records")
    assert nothing_failed(app)
    assert len(app.dataframe[0].value) == sum(GAPS.values())
