"""Refused rows that nobody will mend any more: swept when they are old and no kept version names them."""

import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tandem.warehouse import Manifest

DAY_SECONDS = 86_400


def sweep_refused(home: Path, kept: Iterable[Manifest], days: float) -> None:
    """Removes the folders of refused rows in `home` that are older than so many days and named by no kept version."""
    named = {
        Path(entry.refused_path).parent.name for manifest in kept for entry in manifest.files if entry.refused_path
    }
    for folder in home.iterdir() if home.is_dir() else ():
        with suppress(OSError):  # another load may sweep it at the same moment
            if folder.name not in named and time.time() - folder.stat().st_mtime > days * DAY_SECONDS:
                shutil.rmtree(folder)
