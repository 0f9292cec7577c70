"""The settings of one company: defaults, what a file says, and every fault in it."""

from pathlib import Path

import pytest

from tandem.domain import Side
from tandem.errors import WrongUse
from tandem.settings import Settings


def load(folder: Path, text: str) -> Settings:
    """The settings of a file of that text."""
    path = folder / "tandem.toml"
    path.write_text(text, encoding="utf-8")
    return Settings.load(path)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder without settings, and an environment that names none."""
    monkeypatch.delenv("TANDEM_SETTINGS", raising=False)
    monkeypatch.chdir(tmp_path)


def test_no_file_is_the_defaults() -> None:
    assert Settings.load() == Settings()


def test_the_file_in_the_working_folder_is_read(tmp_path: Path) -> None:
    load(tmp_path, 'company = "Acme"\nfiscal_year_start_month = 2\nquery_timeout_seconds = 5\n')
    settings = Settings.load()
    assert (settings.company, settings.fiscal_year_start_month) == ("Acme", 2)
    assert settings.query_timeout_seconds == 5
    assert settings.currency == "USD"


def test_the_environment_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.toml").write_text('company = "Other"', encoding="utf-8")
    monkeypatch.setenv("TANDEM_SETTINGS", str(tmp_path / "other.toml"))
    assert Settings.load().company == "Other"


def test_a_file_that_is_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongUse, match="there is no such settings file"):
        Settings.load(tmp_path / "none.toml")
    monkeypatch.setenv("TANDEM_SETTINGS", str(tmp_path / "none.toml"))
    with pytest.raises(WrongUse, match="there is no such settings file"):
        Settings.load()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("company = ", r"tandem\.toml: this is not TOML"),
        ("colour = 1", "colour is not a setting"),
        ("company = 1", "company must be text"),
        ("threads = 2.5", "threads must be a whole number"),
        ("threads = true", "threads must be a whole number"),
        ('query_timeout_seconds = "long"', "query_timeout_seconds must be a number"),
        ("sources = []", "sources must be a table"),
        ("fiscal_year_start_month = 13", "fiscal_year_start_month must be 1 to 12"),
        ('time_zone = "Mars/Olympus"', "time_zone Mars/Olympus is not known"),
        ('time_zone = "../etc"', "is not known: write it as Europe/Berlin"),
        ("versions_kept = 0", "versions_kept must be at least 1"),
        ("query_timeout_seconds = 0", r"query_timeout_seconds must be at least 0\.1"),
        ("refused_share_that_asks = 1.5", "refused_share_that_asks must lie between 0 and 1"),
        ('[sources]\nfinance = ["Web"]', r"sources\.finance is no side"),
        ('[sources]\nsales = "Web"', r"sources\.sales must be a list of texts"),
        ("[sources]\nsales = [1]", r"sources\.sales must be a list of texts"),
        ('[sources]\nsales = ["Web"]\nmarketing = ["web "]', "stands under both sales and marketing: keep one"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(WrongUse, match=fault):
        load(tmp_path, text)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as wrong:
        load(tmp_path, 'fiscal_year_start_month = 0\ntime_zone = "Nowhere"\nversions_kept = 0\n')
    assert str(wrong.value).count(".") >= 3
    assert all(name in str(wrong.value) for name in ("fiscal_year_start_month", "time_zone", "versions_kept"))


def test_a_file_in_another_encoding_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tandem.toml").write_bytes('company = "Müller"'.encode("cp1252"))
    with pytest.raises(WrongUse, match="this is not TOML"):
        Settings.load()


def test_every_source_counts_for_one_side(tmp_path: Path) -> None:
    settings = load(tmp_path, '[sources]\nmarketing = ["Web", "WEB ", "Event"]\npartner = ["Reseller"]\n')
    assert settings.source_sides() == [
        ("web", Side.MARKETING),
        ("event", Side.MARKETING),
        ("reseller", Side.PARTNER),
    ]


def test_the_defaults_have_no_fault(tmp_path: Path) -> None:
    assert load(tmp_path, "") == Settings()
    sources = [source for source, _ in Settings().source_sides()]
    assert len(sources) == len(set(sources)) == sum(len(texts) for texts in Settings().sources.values())
