"""Every sentence that stops a piece of work, as one tree.

TandemError              a sentence for the person in the room, with the exit code of the command line
├── Refused              exit 1: the data, or what is published, does not allow it
│   ├── FileRefused      a file that cannot be taken, naming file, row, column and remedy
│   ├── ExtractMissing   a question whose extract was never loaded
│   ├── NothingPublished no version has been published yet
│   ├── Busy             somebody else is publishing
│   └── Damaged          a version whose bytes are not those that were published
└── WrongUse             exit 2: an unknown query, region, segment, setting or command
"""


class TandemError(Exception):
    """A sentence that says what is wrong and what to do."""

    exit_code = 1


class Refused(TandemError):
    """The data, or what is published, does not allow it."""


class FileRefused(Refused):
    """A file that cannot be taken, naming file, row, column and remedy."""

    def __init__(
        self, file: str, problem: str, remedy: str, *, row: int | None = None, column: str | None = None
    ) -> None:
        """Says where (file, physical row counted from 1, column), what is wrong and what to do."""
        where = "".join([file, f", row {row:,}" if row else "", f", column “{column}”" if column else ""])
        super().__init__(f"{where}: {problem} {remedy}")
        self.file, self.row, self.column, self.problem, self.remedy = file, row, column, problem, remedy


class ExtractMissing(Refused):
    """A question whose extract was never loaded."""

    def __init__(self, query: str, tables: tuple[str, ...]) -> None:
        """Names the question and the canonical tables that it needs and that no load has brought."""
        super().__init__(
            f"“{query}” needs {' and '.join(tables)}, and no load has brought them yet: load that extract."
        )
        self.query, self.tables = query, tables


class NothingPublished(Refused):
    """No version has been published yet."""


class Busy(Refused):
    """Somebody else is publishing."""


class Damaged(Refused):
    """A version whose bytes are not those that were published."""


class WrongUse(TandemError):
    """An unknown query, region, segment, setting or command."""

    exit_code = 2
