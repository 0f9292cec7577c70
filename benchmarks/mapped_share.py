"""How many columns of known exports find their place without a click, and whether a required one was ever mapped wrong.

Over the exports that the tests make, with real headers; the aim is 95 % where the preset is verified, and none wrong.
Preset and export were written by the same hand: this guards what is known, it does not say how a stranger's file fares.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring.measures import arguments
from tandem.catalog import Dictionary
from tandem.ingest.look import looks_of
from tandem.ingest.looks import Look
from tandem.ingest.mapping import canonical, presets
from tandem.ingest.recognise import Recogniser
from tests.ingest.exports_made import Export, exports

KINDS = ("verified", "unverified")


def main() -> None:
    """Prints and keeps the share over verified and unverified presets, and every required column mapped wrong."""
    out: Path = arguments(__doc__).parse_args().out
    found = look_at(exports())
    shares = {kind: share([pair for pair in found if pair[1].is_verified is (kind == "verified")]) for kind in KINDS}
    for kind, (some, right, whole) in shares.items():
        print(f"{kind}: {right} of {whole} columns of {some} exports mapped without a click ({right / whole:.1%})")
    wrong = [f"{export.name}: {column}" for export, look in found for column in wrong_required(export, look)]
    print(f"required columns mapped wrong: {', '.join(wrong) or 'none'}")
    unsure = Counter(look.extract or "not recognised" for _, look in found if not look.is_sure)
    print(f"exports that need a look: {sum(unsure.values())} of {len(found)} {dict(unsure) or ''}")
    out.mkdir(parents=True, exist_ok=True)
    kept = {"exports, columns right, columns": shares, "required columns mapped wrong": wrong, "unsure": unsure}
    (out / "mapped_share.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")


def share(some: Sequence[tuple[Export, Look]]) -> tuple[int, int, int]:
    """How many exports, how many of their columns went where they belong, and how many columns they have."""
    return len(some), sum(mapped(*pair) for pair in some), sum(len(export.targets) for export, _ in some)


def look_at(made: Sequence[Export]) -> list[tuple[Export, Look]]:
    """What each export is taken for."""
    known = Recogniser.of((), (*presets(), *canonical()), is_curious=True)
    found = []
    with TemporaryDirectory() as folder:
        for export in made:
            file = Path(folder) / "export.csv"
            file.write_bytes(export.content())
            found += [(export, look) for look in looks_of(file, known)]
    return found


def mapped(export: Export, look: Look) -> int:
    """How many columns went where they belong."""
    given = {column.source: column.target for column in look.columns}
    return sum(given.get(header) == target for header, target in export.targets.items()) if look.is_taken else 0


def wrong_required(export: Export, look: Look) -> list[str]:
    """The columns that were given to a required canonical column that is not theirs."""
    table = Dictionary.load().tables.get(look.table or "")
    required = {*table.required, *table.one_of} if table else set()
    return [
        column.source
        for column in look.columns
        if column.target in required and export.targets.get(column.source) != column.target
    ]


if __name__ == "__main__":
    main()
