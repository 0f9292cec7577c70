"""What a disk or the memory that refuses, or a rebuild that fails, becomes: a sentence."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl
import pyarrow as pa

from tandem.errors import Refused, TandemError

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EFBIG: "there is too little room on the disk for it",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reports an error",
    errno.EACCES: "access was denied",
    errno.EPERM: "access was denied",
}
# All that building marts of data from before an upgrade can meet: reading goes on without them.
REBUILD_FAULTS = (
    TandemError,
    duckdb.Error,
    pl.exceptions.PolarsError,
    pa.ArrowException,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
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


@contextmanager
def outdated_marts(warning: str) -> Iterator[None]:
    """Raises Refused with the warning of a version, in place of a mart or column that its marts do not have yet."""
    try:
        yield
    except (duckdb.CatalogException, duckdb.BinderException) as fault:
        if not warning:
            raise
        raise Refused(f"The version that is shown cannot answer this. {warning}") from fault


def first_line(fault: Exception) -> str:
    """The first line of an error's message, else its kind, ending in a full stop."""
    [said, *_] = str(fault).splitlines() or [type(fault).__name__]
    return f"{said.rstrip('.')}."
