"""Every sentence that stops a piece of work, as one tree.

TandemError              a sentence for the person in the room, with the exit code of the command line
├── Refused              exit 1: the data, or what is published, does not allow it
│   ├── FileRefused      a file that cannot be taken, naming file, row, column and remedy
│   ├── ExtractMissing   a question whose extract was never loaded
│   ├── NothingPublished no version has been published yet
│   ├── Busy             somebody else is publishing
│   ├── Outdated         a version that waited while another was published
│   ├── Unanswered       a load with questions that nobody has answered yet
│   ├── UploadRefused    an upload that is not taken, with the status that the browser is answered
│   └── Damaged          a version whose bytes are not those that were published
├── NothingNew           exit 0: there is nothing to publish, and nothing wrong
└── WrongUse             exit 2: an unknown query, region, segment, setting or command
"""

from pathlib import Path


class TandemError(Exception):
    """A sentence that says what is wrong and what to do."""

    exit_code = 1

    def __reduce__(self) -> tuple[object, ...]:
        """How it travels from the process that reads files to the one that asked: its sentence, and what it names."""
        return remade, (type(self), str(self)), self.__dict__


def remade(kind: type[TandemError], sentence: str) -> TandemError:
    """An error of that kind with that sentence."""
    problem = kind.__new__(kind)
    problem.args = (sentence,)
    return problem


class Refused(TandemError):
    """The data, or what is published, does not allow it."""


class FileRefused(Refused):
    """A file that cannot be taken, naming file, row, column and remedy."""

    def __init__(
        self,
        file: str,
        problem: str,
        remedy: str,
        *,
        row: int | None = None,
        column: str | None = None,
        refused_path: Path | None = None,
    ) -> None:
        """Says where (file, physical row from 1, column), what is wrong, what to do, and where refused rows are."""
        where = "".join([file, f", row {row:,}" if row else "", f", column “{column}”" if column else ""])
        super().__init__(f"{where}: {problem} {remedy}")
        self.file, self.row, self.column, self.problem, self.remedy = file, row, column, problem, remedy
        self.refused_path = refused_path


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


class Outdated(Refused):
    """A version that waited while another was published."""


class Unanswered(Refused):
    """A load with questions that nobody has answered yet."""


class UploadRefused(Refused):
    """An upload that is not taken, with the status that the browser is answered."""

    def __init__(self, status: int, sentence: str) -> None:
        """Says the sentence, answered with this HTTP status."""
        super().__init__(sentence)
        self.status = status


class Damaged(Refused):
    """A version whose bytes are not those that were published."""


class NothingNew(TandemError):
    """There is nothing to publish, and nothing wrong."""

    exit_code = 0


class WrongUse(TandemError):
    """An unknown query, region, segment, setting or command."""

    exit_code = 2
