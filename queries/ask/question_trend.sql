-- How did the answers to the six questions move?
--
-- The eight quarters up to the one asked for; with all time asked for, the latest eight that are complete at the data cut-off.
--
-- grain: one row per question and quarter, in order (question, quarter)
-- reads: question_points
-- setting quarters integer = 8 : quarters of the trend
-- column question varchar value, conversion, reach, velocity, return or agreement
-- column quarter  varchar the quarter, as 2026Q3
-- column value    double  the figure; null when there is none
-- column low      double  lower end of its 95 % interval, where one exists
-- column high     double  upper end of its 95 % interval, where one exists
-- column records  bigint  records behind the figure, count
with

points as (
    select *
    from question_points
    where quarter <> 'all'
)

select question, quarter, value, low, high, records from points
order by place, quarter
