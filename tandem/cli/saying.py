"""How sentences leave the command line."""

import sys


def say(sentence: str) -> None:
    """A message for the person, on standard error."""
    print(sentence, file=sys.stderr, flush=True)
