-- Which fiscal quarters do the extracts touch?
--
-- A quarter starts inclusive and ends exclusive; it stands here when any date of the extracts lies in it.
--
-- grain: one row per fiscal quarter (quarter)
-- reads: calendar
-- column quarter  varchar fiscal quarter, as 2026Q3
-- column start_on date    first day
-- column end_on   date    first day after it
with

by_quarter as (
    select
        quarter,
        min(quarter_start) as start_on,
        max(quarter_end) as end_on
    from calendar
    group by quarter
)

select * from by_quarter
order by quarter
