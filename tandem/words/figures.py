"""Figures as people read them: money, counts, shares, points, days; “–” where there is none."""

from decimal import Decimal

NONE = "–"
MINUS = "−"
SPACE = "\N{NO-BREAK SPACE}"
TOO_FEW = "too few to say"
FEWEST = 10
SCALES = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))


def signed(text: str) -> str:
    """The text with a true minus sign in place of a leading hyphen."""
    return MINUS + text[1:] if text.startswith("-") else text


def count(number: float | None) -> str:
    """A whole number with thousands apart, as 1,234."""
    return NONE if number is None else signed(f"{number:,.0f}")


def counted(number: int, what: str) -> str:
    """A number of things, as “1 lead” or “12 leads”."""
    return f"{count(number)} {what}{'' if number == 1 else 's'}"


def records(number: int) -> str:
    """A number of records, as “1 record” or “12 records”."""
    return counted(number, "record")


def money(amount: float | None, currency: str = "") -> str:
    """An amount short enough for a headline, as “USD 4.2 M”: three digits that count and a scale."""
    if amount is None:
        return NONE
    amount = float(amount)
    for size, scale in SCALES:
        if abs(amount) >= size * 0.9995:
            return lead(currency) + signed(digits(amount / size)) + SPACE + scale
    return lead(currency) + count(amount)


def exact(amount: float | Decimal | None, currency: str = "") -> str:
    """An amount to the cent, as “USD 43,200.00”."""
    return NONE if amount is None else lead(currency) + signed(f"{amount:,.2f}")


def lead(currency: str) -> str:
    """The currency before an amount; nothing when there is none to say."""
    return currency + SPACE if currency else ""


def digits(number: float) -> str:
    """A number below a thousand with three digits that count, as 4.25, 42.5 or 425."""
    places = 0 if abs(number) >= 99.95 else 1
    return f"{number:,.{places}f}"


def percent(ratio: float | None) -> str:
    """A ratio as a percentage, with one decimal below ten, as 24 % or 3.4 %; only all is 100 % and only none is 0 %."""
    if ratio is None:
        return NONE
    value = ratio * 100
    if 0 < abs(value) < 0.05:
        return "<" + SPACE + "0.1" + SPACE + "%"
    if 99.5 <= value < 100:
        return f"{min(value, 99.9):.1f}" + SPACE + "%"
    return signed(f"{value:.{1 if 0 < abs(value) < 9.95 else 0}f}") + SPACE + "%"


def share(part: float | None, whole: float | None, ratio: float | None) -> str:
    """A ratio as a percentage, or the counts and “too few to say” when there are fewer than ten to divide by."""
    if not whole or ratio is None:
        return NONE
    return f"{count(part)} of {count(whole)}: {TOO_FEW}" if whole < FEWEST else percent(ratio)


def points(difference: float | None) -> str:
    """The difference of two ratios in percentage points, without a sign, as “3 points” or “0.4 points”."""
    if difference is None:
        return NONE
    text = f"{abs(difference) * 100:.1f}".removesuffix(".0")
    return f"{text}{SPACE}point{'' if text == '1' else 's'}"


def days(number: float | None) -> str:
    """A duration in days, as “47 days” or “2.5 days”."""
    if number is None:
        return NONE
    text = f"{number:.{1 if 0 < abs(number) < 9.95 else 0}f}".removesuffix(".0")
    return signed(text) + SPACE + ("day" if text == "1" else "days")


def times(ratio: float | None) -> str:
    """A return on what was spent, as 3.1×."""
    return NONE if ratio is None else signed(f"{ratio:.1f}".replace("-0.0", "0.0")) + "×"


def figure(value: float | None, unit: str, currency: str = "") -> str:
    """A headline in its unit: money, days, times, count or ratio."""
    match unit:
        case "money":
            return money(value, currency)
        case "days":
            return days(value)
        case "times":
            return times(value)
        case "count":
            return count(value)
        case _:
            return percent(value)


def interval(low: float | None, high: float | None, unit: str, currency: str = "") -> str:
    """The 95 % interval of a headline, as “3.1 % to 4.0 %” or “71 to 114 days”; empty when it has none."""
    if low is None or high is None:
        return ""
    lower = figure(low, unit, currency)
    return f"{lower.split()[0] if unit == 'days' else lower} to {figure(high, unit, currency)}"
