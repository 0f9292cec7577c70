-- What is everything open worth, stage by stage, and what was it worth a quarter ago?
--
-- Deals and leads open on the last day of the quarter (or at the data cut-off): Σ amount × chance. The interval is that of the chances: groups
-- of different segments by the root of the summed squares (MOVER: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693–1702),
-- groups that share one chance added up. How far the amounts themselves may move is not in it. The chance is the mean over the open
-- ones, by amount.
--
-- grain: one row per record and stage (record, stage)
-- needs: opportunities
-- reads: compared_periods value_groups
-- records: value_records
-- drill: records = count(*) filter (where quarter = (select max(quarter) from records))
-- drill: expected_value = sum(expected_value) filter (where quarter = (select max(quarter) from records))
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column record         varchar        deal or lead
-- column stage          varchar        stage on that day
-- column records        bigint         open deals or leads, count
-- column amount         decimal(18, 2) amount of the deals, reporting currency; null for leads
-- column chance         double         expected value ÷ what it would be worth if all were won, ratio 0..1; null when there is none
-- column expected_value double         Σ amount × chance, reporting currency; null when nothing was resolved
-- column low            double         lower end of its 95 % interval
-- column high           double         upper end of its 95 % interval
-- column previous       double         expected value a quarter ago; null with all time asked for
-- column records_before bigint         open deals or leads a quarter ago, count
with

sources as (
    select
        c.period,
        g.record,
        g.stage,
        case when g.chance_from = 'segment' then g.segment else g.chance_from end as source,
        sum(g.records) as records,
        sum(g.amount) as amount,
        sum(g.expected_value) as expected_value,
        sum(g.expected_value / nullif(g.chance, 0)) as value_if_won,
        sum(g.expected_value - g.low) as below,
        sum(g.high - g.expected_value) as above
    from value_groups as g
    inner join compared_periods as c on g.quarter = c.quarter
    where c.period <> 'year_ago'
    group by c.period, g.record, g.stage, source
),

stages as (
    select
        record,
        stage,
        coalesce(sum(records) filter (where period = 'asked'), 0) as records,
        sum(amount) filter (where period = 'asked') as amount,
        sum(expected_value) filter (where period = 'asked') as expected_value,
        sum(value_if_won) filter (where period = 'asked') as value_if_won,
        sqrt(sum(below * below) filter (where period = 'asked')) as below,
        sqrt(sum(above * above) filter (where period = 'asked')) as above,
        sum(expected_value) filter (where period = 'previous') as previous,
        coalesce(sum(records) filter (where period = 'previous'), 0) as records_before
    from sources
    group by record, stage
),

worth as (
    select
        s.record,
        s.stage,
        cast(s.records as bigint) as records,
        cast(s.amount as decimal(18, 2)) as amount,
        ratio(s.expected_value, s.value_if_won) as chance,
        s.expected_value,
        s.expected_value - s.below as low,
        s.expected_value + s.above as high,
        s.previous,
        cast(s.records_before as bigint) as records_before
    from stages as s
)

select * from worth
order by
    record asc, list_position(['lead', 'mql', 'sal', 'sql'], stage) asc nulls first, chance asc nulls first, stage asc
