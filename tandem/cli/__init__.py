"""The command line: data on standard output, messages on standard error, exit 0 done, 1 refused, 2 wrong use."""

from tandem.cli.main import main

__all__ = ["main"]
