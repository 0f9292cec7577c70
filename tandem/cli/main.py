"""The door of the command line: one boundary at which every sentence is caught and becomes an exit code."""

import os
import sys
from collections.abc import Sequence
from pkgutil import resolve_name

from tandem.cli.parser import parse
from tandem.cli.saying import say
from tandem.errors import TandemError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 when done, 1 when the data refuses it, 2 for wrong use, 130 when interrupted."""
    try:
        wanted = parse(arguments)
        # By name: a command imports what it needs, and none pays for what another one needs.
        code = int(resolve_name(wanted.run)(wanted) or 0)
        # Here, not when the interpreter ends: a reader who has gone is met by the boundary below.
        sys.stdout.flush()
        return code
    except SystemExit as said:  # how argparse ends, after it has said why
        return int(said.code or 0)
    except TandemError as problem:
        say(str(problem))
        return problem.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (as `| head` does); the interpreter must not flush to it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        say(f"{fault.filename or 'The disk'}: {fault.strerror or fault}.")
        return 1
    except KeyboardInterrupt:
        say("Interrupted: nothing was published.")
        return 130
