"""The server: ready, cautious, and without a request to any other host."""

import re
from pathlib import Path

import pytest

from tandem.ui import programs, server
from tests.pages.asking import finished, get

HOME = Path(__file__).resolve().parents[2]


def test_the_server_warms_before_it_serves() -> None:
    async def started() -> dict[str, object]:
        async with server.warm(None) as state:
            assert programs.is_served
            return state

    assert finished(started()) == {"started": True}
    assert not programs.is_served


def test_the_server_says_when_it_is_ready() -> None:
    answer = get("/api/ready")
    assert (answer.status, answer.body) == (200, b'{"ready":true}')


@pytest.mark.parametrize("path", ["/api/ready", "/", "/nowhere"])
def test_every_answer_has_the_headers_of_a_cautious_site(path: str) -> None:
    headers = get(path).headers
    assert {name: headers[name.lower()] for name in server.HEADERS} == server.HEADERS


def test_no_header_allows_a_foreign_host() -> None:
    policy = server.HEADERS["Content-Security-Policy"]
    assert not re.search(r"https?:|\*", policy)


@pytest.mark.parametrize("font", ["inter-400.woff2", "inter-500.woff2", "inter-600.woff2"])
def test_fonts_come_from_here(font: str) -> None:
    assert get(f"/app/static/{font}").body.startswith(b"wOF2")


def test_the_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (HOME / "static" / "OFL.txt").read_text(encoding="utf-8")


def test_an_error_of_a_page_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    server.note_error(ValueError("secret path"))
    assert "A page stopped." in caplog.text


def test_the_program_of_the_panels_is_kept_for_ever_and_nothing_else_is_given() -> None:
    for name in programs.OURS:
        answer = get(f"/{programs.PANEL}/{name}")
        assert answer.status == 200 and b"export " in answer.body
        assert "immutable" in answer.headers["cache-control"]
    assert get(f"/{programs.PANEL}/panel.py").status == 404
    assert get(f"/{programs.PANEL}/..%2Fpanel.py").status == 404
    assert programs.ENTRY in programs.OURS


def test_a_page_says_at_once_what_it_will_need() -> None:
    said = get("/").headers["link"]
    assert programs.PLOTLY in said
    assert all(f"{programs.PANEL}/{name}" in said for name in programs.OURS)
