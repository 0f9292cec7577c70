-- Which quarters are compared?
--
-- The quarter asked for, the one before it, and the same one a year before. With all time asked for there is nothing to compare it with.
--
-- grain: one row per period (period)
-- reads: periods
-- param start_on date first day counted; null = every record
-- column period   varchar asked, previous or year_ago
-- column place    integer order of the periods
-- column quarter  varchar the quarter, or "all"
-- column start_on date    its first day; null for "all"
-- column end_on   date    the first day after it; null for "all"
-- column last_on  date    its last day, or the data cut-off when that is earlier
with

named as (
    select
        case when is_asked then 'asked' when back = 2 then 'previous' when back = 5 then 'year_ago' end as period,
        quarter,
        start_on,
        end_on,
        last_on
    from periods
    where is_asked or ($start_on is not null and back in (2, 5))
),

placed as (
    select
        period,
        case period when 'asked' then 1 when 'previous' then 2 else 3 end as place,
        quarter,
        start_on,
        end_on,
        last_on
    from named
)

select * from placed
order by place
