-- Which touches and deals lack what attribution needs?
--
-- Touches of the period, by their own region and segment (a repeat by those of its deal), and opportunities created in the period, once for
-- everything that they lack. Kinds picked play no part for touches.
--
-- grain: one row per gap, record and opportunity (gap, record_id, opportunity_id)
-- needs: opportunities
-- reads: known_touches deal_touches deals
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column gap            varchar        what it lacks, as evidence_gaps has it
-- column record_id      varchar        the touch, or the opportunity
-- column opportunity_id varchar        the opportunity; empty for a touch that was recorded on none
-- column name           varchar        name of the deal, or what the touch was
-- column region         varchar        region
-- column segment        varchar        segment
-- column side           varchar        marketing, sales, partner or unknown
-- column channel        varchar        channel of the touch, or of the deal's campaign
-- column campaign       varchar        campaign
-- column on_day         date           day of the touch, or of the opening
-- column amount         decimal(18, 2) net amount of the deal; null for a touch
with

touches as (
    select
        *,
        list_filter([
            case when not is_known then 'of nobody known' end,
            case when side = 'unknown' then 'of no side' end,
            case when side = 'marketing' and channel = '(no channel)' then 'without a channel' end,
            case when side = 'marketing' and is_listed is null then 'without a campaign' end,
            case when not is_listed then 'of a campaign not loaded' end,
            case when is_before_lead then 'before their lead' end
        ], lambda gap: gap is not null) as gaps
    from known_touches
    where
        picked($regions, region) and picked($segments, segment)
        and in_period(cast(touched_at as date), $start_on, $end_on) and happened(cast(touched_at as date), $as_of)
        and (
            not is_known or side = 'unknown' or is_before_lead or not coalesce(is_listed, side <> 'marketing')
            or (side = 'marketing' and channel = '(no channel)')
        )
),

gaps_of_touches as (
    select
        unnest(gaps) as gap,
        touch_id as record_id,
        coalesce(opportunity_id, '') as opportunity_id,
        cast(touch_kind as varchar) as name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(side as varchar) as side,
        cast(channel as varchar) as channel,
        campaign,
        cast(touched_at as date) as on_day,
        cast(null as decimal(18, 2)) as amount
    from touches
),

repeats as (
    select
        'recorded twice' as gap,
        touch_id as record_id,
        opportunity_id,
        cast(touch_kind as varchar) as name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(side as varchar) as side,
        cast(channel as varchar) as channel,
        campaign,
        cast(touched_at as date) as on_day,
        cast(null as decimal(18, 2)) as amount
    from deal_touches
    where
        is_repeat and by_people and picked($regions, region) and picked($segments, segment)
        and in_period(cast(touched_at as date), $start_on, $end_on) and happened(cast(touched_at as date), $as_of)
),

gaps_of_deals as (
    select
        case when amount is null then 'without an amount' when amount = 0 then 'of 0.00' else 'below 0.00' end as gap,
        opportunity_id as record_id,
        opportunity_id,
        name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(side as varchar) as side,
        cast(channel as varchar) as channel,
        campaign,
        created_on as on_day,
        cast(amount as decimal(18, 2)) as amount
    from deals
    where
        coalesce(amount, 0) <= 0 and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and in_period(created_on, $start_on, $end_on) and happened(created_on, $as_of)
),

records as (
    select * from gaps_of_touches
    union all
    select * from repeats
    union all
    select * from gaps_of_deals
)

select * from records
order by gap, record_id, opportunity_id
