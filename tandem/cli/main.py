"""The door of the command line: one boundary at which every sentence is caught and becomes an exit code."""

import os
import sys
from collections.abc import Sequence

from tandem.cli.parser import parse
from tandem.cli.printing import say
from tandem.errors import TandemError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 when done, 1 when the data refuses it, 2 for wrong use."""
    try:
        wanted = parse(arguments)
        return int(wanted.run(wanted) or 0)
    except TandemError as problem:
        say(str(problem))
        return problem.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (as `| head` does); the interpreter must not flush to it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
