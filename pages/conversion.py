"""How much turns into business?"""

from tandem import words
from tandem.ui import (
    by_dimension,
    by_region,
    choice,
    cohorts,
    compared,
    finding,
    how_counted,
    joint,
    leaking,
    maturity,
    nothing_to_review,
    review_filters,
    side_by_side,
    split,
    stamp_line,
    steps,
    steps_of,
)

filters = review_filters()
with side_by_side():
    counted = choice("Counted", words.bases.COUNTED, key="counted")
    against = choice("Compared with", words.names.AGAINST, key="against")
company, regions = steps_of(filters, counted)
if not company.get_column("entered").sum():
    nothing_to_review()

finding(words.findings.conversion(company, counted.label, regions), "How much turns into business?")
left, right = split()
with left:
    joint(filters)
with right:
    steps(company, filters, counted)
by_region(company, regions, filters, counted)
left, right = split()
with left:
    compared(filters, counted.value, against)
with right:
    maturity(filters, counted.value)
left, right = split()
with left:
    by_dimension(filters)
with right:
    cohorts(filters)
leaking(filters)

how_counted(
    "funnel_steps", "funnel", "funnel_flow", "funnel_maturity", "funnel_compare", "funnel_by", "cohorts", "leaks"
)
stamp_line(filters)
