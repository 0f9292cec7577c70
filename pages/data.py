"""Can we trust it?"""

from tandem.ui import (
    activity,
    ask,
    checks,
    coverage,
    heading,
    history,
    how_counted,
    load_exports,
    loaded_files,
    review,
    review_filters,
    split,
    stamp_line,
    tabs,
    trusted,
)

trusted("Can we trust it?")
load_exports()

filters = review_filters()
manifest = review().version.manifest
checked, loaded, versions = tabs("Checks and coverage", "What was loaded", "Versions and undo")
with checked:
    left, right = split()
    with left:
        heading("Checks", "Counted again at every load.")
        checks(manifest)
    with right:
        heading("Coverage", "How much of the data joins up.")
        coverage(ask("coverage", filters))
with loaded:
    heading("Files", "Every row read is kept, refused or set aside; those not kept stand in a file with their reason.")
    loaded_files(manifest)
with versions:
    heading("Versions", "A load makes a new version; going back publishes an earlier one again.")
    history(manifest.number)
    heading("What was done", "Every load, published or not, and every way back.")
    activity()

how_counted("coverage")
stamp_line(filters)
