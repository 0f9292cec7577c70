"""Nothing in the data is markup, a link or a formula."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.words import safe

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.test/x.png)",
    ":red[y] :material/home: :smile:",
    "$\\href{javascript:alert(1)}{x}$",
    "<a href='https://evil.test'>z</a>",
    "%{customdata}",
    "https://evil.test www.evil.test a@evil.test",
    "`code` *bold* _slanted_ ~gone~ # heading | cell",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_the_text_literally(text: str) -> None:
    shown = safe.in_html(text)
    assert "<" not in shown and html.unescape(shown) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_chart_label_has_no_tag(text: str) -> None:
    assert "<" not in safe.in_chart(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_no_live_sign_left(text: str) -> None:
    shown = safe.markdown(text)
    assert not re.search(r"(?<!\\)[<>\[\]`*_$#|~{}]", shown)
    assert not re.search(r"://\w|www\.\w|@\w|:\w", shown)


@given(st.text())
def test_markdown_only_adds_escapes_and_marks_of_no_width(text: str) -> None:
    shown = re.sub(r"\\([\\`*_{}\[\]<>#|~$&^])", r"\1", safe.markdown(text)).replace(safe.JOINER, "")
    assert shown == safe.plain(text)


def test_a_plain_sentence_stays_as_it_is() -> None:
    assert safe.markdown("Marketing sourced 24 % of pipeline, up 3.1 points: good") == (
        "Marketing sourced 24 % of pipeline, up 3.1 points: good"
    )


def test_marks_that_turn_the_direction_are_gone() -> None:
    assert safe.plain("invoice\u202efdp.exe\u200b\nx") == "invoice fdp.exe  x"


def test_a_long_label_is_cut() -> None:
    assert safe.in_chart("a" * 50) == "a" * 33 + "…"
    assert safe.in_chart("a & b") == "a &amp; b"
