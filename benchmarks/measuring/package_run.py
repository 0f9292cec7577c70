"""Times the ChannelAttribution package, in an environment that has it: package_run.py PATHS.csv PASSES."""

import json
import sys
import time
from collections.abc import Callable

import pandas as pd
from ChannelAttribution import heuristic_models, markov_model


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """What the work takes, by the clock and by the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


paths, passes = pd.read_csv(sys.argv[1]), int(sys.argv[2])
MODELS: dict[str, Callable[[], object]] = {
    "first, last, linear in one call": lambda: heuristic_models(
        paths, "path", "won", var_value="amount", flg_pro=False
    ),
    "markov": lambda: markov_model(
        paths, "path", "won", var_value="amount", var_null="lost", verbose=False, flg_pro=False
    ),
}
if __name__ == "__main__":
    print("\n" + json.dumps({name: [seconds(work) for _ in range(passes)] for name, work in MODELS.items()}))
