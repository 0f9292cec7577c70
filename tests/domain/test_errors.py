"""The tree of errors: sentences, and exit codes of the command line."""

from pathlib import Path

import pytest

from tandem import errors
from tandem.errors import Busy, Damaged, ExtractMissing, FileRefused, NothingPublished, Refused, TandemError, WrongUse


@pytest.mark.parametrize("error", [Refused, FileRefused, ExtractMissing, NothingPublished, Busy, Damaged])
def test_data_that_does_not_allow_it_exits_with_1(error: type[TandemError]) -> None:
    assert issubclass(error, Refused)
    assert error.exit_code == 1


def test_wrong_use_exits_with_2() -> None:
    assert WrongUse.exit_code == 2


def test_a_refused_file_says_where_what_and_the_remedy() -> None:
    refused = FileRefused("leads.csv", "31.02.2026 is no date.", "Mend it.", row=12_345, column="Created")
    assert str(refused) == "leads.csv, row 12,345, column “Created”: 31.02.2026 is no date. Mend it."
    assert (
        str(FileRefused("leads.csv", "It is empty.", "Export it again.")) == "leads.csv: It is empty. Export it again."
    )


def test_a_missing_extract_is_named() -> None:
    missing = ExtractMissing("reach", ("accounts", "touches"))
    assert str(missing) == "“reach” needs accounts and touches, and no load has brought them yet: load that extract."


def test_every_error_stands_in_the_drawing_of_the_tree() -> None:
    named = [name for name, thing in vars(errors).items() if isinstance(thing, type) and thing is not Path]
    assert errors.__doc__ is not None
    assert [name for name in named if f" {name} " not in f" {errors.__doc__.replace(chr(10), ' ')} "] == []
