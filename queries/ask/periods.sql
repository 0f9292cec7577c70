-- Which quarters does a trend look at?
--
-- The quarter asked for has back = 1, the one before it 2, and so on to the first of the data. With all time asked for, a row
-- "all" without days stands for every record, and back = 1 is the latest quarter that is complete at the data cut-off.
--
-- grain: one row per quarter (quarter)
-- reads: quarters
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- column quarter  varchar  the quarter, as 2026Q3, or "all"
-- column start_on date     its first day; null for "all"
-- column end_on   date     the first day after it; null for "all"
-- column last_on  date     its last day, or the data cut-off when that is earlier
-- column is_asked boolean  it is what was asked for
-- column back     integer  1 for the latest, counting backwards; null for "all"
with

shown_quarters as (
    select
        cast(quarter as varchar) as quarter,
        start_on,
        end_on,
        least(end_on - 1, $as_of) as last_on,
        coalesce(start_on = $start_on, false) as is_asked,
        cast(date_diff('month', start_on, coalesce($end_on, $as_of + 1)) // 3 as integer) as back
    from quarters
    where end_on <= coalesce($end_on, $as_of + 1)
),

every_record as (
    select
        'all' as quarter,
        cast(null as date) as start_on,
        cast(null as date) as end_on,
        $as_of as last_on,
        true as is_asked,
        cast(null as integer) as back
    where $start_on is null
),

shown_periods as (
    select * from shown_quarters
    union all
    select * from every_record
)

select * from shown_periods
order by quarter
