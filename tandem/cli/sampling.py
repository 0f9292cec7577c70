"""sample."""

from argparse import Namespace

from tandem.sample import write


def sample(wanted: Namespace) -> None:
    """Writes the sample company's exports into a folder and prints their paths."""
    for path in write(wanted.folder, leads=wanted.leads, touches=wanted.touches, seed=wanted.seed):
        print(path)
