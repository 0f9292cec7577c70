"""What all tests share: the same examples on every run, and nothing of the person who runs them."""

import os

from hypothesis import settings

settings.register_profile("tandem", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("tandem")

for name in ("TANDEM_SETTINGS", "TANDEM_WAREHOUSE", "TANDEM_LEDGER", "TANDEM_ENGINE"):
    os.environ.pop(name, None)
