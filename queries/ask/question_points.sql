-- What are the answers to the six questions, quarter by quarter?
--
-- value: what are our joint efforts worth; conversion: how much turns into business; reach: whom do we reach; velocity: how fast;
-- return: what comes back; agreement: how much of the pipeline is disputed. Each is counted as its own trend says.
--
-- grain: one row per question and quarter (question, quarter)
-- reads: value_trend conversion_trend reach_trend velocity_trend return_trend agreement_trend
-- setting within_days integer = 90 : days that a lead has to be won, inclusive; all = to date
-- column place    integer order of the questions
-- column question varchar value, conversion, reach, velocity, return or agreement
-- column figure   varchar what the figure is called
-- column unit     varchar money, ratio or days
-- column quarter  varchar the quarter, or "all"
-- column value    double  the figure in its unit; null when there is none
-- column low      double  lower end of its 95 % interval, where one exists
-- column high     double  upper end of its 95 % interval, where one exists
-- column records  bigint  records behind it, count
with

names as (
    select * from (
        values
        (1, 'value', 'Expected value of everything open', 'money'),
        (2, 'conversion', 'Lead→won within ' || coalesce($within_days || ' days', 'any time'), 'ratio'),
        (3, 'reach', 'Target accounts engaged', 'ratio'),
        (4, 'velocity', 'Median days lead→won', 'days'),
        (5, 'return', 'Return on joint spend', 'ratio'),
        (6, 'agreement', 'Disputed pipeline', 'ratio')
    ) as name (place, question, figure, unit)
),

answers as (
    select 'value' as question, * from value_trend
    union all
    select 'conversion' as question, * from conversion_trend
    union all
    select 'reach' as question, * from reach_trend
    union all
    select 'velocity' as question, * from velocity_trend
    union all
    select 'return' as question, * from return_trend
    union all
    select 'agreement' as question, * from agreement_trend
),

points as (
    select
        n.place,
        n.question,
        n.figure,
        n.unit,
        a.quarter,
        a.value,
        a.low,
        a.high,
        a.records
    from names as n
    inner join answers as a on n.question = a.question
)

select * from points
order by place, quarter
