-- On which day, and among which opportunities, does each path count?
--
-- Milestone created: every opportunity, touches up to its opening, on the day it was opened. won: those won or lost, up to the close, on the
-- day they closed. any: every one, up to its close, else to the cut-off, on the day it was opened. An opportunity whose path to both is
-- the same stands once under both, for created and for any. Days as path_days has them.
--
-- grain: one row per milestone and opportunity (milestone, path_no)
-- kept: while building
-- reads: deals deal_milestones path_days credit_spans
-- column milestone varchar       created, won, any, or both created and any
-- column path_no   bigint        path of the opportunity to the milestone
-- column day_no    bigint        number of the day, among the opportunities of its region, segment, kind and state
-- column state     varchar       open, won or lost
-- column amount    decimal(18,2) its amount; a missing one is 0.00
with

described as (
    select
        deals.deal_no,
        coalesce(deals.created_on, cast('0001-01-01' as date)) as opened_on,
        coalesce(deals.closed_on, cast('0001-01-01' as date)) as closed_on,
        cast(deals.region as varchar) as region,
        cast(deals.segment as varchar) as segment,
        cast(deals.kind as varchar) as kind,
        cast(deals.state as varchar) as state,
        cast(coalesce(deals.amount, 0) as decimal(18, 2)) as amount,
        credit_spans.deal_no is not null as is_alike
    from deals
    inner join deal_milestones on deals.deal_no = deal_milestones.deal_no
    left join credit_spans on deals.deal_no = credit_spans.deal_no and credit_spans.milestone = 'both'
),

days as (
    select
        coalesce(counts_on, cast('0001-01-01' as date)) as counts_on,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(kind as varchar) as kind,
        cast(state as varchar) as state,
        max(case when milestone = 'created' then day_no end) as created_no,
        max(case when milestone = 'any' then day_no end) as any_no,
        max(case when milestone = 'both' then day_no end) as both_no,
        max(case when milestone = 'won' then day_no end) as won_no
    from path_days
    group by counts_on, region, segment, kind, state
),

numbered as (
    select
        described.deal_no,
        described.state,
        described.amount,
        described.is_alike,
        openings.created_no,
        openings.any_no,
        openings.both_no,
        closes.won_no
    from described
    inner join days as openings
        on described.opened_on = openings.counts_on and described.region = openings.region
        and described.segment = openings.segment and described.kind = openings.kind
        and described.state = openings.state
    left join days as closes
        on described.closed_on = closes.counts_on and described.region = closes.region
        and described.segment = closes.segment and described.kind = closes.kind
        and described.state = closes.state
),

counted as (
    select 'both' as milestone, 2 * deal_no - 1 as path_no, both_no as day_no, state, amount
    from numbered
    where is_alike
    union all
    select 'created' as milestone, 2 * deal_no - 1 as path_no, created_no as day_no, state, amount
    from numbered
    where not is_alike
    union all
    select 'any' as milestone, 2 * deal_no as path_no, any_no as day_no, state, amount
    from numbered
    where not is_alike
    union all
    select
        'won' as milestone,
        case when is_alike then 2 * deal_no - 1 else 2 * deal_no end as path_no,
        won_no as day_no,
        state,
        amount
    from numbered
    where state in ('won', 'lost')
)

select * from counted
