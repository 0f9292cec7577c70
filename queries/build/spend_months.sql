-- What was spent, by month, side, channel, region and campaign?
--
-- Channel and region: the row's own, else its campaign's. Side: its own, else marketing (spend extracts come from advertising). Reporting
-- currency, at the month's rate; without a rate the amount is null (a listed defect). Months after the cut-off are left out.
--
-- grain: one row per month, side, channel, region and campaign (month_on, side, channel, region, campaign)
-- reads: spend campaign_channels fx_rates calendar
-- param  as_of    date          last day counted
-- param  currency varchar       reporting currency
-- column month_on date          first day of the month
-- column quarter  varchar       fiscal quarter
-- column side     enum          marketing or sales
-- column channel  enum          channel, else (no channel)
-- column region   enum          region, else (no region)
-- column campaign varchar       campaign, else (no campaign)
-- column amount   decimal(18,2) amount spent, reporting currency
with

rates as (
    select upper(trim(currency)) as currency, month, max(rate) as rate
    from fx_rates
    group by upper(trim(currency)), month
),

resolved as (
    select
        cast(date_trunc('month', spend.month) as date) as month_on,
        coalesce(nullif(lower(trim(spend.side)), ''), 'marketing') as side,
        coalesce(nullif(trim(spend.channel), ''), campaign_channels.channel, '(no channel)') as channel,
        coalesce(nullif(trim(spend.region), ''), campaign_channels.region, '(no region)') as region,
        coalesce(campaign_channels.campaign, spend.campaign_id, '(no campaign)') as campaign,
        case
            when coalesce(upper(trim(spend.currency)) not in ('', upper($currency)), false)
                then cast(cast(spend.amount as decimal(19, 2)) * rates.rate as decimal(18, 2))
            else spend.amount
        end as amount
    from spend
    left join campaign_channels on spend.campaign_id = campaign_channels.campaign_id
    left join rates
        on upper(trim(spend.currency)) = rates.currency
            and cast(date_trunc('month', spend.month) as date) = rates.month
    where spend.month <= $as_of
),

summed as (
    select month_on, side, channel, region, campaign, cast(sum(amount) as decimal(18, 2)) as amount
    from resolved
    group by month_on, side, channel, region, campaign
),

by_month as (
    select
        summed.month_on,
        calendar.quarter,
        summed.side,
        summed.channel,
        summed.region,
        summed.campaign,
        summed.amount
    from summed
    left join calendar on summed.month_on = calendar.day
)

select * from by_month
order by month_on, side, channel, region, campaign
