-- How much was open on the last day of each quarter, by stage?
--
-- On the last day of the quarter, or on the data cut-off when that is earlier: deals opened and not closed by then, in the stage they were in
-- on that day; leads made by then that had neither become an opportunity nor ended. Additive over everything but the days.
--
-- grain: one row per day, record, stage, region, segment and kind (open_on, record, stage, region, segment, kind)
-- reads: quarters deals deal_stages lead_ends
-- param  as_of   date           last day counted
-- column open_on date           the day
-- column record  varchar        deal or lead
-- column stage   varchar        stage on that day
-- column region  enum           sales region
-- column segment enum           size segment
-- column kind    enum           kind of opportunity; of leads (no kind)
-- column records bigint         open deals or leads, count
-- column amount  decimal(18,2)  amount of the deals; null for leads
with

days as (
    select case when end_on <= $as_of then cast(end_on - interval 1 day as date) else $as_of end as open_on
    from quarters
    union
    select $as_of as open_on
),

open_deals as (
    select
        days.open_on,
        deals.opportunity_id,
        deals.stage,
        deals.region,
        deals.segment,
        deals.kind,
        deals.amount
    from days
    inner join deals
        on days.open_on >= coalesce(deals.created_on, cast('0001-01-01' as date))
        and (deals.state = 'open' or days.open_on < deals.closed_on)
),

stays as (
    select
        opportunity_id,
        stage,
        cast(entered_at as date) as entered_on,
        coalesce(cast(left_at as date), cast('9999-12-31' as date)) as left_on
    from deal_stages
),

staged as (
    select
        open_deals.open_on,
        'deal' as record,
        coalesce(stays.stage, open_deals.stage) as stage,
        open_deals.region,
        open_deals.segment,
        open_deals.kind,
        open_deals.amount
    from open_deals
    left join stays
        on open_deals.opportunity_id = stays.opportunity_id
        and open_deals.open_on >= stays.entered_on and open_deals.open_on < stays.left_on
    union all
    select
        days.open_on,
        'lead' as record,
        case
            when lead_ends.sql_on <= days.open_on then 'sql'
            when lead_ends.sal_on <= days.open_on then 'sal'
            when lead_ends.mql_on <= days.open_on then 'mql'
            else 'lead'
        end as stage,
        lead_ends.region,
        lead_ends.segment,
        '(no kind)' as kind,
        cast(null as decimal(18, 2)) as amount
    from days
    inner join lead_ends
        on days.open_on >= lead_ends.created_on
        and days.open_on < coalesce(lead_ends.ended_on, cast('9999-12-31' as date))
        and days.open_on < coalesce(lead_ends.opportunity_on, cast('9999-12-31' as date))
    where lead_ends.is_lead_only or lead_ends.opportunity_on is not null
),

counts as (
    select
        open_on,
        record,
        stage,
        region,
        segment,
        kind,
        count(*) as records,
        cast(sum(amount) as decimal(18, 2)) as amount
    from staged
    group by open_on, record, stage, region, segment, kind
)

select * from counts
order by open_on, record, stage, region, segment, kind
