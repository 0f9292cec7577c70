"""The parts from which the company is made, one by one."""

import gzip
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tandem.sample import clock
from tandem.sample.campaigns import make_campaigns
from tandem.sample.clock import DAY, END, NEVER, START
from tandem.sample.company import CHANNELS, REGIONS, daily_weights
from tandem.sample.deals import evenly, week_of
from tandem.sample.draw import Draw
from tandem.sample.files import Export, chosen, dates, money, planned_dates, stamps
from tandem.sample.journeys import Touches, joined
from tandem.sample.plans import quarter_end
from tandem.sample.touches import repeated
from tandem.sample.words import addresses, company_names, domains, people
from tandem.sample.world import make_accounts, make_users


def test_the_three_years_are_1_096_days() -> None:
    assert clock.DAYS == 1_096
    assert len(clock.month_starts()) == 36
    assert clock.month_starts()[-1].isoformat() == "2026-10-01"


def test_quarters_are_numbered_through() -> None:
    numbers = clock.quarter_of(np.array([START, END - 1]))
    assert numbers.tolist() == [clock.quarter_number(2023, 4), clock.quarter_number(2026, 4)]
    assert clock.quarter_start(np.array([clock.quarter_number(2024, 1)])).tolist() == [START + 61 * DAY]


def test_the_first_day_is_a_wednesday() -> None:
    assert clock.weekday_of(np.array([START])).tolist() == [2]


def test_days_are_counted_inside_the_three_years() -> None:
    assert clock.day_of(np.array([START - 1, START + DAY, NEVER])).tolist() == [0, 1, 1_095]


def test_never_does_not_happen_however_long_one_waits_before() -> None:
    assert clock.happened(np.array([START, END - 1, END, NEVER - 1_000 * DAY])).tolist() == [True, True, False, False]


def test_a_stream_is_its_seed_name_and_part() -> None:
    def numbers(seed: int, name: str, part: int = 0) -> tuple[float, ...]:
        return tuple(Draw(seed, name, part).share(5))

    assert numbers(7, "a", 0) == numbers(7, "a")
    assert len({numbers(7, "a"), numbers(8, "a"), numbers(7, "b"), numbers(7, "a", 1)}) == 4


def test_picks_are_as_frequent_as_they_weigh() -> None:
    picked = Draw(7, "picks").pick((1, 0, 3), 40_000)
    counts = np.bincount(picked, minlength=3) / 40_000
    assert counts.tolist() == pytest.approx([0.25, 0.0, 0.75], abs=0.01)


def test_waits_have_their_median() -> None:
    waits = Draw(7, "waits").wait(10.0, 0.8, 20_000)
    assert np.median(waits) / DAY == pytest.approx(10.0, rel=0.05)
    assert waits.min() > 0


def test_work_is_done_on_weekdays_in_the_daytime() -> None:
    saturday = np.full(2_000, START + 3 * DAY)
    at = Draw(7, "work").at_work(saturday, np.zeros(2_000, dtype=np.int64))
    assert (clock.weekday_of(at) == 4).mean() > 0.8
    hours = at % DAY // 3_600
    assert (hours.min(), hours.max()) >= (8, 12)
    assert hours.max() <= 20


def test_evenly_is_even_in_every_group() -> None:
    groups = np.repeat(np.arange(10), 100)
    for group in range(10):
        assert (evenly((groups,))[groups == group] < 0.3).mean() == pytest.approx(0.3, abs=0.03)


def test_the_stub_of_a_quarter_belongs_to_week_thirteen() -> None:
    quarter = int(clock.quarter_start(np.array([clock.quarter_number(2026, 3)]))[0])
    days = np.array([0, 6, 7, 83, 84, 91])
    assert week_of(quarter + days * DAY).tolist() == [1, 1, 2, 12, 13, 13]


def test_growth_and_season_show_in_the_days() -> None:
    weights = daily_weights(Draw(7, "days"), 2.0, 0.0)
    assert weights[-365:].sum() / weights[:365].sum() == pytest.approx(2 ** (2 / 3), rel=0.05)


def test_every_channel_runs_everywhere_in_every_month() -> None:
    campaigns = make_campaigns(Draw(7, "campaigns"), 1.0)
    assert campaigns.size.min() >= 1
    assert len(campaigns.size) == len(CHANNELS) * len(REGIONS) * 36
    assert len(set(campaigns.name)) == len(campaigns.name)


