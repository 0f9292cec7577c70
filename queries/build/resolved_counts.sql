-- How much was resolved in the year up to the last day of each quarter, by stage?
--
-- Deals that closed, and leads that ended, in the year up to the last day of the quarter, or up to the data cut-off when that is earlier: once
-- for each stage that they passed through, and once in stage “(any)”. Every stage and segment has a row, so that those with too few are told
-- what stands in for them: all segments of the stage, and of any stage. Additive over kinds.
--
-- grain: one row per day, record, stage, segment and kind (looked_on, record, stage, segment, kind)
-- reads: quarters deals deal_stages lead_ends
-- cut: as_of
-- param  as_of      date           last day counted
-- column looked_on     date          last day of the year
-- column record        varchar       deal or lead
-- column stage         varchar       the stage, or “(any)”
-- column segment       enum          size segment
-- column kind          enum          kind of opportunity; of leads (no kind)
-- column resolved      bigint        deals closed or leads ended, count
-- column won           bigint        of those, won
-- column priced        bigint        of those, deals that have an amount
-- column won_amount    decimal(18,2) amount of those
-- column of_resolved   bigint        resolved in all segments of the stage, count
-- column of_won        bigint        of those, won
-- column of_priced     bigint        of those, deals that have an amount
-- column of_won_amount decimal(18,2) amount of those
-- column any_resolved  bigint        resolved in all segments and stages, count
-- column any_won       bigint        of those, won
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
),

by_stage as (
    select
        looked_on,
        record,
        stage,
        kind,
        sum(resolved) as resolved,
        sum(won) as won,
        sum(priced) as priced,
        sum(won_amount) as won_amount
    from counts
    group by looked_on, record, stage, kind
),

segments as (
    select segment from deals
    union
    select segment from lead_ends
),

stages as (
    select 'deal' as record, stage from deals
    union
    select 'deal' as record, stage from deal_stages
    union
    select 'deal' as record, '(any)' as stage
    union
    select 'lead' as record, lead_stage.stage
    from (values ('lead'), ('mql'), ('sal'), ('sql'), ('(any)')) as lead_stage (stage)
),

with_all as (
    select
        of_any.looked_on,
        of_any.record,
        stages.stage,
        segments.segment,
        of_any.kind,
        coalesce(counts.resolved, 0) as resolved,
        coalesce(counts.won, 0) as won,
        coalesce(counts.priced, 0) as priced,
        cast(coalesce(counts.won_amount, 0) as decimal(18, 2)) as won_amount,
        cast(coalesce(by_stage.resolved, 0) as bigint) as of_resolved,
        cast(coalesce(by_stage.won, 0) as bigint) as of_won,
        cast(coalesce(by_stage.priced, 0) as bigint) as of_priced,
        cast(coalesce(by_stage.won_amount, 0) as decimal(18, 2)) as of_won_amount,
        cast(of_any.resolved as bigint) as any_resolved,
        cast(of_any.won as bigint) as any_won
    from by_stage as of_any
    inner join stages on of_any.record = stages.record
    cross join segments
    left join by_stage
        on of_any.looked_on = by_stage.looked_on and of_any.record = by_stage.record
        and stages.stage = by_stage.stage and of_any.kind = by_stage.kind
    left join counts
        on of_any.looked_on = counts.looked_on and of_any.record = counts.record
        and stages.stage = counts.stage and segments.segment = counts.segment and of_any.kind = counts.kind
    where of_any.stage = '(any)'
)

select * from with_all
order by looked_on, record, stage, segment, kind
