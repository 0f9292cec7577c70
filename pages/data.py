"""Can we trust it?"""

from tandem import words
from tandem.ui import (
    ask,
    checks,
    coverage,
    finding,
    heading,
    history,
    how_counted,
    how_to_load,
    loaded_files,
    review,
    review_filters,
    split,
    stamp_line,
)

filters = review_filters()
manifest = review().version.manifest
finding(words.findings.data(manifest.number, len(manifest.failed_checks), len(manifest.checks)), "Can we trust it?")

left, right = split()
with left:
    heading("Checks", "Counted again at every load.")
    checks(manifest)
with right:
    heading("Versions", "A load makes a new version; going back publishes an earlier one again.")
    history(manifest.number)
    heading("Load your own extracts")
    how_to_load()

heading("Coverage", "How much of the data joins up.")
coverage(ask("coverage", filters))
heading(
    "What was loaded",
    "Every row read is kept, refused or set aside; those not kept stand in a file with line and reason.",
)
loaded_files(manifest)

how_counted("coverage")
stamp_line(filters)
