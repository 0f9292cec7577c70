"""Everything a load recognises: a mapping file, what was remembered, a company's own presets, those shipped."""

from collections.abc import Sequence
from pathlib import Path

from tandem.errors import WrongUse
from tandem.ingest.extract import Extract
from tandem.ingest.mapping import canonical, presets, presets_in, read_mapping
from tandem.ingest.recognise import Recogniser
from tandem.ingest.remembered import remembered
from tandem.settings import Settings


def known_in(root: Path, settings: Settings, mapping: Path | None = None, *, is_curious: bool = False) -> Recogniser:
    """What a load into the warehouse at `root` recognises: written by hand before remembered before shipped."""
    from tandem.ledger import Ledger  # noqa: PLC0415 - the process that opens files starts without a database

    shipped = all_presets(settings.presets)
    by_hand = read_mapping(mapping, by_hand=True, known=shipped) if mapping else ()
    with Ledger.open(root) as ledger:
        kept = remembered(ledger, (*shipped, *canonical()))
    return Recogniser.of(without_repeats([*by_hand, *kept]), (*shipped, *canonical()), is_curious=is_curious)


def without_repeats(extracts: Sequence[Extract]) -> list[Extract]:
    """The extracts, of those that are recognised alike only the first."""
    seen: dict[tuple[object, ...], Extract] = {}
    for extract in extracts:
        seen.setdefault((extract.table, extract.file, frozenset(extract.groups), extract.name), extract)
    return list(seen.values())


def all_presets(folder: str = "") -> tuple[Extract, ...]:
    """The presets shipped and those of a company's own folder, which stand in the place of shipped ones of that name.

    Raises WrongUse when the folder is not there.
    """
    if not folder:
        return presets()
    if not Path(folder).is_dir():
        raise WrongUse(f"{folder}: there is no such folder of presets. Correct `presets` in the settings.")
    own = presets_in(Path(folder), presets())
    names = {extract.name for extract in own}
    return (*own, *(extract for extract in presets() if extract.name not in names))
