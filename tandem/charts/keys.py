"""What marks stand for, where their own colour would be too faint to read a name in."""

from collections.abc import Mapping

from tandem.charts import look
from tandem.charts.look import Part


def marks_key(marks: Mapping[str, tuple[str, str]], **more: str | float) -> Part:
    """One line above the figure: each name in quiet ink after its mark, from name to mark and colour."""
    said = [
        f"<span style='color:{colour}'>{mark}</span> <span style='color:{look.MUTED}'>{name}</span>"
        for name, (mark, colour) in marks.items()
    ]
    place = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 10}
    return look.note("     ".join(said), **(place | more))
