-- In which days do uses of collateral count?
--
-- The quarter asked for, or the days given up to its end; all time goes to the data cut-off.
--
-- grain: one row
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- setting window_days integer = none : days up to the end of the period in which a use counts; none = the period
-- column starts_on   date first day that counts; null = from the beginning
-- column ends_before date first day that no longer counts
with

window_end as (
    select least($end_on, $as_of + 1) as ends_before
),

days as (
    select
        case when $window_days is null then $start_on else ends_before - $window_days end as starts_on,
        ends_before
    from window_end
)

select * from days
order by ends_before
