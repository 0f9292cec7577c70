"""mappings: what was matched by hand in the browser, as a mapping file; and forgotten again."""

import getpass
from argparse import Namespace

from tandem.cli.saying import say
from tandem.errors import WrongUse
from tandem.ledger import KeptMapping, Ledger


def mappings(wanted: Namespace) -> None:
    """Prints every remembered mapping, newest first, as a mapping file; or forgets the one of that name."""
    with Ledger.open(wanted.warehouse) as ledger:
        kept = ledger.mappings()
        if wanted.forget is not None:
            one = named(kept, wanted.forget)
            ledger.forget_mapping(one, getpass.getuser())
            say(f"{one.name}: forgotten.")
        elif kept:
            print("\n".join(one.mapping for one in kept), end="")
        else:
            say("No mapping is remembered: every file was recognised, or mapped by a mapping file.")


def named(kept: list[KeptMapping], name: str) -> KeptMapping:
    """The newest remembered mapping of that name; raises WrongUse with the known ones when there is none."""
    found = [one for one in kept if one.name == name]
    if not found:
        known = ", ".join(one.name for one in kept) or "none"
        raise WrongUse(f"No mapping is remembered for “{name}”. Remembered: {known}.")
    return found[0]
