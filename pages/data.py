"""Can we trust it?"""

from tandem.ui import (
    activity,
    ask,
    checks,
    conflicts,
    coverage,
    freshness,
    heading,
    history,
    how_counted,
    load_exports,
    loaded_files,
    remembered_mappings,
    review,
    review_filters,
    routes,
    split,
    stamp_line,
    tabs,
    trusted,
)

trusted("Can we trust it?")
load_exports()

filters = review_filters()
manifest = review().version.manifest
checked, joined, loaded, versions = tabs("Checks and coverage", "Who is who", "What was loaded", "Versions and undo")
with checked:
    left, right = split()
    with left:
        heading("Checks", "Counted again at every load.")
        checks(manifest)
    with right:
        heading("Coverage", "How much of the data joins up.")
        coverage(ask("coverage", filters))
with joined:
    left, right = split()
    with left:
        heading("Routes", "How every lead found its person, account and opportunity.")
        routes(ask("join_routes", filters))
    with right:
        heading("Contradictions", "Listed, and never merged by guess.")
        conflicts(ask("conflicts", filters))
with loaded:
    heading("Files", "Every row read is kept, refused or set aside; those not kept stand in a file with their reason.")
    loaded_files(manifest)
    heading("Freshness", "How far each export reaches; the oldest first.")
    freshness(manifest)
    heading("Matched by hand", "Columns that somebody matched once, remembered for every later load.")
    remembered_mappings()
with versions:
    heading("Versions", "A load makes a new version; going back publishes an earlier one again.")
    history()
    heading("What was done", "Every load, published or not, and every way back.")
    activity()

how_counted("coverage")
stamp_line(filters)
