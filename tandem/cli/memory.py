"""Memory that a process keeps at hand: how much of what was freed a thread takes again without asking others."""

import os
import sys
from collections.abc import Sequence

TUNED = "GLIBC_TUNABLES"
# Planning a question makes and frees tens of thousands of small objects: by default a thread keeps seven of a size.
AT_HAND = "glibc.malloc.tcache_count=2000"


def keep_at_hand(command: Sequence[str]) -> None:
    """Runs this process anew as Python's `command`, with more memory kept at hand; returns where that was said before.

    The C library reads it when a process starts, and never again. Who has set it otherwise keeps what was set.
    """
    if sys.platform == "linux" and TUNED not in os.environ:
        os.execve(sys.executable, [sys.executable, *command], {**os.environ, TUNED: AT_HAND})
