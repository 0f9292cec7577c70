"""What a load leaves in the ledger: who published what, and why what was asked is right all the same."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tandem.ingest.prepare import Prepared
from tandem.warehouse import Version

if TYPE_CHECKING:
    from tandem.ledger import Ledger


def published_as(version: Version) -> str:
    """The sentence that a version is published."""
    return f"Version {version.number} is published, data to {version.manifest.as_of}."


def record_load(
    ledger: "Ledger",
    prepared: Prepared,
    version: Version,
    *,
    who: str,
    files: Sequence[str],
    accepted: Mapping[str, str],
) -> None:
    """Writes down a load that was published, and before it a line for each question with the reason that was given."""
    for question in prepared.questions:
        said = f"{question.code}: {question.sentence} Accepted because: {accepted[question.code].strip()}"
        ledger.record(who=who, action="accepted", version=version.number, files=files, sentence=said)
    ledger.record(who=who, action="load", version=version.number, files=files, sentence=published_as(version))
