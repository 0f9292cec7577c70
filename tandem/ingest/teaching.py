"""What somebody says about a file by hand, as the extract that is remembered of it."""

from collections.abc import Mapping

from tandem.ingest.extract import Extract, Source
from tandem.ingest.looks import Look
from tandem.ingest.orders import Order


def taught(
    look: Look,
    *,
    table: str | None = None,
    columns: Mapping[str, str] | None = None,
    dates: Order | None = None,
    constants: Mapping[str, str] | None = None,
) -> Extract:
    """What is to be remembered of a file that somebody looked at: like its preset but for this, or all by hand.

    `columns` gives canonical columns their source columns. Without `table`, or with that of the preset, the preset goes
    on for everything else.
    """
    given: dict[str, tuple[Source, ...]] = {target: (Source(source),) for target, source in (columns or {}).items()}
    said = dates.value if dates else None
    if look.extract and not look.is_by_hand and table in (None, look.table):
        return Extract(look.extract, look.table or "", (), given, dict(constants or {}), dates=said, like=look.extract)
    header = tuple((column,) for column in dict.fromkeys((columns or {}).values()))
    name = f"{look.part} by hand"
    return Extract(name, table or look.table or "", header, given, dict(constants or {}), dates=said, by_hand=True)


def misplaced(look: Look, table: str) -> str | None:
    """The sentence for a file that is to feed another table than it looks like; None where nothing is wrong."""
    if look.table in (None, table) or look.is_by_hand:
        return None
    return f"{look.part} looks like {look.extract} ({look.confidence:.0%} sure), which are {look.table}, not {table}."
