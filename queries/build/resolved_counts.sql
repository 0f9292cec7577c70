-- How much was resolved in the year up to the last day of each quarter, by stage?
--
-- Deals that closed, and leads that ended, in the year up to the last day of the quarter, or up to the data cut-off when that is earlier: once
-- for each stage that they passed through, and once in stage “(any)”. Additive over everything but the days and the stages.
--
-- grain: one row per day, record, stage, segment and kind (looked_on, record, stage, segment, kind)
-- reads: quarters deals deal_stages lead_ends
-- param  as_of      date           last day counted
-- column looked_on  date           last day of the year
-- column record     varchar        deal or lead
-- column stage      varchar        the stage, or “(any)”
-- column segment    enum           size segment
-- column kind       enum           kind of opportunity; of leads (no kind)
-- column resolved   bigint         deals closed or leads ended, count
-- column won        bigint         of those, won
-- column priced     bigint         of those, deals that have an amount
-- column won_amount decimal(18,2)  amount of those
with

last_days as (
    select case when end_on <= $as_of then cast(end_on - interval 1 day as date) else $as_of end as looked_on
    from quarters
    union
    select $as_of as looked_on
),

days as (
    select looked_on, cast(looked_on + interval 1 day - interval 1 year as date) as resolved_from from last_days
),

closed as (
    select
        days.looked_on,
        deals.opportunity_id,
        deals.segment,
        deals.kind,
        deals.amount,
        deals.state = 'won' as is_won
    from days
    inner join deals on days.resolved_from <= deals.closed_on and days.looked_on >= deals.closed_on
    where deals.state in ('won', 'lost')
),

ended as (
    select
        days.looked_on,
        lead_ends.segment,
        lead_ends.mql_on,
        lead_ends.sal_on,
        lead_ends.sql_on,
        lead_ends.is_won
    from days
    inner join lead_ends on days.resolved_from <= lead_ends.ended_on and days.looked_on >= lead_ends.ended_on
),

passed as (
    select looked_on, 'deal' as record, '(any)' as stage, segment, kind, is_won, amount from closed
    union all
    select
        closed.looked_on, 'deal' as record, deal_stages.stage, closed.segment, closed.kind, closed.is_won, closed.amount
    from closed
    inner join deal_stages on closed.opportunity_id = deal_stages.opportunity_id
    where deal_stages.stay_no = 1
    union all
    select looked_on, 'lead' as record, '(any)' as stage, segment, '(no kind)' as kind, is_won, null as amount
    from ended
    union all
    select looked_on, 'lead' as record, 'lead' as stage, segment, '(no kind)' as kind, is_won, null as amount
    from ended
    union all
    select looked_on, 'lead' as record, 'mql' as stage, segment, '(no kind)' as kind, is_won, null as amount
    from ended
    where mql_on is not null
    union all
    select looked_on, 'lead' as record, 'sal' as stage, segment, '(no kind)' as kind, is_won, null as amount
    from ended
    where sal_on is not null
    union all
    select looked_on, 'lead' as record, 'sql' as stage, segment, '(no kind)' as kind, is_won, null as amount
    from ended
    where sql_on is not null
),

counts as (
    select
        looked_on,
        record,
        stage,
        segment,
        kind,
        count(*) as resolved,
        count(case when is_won then 1 end) as won,
        count(case when is_won then amount end) as priced,
        cast(coalesce(sum(case when is_won then amount end), 0) as decimal(18, 2)) as won_amount
    from passed
    group by looked_on, record, stage, segment, kind
)

select * from counts
order by looked_on, record, stage, segment, kind
