-- How many touches lack what attribution needs, day by day?
--
-- Every touch that the buyer responded to, by its own region and segment; repeats by the region and segment of their opportunities. A touch
-- may lack several things. Additive.
--
-- grain: one row per day, region and segment (touched_on, region, segment)
-- reads: known_touches deal_touches
-- column touched_on       date    day of the touches
-- column region           enum    region
-- column segment          enum    segment
-- column touches          bigint  touches
-- column of_nobody        bigint  of those, none of person, lead, account and opportunity is loaded
-- column without_side     bigint  of those, of neither marketing, sales nor partner
-- column by_marketing     bigint  of those, of marketing
-- column without_channel  bigint  of marketing's, neither the touch nor its campaign names a channel
-- column without_campaign bigint  of marketing's, no campaign is named
-- column unlisted         bigint  of all, the campaign is not loaded
-- column before_lead      bigint  of all, on a day before their lead was made
-- column on_deals         bigint  touches on opportunities, once for each opportunity
-- column repeats          bigint  of those, the same as the touch before it in all but the id
with

seen as (
    select
        cast(touched_at as date) as touched_on,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        1 as touches,
        case when is_known then 0 else 1 end as of_nobody,
        case when side = 'unknown' then 1 else 0 end as without_side,
        case when side = 'marketing' then 1 else 0 end as by_marketing,
        case when side = 'marketing' and channel = '(no channel)' then 1 else 0 end as without_channel,
        case when side = 'marketing' and is_listed is null then 1 else 0 end as without_campaign,
        case when not is_listed then 1 else 0 end as unlisted,
        case when is_before_lead then 1 else 0 end as before_lead,
        0 as on_deals,
        0 as repeats
    from known_touches
    union all
    select
        cast(touched_at as date) as touched_on,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        0 as touches,
        0 as of_nobody,
        0 as without_side,
        0 as by_marketing,
        0 as without_channel,
        0 as without_campaign,
        0 as unlisted,
        0 as before_lead,
        1 as on_deals,
        case when is_repeat then 1 else 0 end as repeats
    from deal_touches
    where by_people
),

counted as (
    select
        touched_on,
        region,
        segment,
        cast(sum(touches) as bigint) as touches,
        cast(sum(of_nobody) as bigint) as of_nobody,
        cast(sum(without_side) as bigint) as without_side,
        cast(sum(by_marketing) as bigint) as by_marketing,
        cast(sum(without_channel) as bigint) as without_channel,
        cast(sum(without_campaign) as bigint) as without_campaign,
        cast(sum(unlisted) as bigint) as unlisted,
        cast(sum(before_lead) as bigint) as before_lead,
        cast(sum(on_deals) as bigint) as on_deals,
        cast(sum(repeats) as bigint) as repeats
    from seen
    group by touched_on, region, segment
)

select * from counted
order by region, segment, touched_on
