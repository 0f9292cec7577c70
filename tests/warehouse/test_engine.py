"""Answers over one version: fresh cursor, locked down, within limits."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tandem.errors import Damaged, Refused
from tandem.settings import Settings
from tandem.warehouse import DuckEngine, Engine, Step, Version
from tandem.warehouse.engine import unordered
from tandem.warehouse.session import building, reading, used
from tests.warehouse.small import publish, small_warehouse

LONG = "select count(*) as n from range(100000) a, range(100000) b where a.range * b.range % 7 = 3"


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return publish(small_warehouse(tmp_path_factory.mktemp("engine")), [3, 1, 2])


def test_enum_columns_come_back_as_text(version: Version) -> None:
    answer = version.query("select region, amount from deals order by amount")
    assert answer.schema == {"region": pl.String, "amount": pl.Decimal(18, 2)}
    assert answer["region"].to_list() == ["EMEA", "(no region)", "(no region)"]


def test_only_the_parameters_that_are_named_are_given(version: Version) -> None:
    given = {"regions": [], "other": 1, "floor": 2}
    found = version.query("select * from deals where picked($regions, region) and amount >= $floor", given)
    assert found.height == 2


def test_a_dollar_in_a_comment_or_text_is_no_parameter(version: Version) -> None:
    said = "-- it's $floor\nselect '$floor' || ' -- ' || $floor as said"
    assert version.query(said, {"floor": 2, "other": 1}).item() == "$floor -- 2"
    assert used("-- $floor\nselect '$floor''$floor' as said", {"floor": 2}) == {}


def test_a_question_may_end_as_it_likes(version: Version) -> None:
    steps = [Step("more", "select * from deals order by amount -- all")]
    assert version.query("select amount from more order by amount desc limit 2 -- two", first=steps).height == 2


def test_one_thread_answers_a_question(version: Version) -> None:
    assert version.query("select current_setting('threads') as n").item() == 1


def test_the_passes_left_out_are_left_out_for_readers_only(version: Version, tmp_path: Path) -> None:
    left_out = "select current_setting('disabled_optimizers') as passes"
    assert "common_subplan" in version.query(left_out).item()
    with building(tmp_path / "marts.duckdb", Settings(), tmp_path / "spill") as connection:
        assert connection.execute(left_out).fetchone() == ("",)


def test_kept_answers_of_one_shape_stay_apart(version: Version) -> None:
    first = pl.DataFrame({"name": ["a", "it's"], "number": [1, 2]})
    given = {"one": first, "two": first.with_columns(pl.col("number") * 10), "none": first.clear()}
    given["other"] = pl.DataFrame({"number": [5]})
    sql = "select * from one union all select * from two union all select * from none order by number"
    assert version.query(sql, given=given)["number"].to_list() == [1, 2, 10, 20]
    assert version.query("select o.number from other as o", given=given).item() == 5


def test_steps_are_made_first_and_stand_in_for_marts(version: Version) -> None:
    steps = [Step("deals", "select 'x' as region, $n as amount -- made"), Step("more", "select * from deals")]
    assert version.query("select sum(amount)::bigint as n from more", {"n": 5, "m": 1}, first=steps).item() == 5
    assert version.query("select count(*) as n from deals").item() == 3


def test_only_the_last_order_of_a_step_is_left_out() -> None:
    ranked = "select n, row_number() over (\norder by n) as place from t"
    assert unordered(f"{ranked}\norder by place, n desc\n") == ranked
    assert unordered(f"{ranked}\n") == f"{ranked}\n"


def test_a_question_that_takes_too_long_is_interrupted(version: Version) -> None:
    with pytest.raises(Refused, match=r"longer than 0\.2 seconds"):
        version.query(LONG, timeout_s=0.2)


def test_a_step_that_takes_too_long_is_interrupted_too(version: Version) -> None:
    with pytest.raises(Refused, match="longer than"):
        version.query("select n from long", first=[Step("long", LONG)], timeout_s=0.2)


def test_too_many_rows_are_refused_and_as_many_as_allowed_are_not(version: Version) -> None:
    assert version.query("select * from deals", max_rows=3).height == 3
    with pytest.raises(Refused, match="more than 2 rows"):
        version.query("select * from deals", max_rows=2)


def test_too_little_memory_is_a_sentence(tmp_path: Path, version: Version) -> None:
    engine = DuckEngine(Settings(memory_limit="1MB", threads=1))
    (tmp_path / "marts.duckdb").write_bytes((version.folder / "marts.duckdb").read_bytes())
    engine.use_version(tmp_path)
    with pytest.raises(Refused, match="more memory"):
        engine.execute("select list(range) as all_of_them from range(5000000)", {})
    engine.close()


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to 'out.csv'",
        "attach 'other.duckdb'",
        "install httpfs",
        "set threads = 8",
        "set enable_external_access = true",
        "create table kept as select 1 as one",
        "drop table deals",
        "select * from nowhere_in_python",
    ],
)
def test_nothing_else_can_be_reached(version: Version, statement: str) -> None:
    nowhere_in_python = pl.DataFrame({"one": [1]})
    with pytest.raises(duckdb.Error):
        version.query(statement)
    with reading(version.folder / "marts.duckdb", version.settings) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)
    assert nowhere_in_python.height == 1


def test_many_readers_at_once_get_their_own_rows(version: Version) -> None:
    def ask(number: int) -> bool:
        step = Step("mine", "select $n as n")
        return bool(version.query("select n from mine", {"n": number}, first=[step]).item() == number)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(100)))


def test_one_engine_per_version_and_process(version: Version) -> None:
    again = Version.open(version.folder, version.settings)
    assert again.engine is version.engine
    assert isinstance(again.number, int)


def test_a_closed_engine_says_so(version: Version) -> None:
    engine: Engine = DuckEngine(version.settings)
    with pytest.raises(Refused, match="closed"):
        engine.execute("select 1", {})


def test_marts_that_are_no_database_are_damage(tmp_path: Path) -> None:
    (tmp_path / "marts.duckdb").write_text("not a database" * 1000)
    with pytest.raises(Damaged, match=r"marts\.duckdb cannot be read"):
        DuckEngine(Settings()).use_version(tmp_path)
