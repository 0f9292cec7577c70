"""The sample company: its untouched exports, the same for the same seed."""

from tandem.sample.write import write

__all__ = ["write"]
