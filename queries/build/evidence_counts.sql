-- How much of the pipeline is known of, day by day, and which sides touched it?
--
-- Opportunities, and those of which something is known, with their amounts. Touched: inside the look-back up to the milestone, as
-- deal_influences has it. Milestones created and any count on the day of the opening; won counts the won ones on the day of their close. A deal
-- that several sides touched counts under each. Additive over everything but milestones.
--
-- grain: one row per milestone, day, region, segment and kind (milestone, counts_on, region, segment, kind)
-- reads: deals deal_influences
-- column milestone        varchar       created, won or any
-- column counts_on        date          day on which they count; null when not recorded
-- column region           enum          sales region
-- column segment          enum          size segment
-- column kind             enum          kind of opportunity
-- column deals            bigint        opportunities, count
-- column touched          bigint        of those, touched by anybody
-- column by_marketing     bigint        of those, touched by marketing
-- column by_partner       bigint        of those, touched by partners
-- column by_sales         bigint        of those, touched by sales
-- column with_person      bigint        of those, with a person on them
-- column with_source      bigint        of those, with a recorded source
-- column with_side        bigint        of those, with a source that belongs to a side
-- column amount           decimal(18,2) amount of all; null when none is recorded, as of the others
-- column touched_amount   decimal(18,2) amount of those touched by anybody
-- column marketing_amount decimal(18,2) amount of those touched by marketing
-- column partner_amount   decimal(18,2) amount of those touched by partners
-- column sales_amount     decimal(18,2) amount of those touched by sales
-- column person_amount    decimal(18,2) amount of those with a person
-- column source_amount    decimal(18,2) amount of those with a source
-- column side_amount      decimal(18,2) amount of those with a source that belongs to a side
with

milestones as (
    select 'created' as milestone, 'created' as touched_until, opportunity_id, created_on as counts_on from deals
    union all
    select 'any' as milestone, 'any' as touched_until, opportunity_id, created_on as counts_on from deals
    union all
    select 'won' as milestone, 'any' as touched_until, opportunity_id, closed_on as counts_on from deals
    where state = 'won'
),

sides as (
    select
        opportunity_id,
        milestone as touched_until,
        count(case when side = 'marketing' then 1 end) as by_marketing,
        count(case when side = 'partner' then 1 end) as by_partner,
        count(case when side = 'sales' then 1 end) as by_sales
    from deal_influences
    group by opportunity_id, milestone
),

known as (
    select
        milestones.milestone,
        milestones.counts_on,
        deals.region,
        deals.segment,
        deals.kind,
        deals.amount,
        sides.opportunity_id is not null as is_touched,
        coalesce(sides.by_marketing, 0) > 0 as is_by_marketing,
        coalesce(sides.by_partner, 0) > 0 as is_by_partner,
        coalesce(sides.by_sales, 0) > 0 as is_by_sales,
        deals.people > 0 as has_person,
        deals.source <> '(no source)' as has_source,
        deals.side <> 'unknown' as has_side
    from milestones
    inner join deals on milestones.opportunity_id = deals.opportunity_id
    left join sides
        on milestones.opportunity_id = sides.opportunity_id and milestones.touched_until = sides.touched_until
),

counts as (
    select
        milestone,
        counts_on,
        region,
        segment,
        kind,
        count(*) as deals,
        count(case when is_touched then 1 end) as touched,
        count(case when is_by_marketing then 1 end) as by_marketing,
        count(case when is_by_partner then 1 end) as by_partner,
        count(case when is_by_sales then 1 end) as by_sales,
        count(case when has_person then 1 end) as with_person,
        count(case when has_source then 1 end) as with_source,
        count(case when has_side then 1 end) as with_side,
        cast(sum(amount) as decimal(18, 2)) as amount,
        cast(sum(case when is_touched then amount end) as decimal(18, 2)) as touched_amount,
        cast(sum(case when is_by_marketing then amount end) as decimal(18, 2)) as marketing_amount,
        cast(sum(case when is_by_partner then amount end) as decimal(18, 2)) as partner_amount,
        cast(sum(case when is_by_sales then amount end) as decimal(18, 2)) as sales_amount,
        cast(sum(case when has_person then amount end) as decimal(18, 2)) as person_amount,
        cast(sum(case when has_source then amount end) as decimal(18, 2)) as source_amount,
        cast(sum(case when has_side then amount end) as decimal(18, 2)) as side_amount
    from known
    group by milestone, counts_on, region, segment, kind
)

select * from counts
order by milestone, counts_on, region, segment, kind
