"""Amounts, rates and counts as exports write them: exact decimals, never through binary fractions."""

from dataclasses import dataclass

import polars as pl

BLANKS = "[\\s\u00a0\u202f\u2009'’]"
POINT = r"^[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*(?:[eE][+-]?\d{1,2})?|\.\d+)$"
LARGEST = {2: 100_000_000_000_000, 8: 10_000_000_000}
TIMES = {"k": "e3", "K": "e3", "M": "e6"}
SIGNS = {"€": "EUR", "£": "GBP"}
WIDE = pl.Decimal(38, 10)


def bare(texts: pl.Series) -> pl.Series:
    """Numbers without blanks, currency signs and codes; (1,234) and 1,234- are negative."""
    return (
        texts.str.replace_all(BLANKS, "")
        .str.replace_all("[$€£¥₹]", "")
        .str.replace(r"^(\(?[+-]?)[A-Z]{3}([+-]?[\d.,])", "${1}${2}")
        .str.replace(r"([\d.,)])[A-Z]{3}$", "${1}")
        .str.replace(r"^\(([^()+-]*)\)$", "-${1}")
        .str.replace(r"^([^+-]*)-$", "-${1}")
        .str.replace("^−", "-")
    )


@dataclass
class NumberEvidence:
    """What the values of one column say about the decimal sign: an example of each."""

    comma: str = ""
    point: str = ""

    def see(self, texts: pl.Series) -> None:
        """Takes more values of the column into account."""
        frame = pl.DataFrame({"was": texts, "text": bare(texts).str.replace("[kKM]$", "")})
        text = pl.col("text")
        by_comma = text.str.contains(r",\d+$") & ~text.str.contains(r"^[+-]?\d{1,3}(?:,\d{3})+$")
        grouped_by_point = text.str.contains(r"^[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d*)?$") | text.str.contains(r"\.\d{3},")
        by_point = text.str.contains(r"\.\d*$") & ~text.str.contains(r"^[+-]?\d{1,3}(?:\.\d{3})+$")
        grouped_by_comma = text.str.contains(r"^[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d*)?$") | text.str.contains(r",\d{3}\.")
        self.comma = self.comma or first_of(frame.filter(by_comma | grouped_by_point))
        self.point = self.point or first_of(frame.filter(by_point | grouped_by_comma))

    @property
    def is_mixed(self) -> bool:
        """Whether some values can only have a decimal comma and some only a decimal point."""
        return bool(self.comma and self.point)

    def has_comma(self, usual: bool) -> bool:
        """Whether the decimal sign is a comma; `usual` where no value shows it."""
        return bool(self.comma) or (usual and not self.point)


def first_of(frame: pl.DataFrame) -> str:
    """The first value of a frame, or nothing."""
    return str(frame["was"][0]) if frame.height else ""


def pointed(texts: pl.Series, comma: bool) -> pl.Series:
    """Numbers with a decimal point and no grouping, ready for exact casting; null for what is no number."""
    plain = bare(texts)
    if comma:
        plain = plain.str.replace_all(",", "\x00", literal=True).str.replace_all(".", ",", literal=True)
        plain = plain.str.replace_all("\x00", ".", literal=True)
    checked = plain.zip_with(plain.str.contains(POINT), pl.Series([None], dtype=pl.String).extend_constant(None, 0))
    return checked.str.replace_all(",", "", literal=True)


def decimals(texts: pl.Series, comma: bool, scale: int) -> pl.Series:
    """Exact decimals of that scale, half a unit rounded away from zero; null for no number or one beyond all reason.

    45k is 45,000 and 1.2M is 1,200,000.
    """
    times = bare(texts).str.extract(r"\d[.,]?([kKM])\)?$", 1)
    if times.null_count() < len(times):
        plain = texts.str.replace(r"(\d[.,]?)\s?[kKM](\W*)$", "${1}${2}")
        wide = pointed(plain, comma) + times.replace(TIMES).fill_null("")
    else:
        wide = pointed(texts, comma)
    wide = wide.cast(WIDE, strict=False)
    within = wide.abs() < LARGEST[scale]
    rounded = wide.zip_with(within.fill_null(False), wide.clear(1)).round(scale, mode="half_away_from_zero")
    return rounded.cast(pl.Decimal(18, scale), strict=False)


def amounts(texts: pl.Series, comma: bool = False) -> pl.Series:
    """Money as decimal(18, 2)."""
    return decimals(texts, comma, 2)


def rates(texts: pl.Series, comma: bool = False) -> pl.Series:
    """Rates as decimal(18, 8)."""
    return decimals(texts, comma, 8)


def numbers(texts: pl.Series, comma: bool = False) -> pl.Series:
    """Numbers as doubles, 12 % as 0.12; null for NaN, infinity and what is no number."""
    percent = texts.str.ends_with("%").fill_null(False)
    plain = pointed(texts.str.strip_suffix("%"), comma)
    found = (plain + "e-2").zip_with(percent, plain).cast(pl.Float64, strict=False)
    return found.zip_with(found.is_finite().fill_null(False), found.clear(1))


def integers(texts: pl.Series, comma: bool = False) -> pl.Series:
    """Whole numbers; null for what has a fraction."""
    return pointed(texts, comma).str.replace(r"\.0*$", "").cast(pl.Int64, strict=False)


def currencies(texts: pl.Series) -> pl.Series:
    """The currency that an amount is written with: a code of three letters, € or £; null where there is none."""
    signs = texts.str.extract("([€£])", 1).replace_strict(SIGNS, default=None, return_dtype=pl.String)
    ahead, behind = texts.str.extract(r"^\W*([A-Z]{3})[ \d(+-]", 1), texts.str.extract(r"\d\s?([A-Z]{3})$", 1)
    return ahead.fill_null(behind).fill_null(signs)