def test_a_campaign_is_one_that_runs_then_and_there() -> None:
    campaigns = make_campaigns(Draw(7, "campaigns"), 1.0)
    draw, count = Draw(7, "some"), 3_000
    channels, regions = draw.whole(0, 8, count), draw.whole(0, 5, count)
    times = START + draw.whole(0, 1_096, count) * DAY
    found = campaigns.some(draw, channels, regions, times)
    assert (campaigns.channel[found] == channels).all()
    assert ((campaigns.start[found] <= times) & (times <= campaigns.end[found] + DAY)).all()


def test_an_account_is_of_the_region_and_segment_asked_for() -> None:
    accounts = make_accounts(Draw(7, "accounts"), 2_000)
    draw = Draw(7, "some")
    regions, segments = draw.whole(0, 5, 500), draw.whole(0, 3, 500)
    found = accounts.some(draw, regions, segments, customers=True)
    assert (accounts.region[found] == regions).all()
    assert (accounts.segment[found] == segments).all()
    assert accounts.is_customer[found].all()


def test_sellers_are_of_the_region_or_of_none() -> None:
    users = make_users()
    regions = Draw(7, "regions").whole(0, 5, 1_000)
    owners = users.seller_of(Draw(7, "owners"), regions)
    assert users.is_seller[owners].all()
    assert set(users.region[owners] - regions) >= {0}
    assert ((users.region[owners] == regions) | (users.region[owners] == -1)).all()


def test_company_names_are_distinct_also_when_words_run_out() -> None:
    names = company_names(np.arange(12_000))
    assert names.n_unique() == 12_000
    assert names[11_999].endswith(" 4")


def test_domains_are_reserved_ones() -> None:
    names = company_names(np.array([0, 1]))
    assert domains(names, np.array([0, 2])).to_list() == ["alderbank.example", names[1].lower() + ".de.example"]


def test_namesakes_at_one_domain_have_addresses_of_their_own() -> None:
    names = pl.DataFrame({"FirstName": ["Ada", "Ada", "Ben"], "LastName": ["Berg", "Berg", "Berg"]})
    told = addresses(names, pl.Series(["a.example"] * 3)).to_list()
    assert told == ["ada.berg@a.example", "ada.berg1@a.example", "ben.berg@a.example"]


def test_people_have_names_and_titles() -> None:
    assert people(Draw(7, "people"), 20).null_count().sum_horizontal().item() == 0


def test_times_that_did_not_come_are_empty() -> None:
    times = np.array([START + 51_333, END, NEVER])
    assert stamps(times).to_list() == ["2023-11-01T14:15:33.000Z", None, None]
    assert dates(times).to_list() == ["2023-11-01", None, None]
    assert planned_dates(times).to_list() == ["2023-11-01", "2026-11-01", None]


def test_chosen_words_and_amounts() -> None:
    assert chosen(("a", None, "c"), np.array([2, 1, -1, 0])).to_list() == ["c", None, None, "a"]
    assert money(np.array([1.0, 2.345, 1_000_000.5])).to_list() == ["1.00", "2.35", "1000000.50"]


@pytest.mark.parametrize("compress", [False, True])
def test_an_export_grows_by_rows_under_one_header(tmp_path: Path, compress: bool) -> None:
    with Export(tmp_path, "any.csv", compress) as export:
        for number in (1, 2):
            export.rows(pl.DataFrame({"a": [number], "b": ["x, y"]}))
    data = export.path.read_bytes()
    assert (gzip.decompress(data) if compress else data) == b'a,b\n1,"x, y"\n2,"x, y"\n'


def test_a_retried_piece_keeps_its_number_of_rows() -> None:
    frame = repeated(pl.DataFrame({"Id": list(range(1_000))}))
    assert (frame.height, frame["Id"].n_unique()) == (1_000, 998)
    assert repeated(frame.head(10)).height == 10


def test_touches_are_joined_in_order_and_inside_the_three_years() -> None:
    at = np.array([END, START + 300, START - 1, START + 119])
    zeros = np.zeros(4, dtype=np.int64)
    touches = joined([Touches(np.arange(4), at, zeros, zeros, np.ones(4, dtype=bool))])
    assert touches.person.tolist() == [3, 1]
    assert touches.at.tolist() == [START + 60, START + 300]


def test_quarters_end_on_their_last_day() -> None:
    assert [quarter_end(2024, number).isoformat() for number in (1, 4)] == ["2024-03-31", "2024-12-31"]
