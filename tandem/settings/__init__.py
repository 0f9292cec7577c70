"""What a company sets: tandem.toml, typed and checked at start, every fault named; no file = the defaults."""

from tandem.settings.settings import Settings

__all__ = ["Settings"]
