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

points as (
    select 1 as place, 'value' as question, 'Expected value of everything open' as figure, 'money' as unit, *
    from value_trend
    union all
    select
        2 as place,
        'conversion' as question,
        'Lead→won within ' || coalesce($within_days || ' days', 'any time') as figure,
        'ratio' as unit,
        *
    from conversion_trend
    union all
    select 3 as place, 'reach' as question, 'Target accounts engaged' as figure, 'ratio' as unit, * from reach_trend
    union all
    select 4 as place, 'velocity' as question, 'Median days lead→won' as figure, 'days' as unit, * from velocity_trend
    union all
    select 5 as place, 'return' as question, 'Return on joint spend' as figure, 'ratio' as unit, * from return_trend
    union all
    select 6 as place, 'agreement' as question, 'Disputed pipeline' as figure, 'ratio' as unit, * from agreement_trend
)

select * from points
order by place, quarter
