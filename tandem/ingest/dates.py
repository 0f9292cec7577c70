"""Dates and times as exports write them, into company time; the order of day and month is decided per column."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl

from tandem.ingest.orders import NUMERIC, SERIAL, Order

YEAR_AHEAD = r"^\d{4}-\d"
YEAR_FIRST = r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:,?[ T]+(.*))?$"
DAY_NAME = r"^(\d{1,2})[ \-.]+(?:de )?(\p{L}{3,10})[ \-.,]+(?:de )?(\d{4}|\d{2})(?:,?[ T]+(.*))?$"
NAME_DAY = r"^(\p{L}{3,10})\.? (\d{1,2}),? (\d{4})(?:,?[ T]+(.*))?$"
CLOCK = r"^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?([AaPp])?\.?[Mm]?\.?$"
ZONE = r"^(.+:\d{2}(?:\.\d+)?) ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})$"
# The first three letters of every month in English, German, French and Spanish; juin and juillet differ in the fourth.
NAMES = "jan ene|feb fév|mar mär|apr avr abr|may mai|jun juin|jul juil|aug aoû ago|sep|oct okt|nov|dec dez déc dic"
MONTHS = {name: f"{number:02}" for number, names in enumerate(NAMES.split("|"), 1) for name in names.split()}
ISO = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
ISO_UTC = "%Y-%m-%dT%H:%M:%S%.fZ"
PIVOT = 70
EXCEL_ZERO = datetime(1899, 12, 30)


def timestamps(texts: pl.Series, order: Order | None, time_zone: str) -> pl.Series:
    """Company time without zone for every text; null where it is no date. A date alone is the start of that day."""
    if order is Order.SERIAL:
        return from_serials(texts)
    if (texts.str.ends_with("Z") & (texts.str.slice(4, 1) == "-")).all():  # what most systems write, in one go
        utc = texts.str.to_datetime(ISO_UTC, strict=False, time_unit="us")
        if utc.null_count() == texts.null_count():
            return local_time(utc, time_zone)
    local = texts.str.extract(ZONE, 1)
    zoned = local.is_not_null()
    if zoned.all() and not texts.is_empty():
        return in_company_time(parsed(local, order), texts.str.extract(ZONE, 2), time_zone)
    if not zoned.any():
        return existing(parsed(texts, order), time_zone)
    plain = parsed(local.fill_null(texts), order)
    return in_company_time(plain, texts.str.extract(ZONE, 2), time_zone).zip_with(zoned, existing(plain, time_zone))


def from_serials(texts: pl.Series) -> pl.Series:
    """The times that numbers of days stand for, to the second; null for what is none."""
    days = pl.when(pl.col("text").str.contains(SERIAL)).then(pl.col("text").str.replace(",", ".")).cast(pl.Float64)
    times = pl.lit(EXCEL_ZERO, dtype=pl.Datetime("us")) + pl.duration(seconds=(days * 86400).round())
    return pl.DataFrame({"text": texts}).select(times).to_series().alias(texts.name)


def in_company_time(local: pl.Series, zone: pl.Series, time_zone: str) -> pl.Series:
    """Times of the zones named beside them (Z, +02:00), as company time."""
    if not zone.is_in(["Z", "UTC", "GMT", "+00:00", "+0000"]).all():
        signed = zone.str.extract(r"^([+-])", 1).replace_strict({"+": 1, "-": -1}, default=0, return_dtype=pl.Int64)
        digits = zone.str.replace_all(r"\D", "")
        minutes = digits.str.slice(0, 2).cast(pl.Int64, strict=False) * 60 + digits.str.slice(2, 2).cast(
            pl.Int64, strict=False
        )
        offsets = (minutes.fill_null(0) * signed * 60_000_000).cast(pl.Duration("us"))
        local = local - offsets
    return local_time(local, time_zone)


def local_time(utc: pl.Series, time_zone: str) -> pl.Series:
    """Times of UTC without zone as those of a zone, without zone."""
    return utc.dt.replace_time_zone("UTC").dt.convert_time_zone(time_zone).dt.replace_time_zone(None)


def existing(times: pl.Series, time_zone: str) -> pl.Series:
    """Company times, those of the hour that clocks skip in spring shifted forward by it; of two alike, the first."""
    if time_zone == "UTC" or times.is_empty():
        return times
    there = times.dt.replace_time_zone(time_zone, ambiguous="earliest", non_existent="null")
    skipped = (there.is_null() & times.is_not_null()).arg_true()
    if skipped.is_empty():
        return times
    zone = ZoneInfo(time_zone)
    shifted = [moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone) for moment in times.gather(skipped)]
    return times.scatter(skipped, [moment.replace(tzinfo=None) for moment in shifted])


def parsed(texts: pl.Series, order: Order | None) -> pl.Series:
    """The texts as times, tried in the forms of ISO and then in those that people write."""
    iso = texts.set(~texts.str.contains(YEAR_AHEAD).fill_null(True), None)
    found = iso.str.to_datetime(ISO[0], strict=False, time_unit="us")
    for pattern in ISO[1:]:
        if (iso.is_not_null() & found.is_null()).any():
            found = found.zip_with(found.is_not_null(), iso.str.to_datetime(pattern, strict=False, time_unit="us"))
    if (texts.is_not_null() & found.is_null()).any():
        spelled = as_iso(texts, order).str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us")
        found = found.zip_with(found.is_not_null(), spelled)
    return found


def as_iso(texts: pl.Series, order: Order | None) -> pl.Series:
    """Dates that people write, respelled as 2026-03-05 14:15:33; null for what is none."""
    day, month = (3, 1) if order is Order.MONTH_FIRST else (1, 3)
    text = pl.col("text")
    forms = [
        spelling(text, YEAR_FIRST, (1, 2, 3, 4)),
        spelling(text, DAY_NAME, (3, 2, 1, 4)),
        spelling(text, NAME_DAY, (3, 1, 2, 4)),
    ]
    if order in (Order.DAY_FIRST, Order.MONTH_FIRST):
        forms.append(spelling(text, NUMERIC, (4, month, day, 5)))
    return pl.DataFrame({"text": texts}).select(pl.coalesce(forms)).to_series()


def spelling(text: pl.Expr, form: str, places: tuple[int, int, int, int]) -> pl.Expr:
    """The year, month, day and clock that stand at those places of a form; two-digit years lie in 1970 to 2069."""
    year, month, day, time = (text.str.extract(form, place) for place in places)
    number = year.cast(pl.Int32, strict=False)
    century = pl.when(year.str.len_bytes() > 2).then(0).when(number < PIVOT).then(2000).otherwise(1900)
    month = pl.coalesce(month_number(month), month)
    parts = [(number + century).cast(pl.String).str.zfill(4), month.str.zfill(2), day.str.zfill(2)]
    return pl.concat_str([pl.concat_str(parts, separator="-"), clock(time)], separator=" ")


def month_number(name: pl.Expr) -> pl.Expr:
    """The number of a month from the beginning of its name."""
    low = name.str.to_lowercase()
    start = pl.when(low.str.starts_with("jui")).then(low.str.slice(0, 4)).otherwise(low.str.slice(0, 3))
    return start.replace_strict(MONTHS, default=None, return_dtype=pl.String)


def clock(time: pl.Expr) -> pl.Expr:
    """A time of day as 14:15:33; midnight where there is none, null where it is no time."""
    hour, half = time.str.extract(CLOCK, 1).cast(pl.Int32, strict=False), time.str.extract(CLOCK, 4).str.to_lowercase()
    full = pl.when(half == "p").then(hour % 12 + 12).when(half == "a").then(hour % 12).otherwise(hour)
    minute, second = time.str.extract(CLOCK, 2), time.str.extract(CLOCK, 3).fill_null("00")
    whole = pl.concat_str([full.cast(pl.String).str.zfill(2), minute, second], separator=":")
    return pl.when(time.is_null() | (time == "")).then(pl.lit("00:00:00")).otherwise(whole)
