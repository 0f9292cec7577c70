"""Text from the data, made harmless where it is shown: nothing in it is markup, a link or a formula."""

import html
import re
from typing import Any

CONTROLS = re.compile("[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&^])")
# Links, addresses and :names: are found by Markdown after escapes are gone: a mark of no width keeps them apart.
LIVE = re.compile(r"(://|www(?=\.)|@|:(?=\w))", re.IGNORECASE)
NEGATIVE = re.compile(r"-\d[\d.,]*%?")
JOINER = "\N{WORD JOINER}"
# Spreadsheets also calculate after the full-width forms of these signs.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain(text: str) -> str:
    """The text without control characters and without marks that turn its direction."""
    return CONTROLS.sub(" ", str(text))


def markdown(text: str) -> str:
    """The text as Markdown that shows it literally."""
    return LIVE.sub(rf"\1{JOINER}", MARKDOWN.sub(r"\\\1", plain(text)))


def in_html(text: str) -> str:
    """The text as HTML that shows it literally."""
    return html.escape(plain(text))


def in_chart(text: str, longest: int = 34) -> str:
    """The text as a label of a chart that shows it literally, cut to `longest` characters."""
    short = plain(text)
    return html.escape(short if len(short) <= longest else short[: longest - 1].rstrip() + "…", quote=False)


def in_spreadsheet(value: Any) -> Any:
    """The value; a text that a spreadsheet would calculate gets an apostrophe before it. Numbers stay numbers."""
    is_live = isinstance(value, str) and value.startswith(FORMULA) and not NEGATIVE.fullmatch(value)
    return f"'{value}" if is_live else value


def as_it_was(text: str) -> str:
    """The text without the apostrophe that `in_spreadsheet` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
