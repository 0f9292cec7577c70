"""Eight quarters in the corner of a card: columns from zero, the last one in colour, as HTML without a script."""

from collections.abc import Sequence


def sparkline(values: Sequence[float | None], alt: str) -> str:
    """Columns for the values in order, null as a gap; `alt` says in words what they show and is safe already."""
    known = [value for value in values if value is not None]
    top, bottom = max([0.0, *known]), min([0.0, *known])
    span = (top - bottom) or 1.0
    columns = [column(value, top, span, last=place == len(values) - 1) for place, value in enumerate(values)]
    return f'<div class="spark" role="img" aria-label="{alt}">{"".join(columns)}</div>'


def column(value: float | None, top: float, span: float, *, last: bool) -> str:
    """One column, hanging from the zero line when negative."""
    if value is None:
        return '<i class="gap"></i>'
    start = 100 * (top - max(value, 0.0)) / span
    height = max(100 * abs(value) / span, 2.0)
    kind = ' class="now"' if last else ""
    return f'<i{kind}><b style="top:{min(start, 98.0):.1f}%;height:{height:.1f}%"></b></i>'
