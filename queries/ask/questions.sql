-- How are we doing together?
--
-- One figure for each of the five questions, and the pipeline that the two sides dispute, with the quarter before and the same
-- quarter a year ago. A figure whose extract was never loaded, or with nothing to divide, is empty.
--
-- grain: one row per question, in order (question)
-- reads: periods question_points
-- param start_on date first day counted; null = every record
-- setting quarters integer = 8 : quarters of the trend behind it
-- column question varchar value, conversion, reach, velocity, return or agreement
-- column figure   varchar what the figure is called
-- column unit     varchar money (reporting currency), ratio or days
-- column value    double  the figure; null when there is none
-- column previous double  the figure of the quarter before; null with all time asked for
-- column year_ago double  the figure of the same quarter a year before; null with all time asked for
-- column low      double  lower end of its 95 % interval, where one exists
-- column high     double  upper end of its 95 % interval, where one exists
-- column records  bigint  records behind the figure, count
with

points as (
    select
        q.*,
        p.is_asked,
        p.back = 2 and $start_on is not null as is_previous,
        p.back = 5 and $start_on is not null as is_year_ago
    from question_points as q
    inner join periods as p on q.quarter = p.quarter
),

headlines as (
    select
        place,
        question,
        any_value(figure) as figure,
        any_value(unit) as unit,
        max(value) filter (where is_asked) as value,
        max(value) filter (where is_previous) as previous,
        max(value) filter (where is_year_ago) as year_ago,
        max(low) filter (where is_asked) as low,
        max(high) filter (where is_asked) as high,
        coalesce(max(records) filter (where is_asked), 0) as records
    from points
    group by place, question
)

select question, figure, unit, value, previous, year_ago, low, high, records from headlines
order by place
