"""The least that a process of its own can be asked to do."""

from tandem.ingest.limits import Tell


def nothing(tell: Tell) -> None:
    """Ends at once."""
