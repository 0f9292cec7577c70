"""What a disk, or the memory, that refuses becomes: a sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from tandem.errors import Refused

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reports an error",
    errno.EACCES: "access was denied",
    errno.EPERM: "access was denied",
}
UNTOUCHED = "Nothing was published, and what is published is untouched."


@contextmanager
def storage_faults() -> Iterator[None]:
    """Raises Refused, in place of an error of disk or memory, saying that nothing was published."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in REASONS:
            raise
        raise Refused(f"{fault.filename or 'The warehouse'}: {REASONS[fault.errno]}. {UNTOUCHED}") from fault
    except duckdb.OutOfMemoryException as fault:
        raise Refused(f"There is too little memory or disk: {first_line(fault)} {UNTOUCHED}") from fault
    except duckdb.IOException as fault:
        raise Refused(f"The disk refused: {first_line(fault)} {UNTOUCHED}") from fault


def first_line(fault: Exception) -> str:
    """The first line of an error's message, ending in a full stop."""
    return f"{str(fault).splitlines()[0].rstrip('.')}."
