-- What is known about each deal, so that it can be attributed?
--
-- Opportunities created in the period, once for each measure. A touch: of any side, inside the look-back before the opening. A marketing
-- touch: likewise, of marketing. A person: by a role on it, or by its lead. A source: recorded on it, and known to belong to a side.
--
-- grain: one row per measure and opportunity (measure, opportunity_id)
-- needs: opportunities
-- reads: deals deal_influences
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column measure        varchar        touch, marketing touch, person, source or side of the source
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column created_on     date           the day it was opened
-- column is_covered     boolean        it is known
-- column amount         decimal(18, 2) net amount
with

touched as (
    select
        opportunity_id,
        coalesce(bool_or(side = 'marketing'), false) as by_marketing
    from deal_influences
    where milestone = 'created'
    group by opportunity_id
),

counted_deals as (
    select
        d.*,
        t.opportunity_id is not null as has_touch,
        coalesce(t.by_marketing, false) as has_marketing
    from deals as d
    left join touched as t on d.opportunity_id = t.opportunity_id
    where
        picked($regions, d.region) and picked($segments, d.segment) and picked($kinds, d.kind)
        and in_period(d.created_on, $start_on, $end_on) and happened(d.created_on, $as_of)
),

measured as (
    select *, 'a touch' as measure, has_touch as is_covered from counted_deals
    union all
    select *, 'a marketing touch' as measure, has_marketing as is_covered from counted_deals
    union all
    select *, 'a person' as measure, people > 0 as is_covered from counted_deals
    union all
    select *, 'a source' as measure, source <> '(no source)' as is_covered from counted_deals
    union all
    select *, 'a source that belongs to a side' as measure, side <> 'unknown' as is_covered from counted_deals
),

records as (
    select
        d.measure,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.state as varchar) as state,
        d.created_on,
        d.is_covered,
        cast(d.amount as decimal(18, 2)) as amount
    from measured as d
)

select * from records
order by measure, opportunity_id
