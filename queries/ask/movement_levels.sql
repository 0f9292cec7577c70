-- What do the figures count altogether, in both quarters?
--
-- The groups of “movement_groups”, added up.
--
-- grain: one row per figure (figure)
-- reads: movement_groups
-- records: movement_records
-- drill: records_before = count(*) filter (where period = 'before')
-- drill: records = count(*) filter (where period = 'after')
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
-- setting within_days integer = 90 : days that a lead has to be won or accepted, inclusive; all = to date
-- column figure         varchar conversion, acceptance, win_rate_value, pipeline or bookings
-- column is_amount      boolean its parts are amounts, and their number the denominator
-- column records_before bigint  records in the earlier quarter, count
-- column records        bigint  records in the quarter asked for, count
-- column whole_before   double  their denominator in the earlier quarter
-- column whole_after    double  their denominator in the quarter asked for
-- column part_before    double  their numerator in the earlier quarter
-- column part_after     double  their numerator in the quarter asked for
-- column squares_before double  squares of their amounts in the earlier quarter, added up; null of leads
-- column squares_after  double  squares of their amounts in the quarter asked for, added up; null of leads
with

levels as (
    select
        figure,
        figure in ('pipeline', 'bookings') as is_amount,
        cast(sum(records_before) as bigint) as records_before,
        cast(sum(records) as bigint) as records,
        cast(sum(whole_before) as double) as whole_before,
        cast(sum(whole_after) as double) as whole_after,
        cast(sum(part_before) as double) as part_before,
        cast(sum(part_after) as double) as part_after,
        sum(squares_before) as squares_before,
        sum(squares_after) as squares_after
    from movement_groups
    group by figure
)

select * from levels
order by figure
