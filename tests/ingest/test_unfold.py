"""Files one row of which is several rows of a table: stages in columns, lists in cells."""

from datetime import datetime

import pytest

from tests.ingest.loading import Desk, rows

ENTERED = '"Date entered ""Demo (Sales Pipeline)""","Date entered “Closed won”"'
DEALS = f"Record ID,Deal Name,Deal Stage,Create Date,{ENTERED},Associated Contact IDs"
DEMO, WON = datetime(2026, 3, 7, 14, 15), datetime(2026, 5, 25, 9)


def test_a_deal_brings_its_stages_and_its_people(desk: Desk) -> None:
    text = rows(
        DEALS,
        "1,Acme,Closed Won,2026-03-05 14:15,2026-03-07 14:15,2026-05-25 09:00,11; 12",
        "2,Beta,Demo,2026-03-05 14:15,2026-03-07 14:15,,",
        "3,Cees,New,2026-03-05 14:15,,,11",
    )
    loaded = desk.csv(text, "deals.csv")
    assert loaded.tables["opportunity_stages"].sort("opportunity_id", "entered_at").rows() == [
        ("1", "Demo", DEMO),
        ("1", "Closed won", WON),
        ("2", "Demo", DEMO),
    ]
    people = loaded.tables["opportunity_people"].sort("opportunity_id", "person_id")
    assert people.select("opportunity_id", "person_id").rows() == [("1", "11"), ("1", "12"), ("3", "11")]
    assert loaded.tables["opportunities"].sort("opportunity_id")["is_won"].to_list() == [True, None, None]
    assert [(report.file, report.read, report.kept) for report in loaded.reports] == [
        ("deals.csv", 3, 3),
        ("deals.csv › opportunity_stages", 3, 3),
        ("deals.csv › opportunity_people", 3, 3),
    ]
    assert any("the first entry is lost" in note for note in loaded.reports[1].notes)


def test_a_stage_entered_at_no_time_is_refused_with_its_line(desk: Desk) -> None:
    lines = [f"{n},Acme,Demo,2026-03-05 14:15,2026-03-07 14:15,,11" for n in range(200)]
    text = rows(DEALS, *lines, "777,Acme,Demo,2026-03-05 14:15,soon,,11")
    loaded = desk.csv(text, "deals.csv")
    report = loaded.reports[1]
    assert (report.read, report.kept, report.faulty) == (201, 200, 1)
    assert report.refused_path is not None and ",202," in report.refused_path.read_text()
    assert loaded.reports[0].refused == 0


@pytest.mark.parametrize("columns", [[0, 1, 2, 3], [0, 1, 2, 3, 6]])
def test_what_a_file_does_not_have_brings_nothing(desk: Desk, columns: list[int]) -> None:
    header = [DEALS.split(",")[place] for place in columns]
    cells = [["1", "Acme", "Demo", "2026-03-05 14:15", "", "", "11"][place] for place in columns]
    loaded = desk.csv(rows(",".join(header), ",".join(cells)))
    assert "opportunity_stages" not in loaded.tables
    assert ("opportunity_people" in loaded.tables) == (6 in columns)
