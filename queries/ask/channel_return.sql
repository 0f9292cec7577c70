-- What does each channel bring back, under each model?
--
-- Amount of the deals won in the quarter that the model credits to the channel, against marketing's spend on it in the quarter that lies the
-- lag before. Every model shares out the same amount; channels with spend and no credit, and with credit and no spend, stand here too.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities spend
-- reads: attribution_models spend_months
-- records: attribution_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting model varchar = all : the model to show; all = every one
-- setting milestone varchar = won : created | won | any, touches up to which count
-- setting lag_quarters integer = 1 : quarters by which spend comes before what it brings
-- column channel         varchar        the channel
-- column model           varchar        how the amount is split
-- column spend           decimal(18, 2) spent on it by marketing, reporting currency; null with a segment picked
-- column credit          double         deals credited to it, sum of weights
-- column amount          decimal(18, 2) amount credited to it, reporting currency
-- column return_on_spend double         (amount − spend) ÷ spend, ratio; null when nothing was spent
with

spent as (
    select
        cast(channel as varchar) as channel,
        sum(amount) as spend
    from spend_months
    where
        in_period(
            month_on,
            cast(cast($start_on as date) - to_months(3 * $lag_quarters) as date),
            cast(cast($end_on as date) - to_months(3 * $lag_quarters) as date)
        )
        and month_on <= $as_of and side = 'marketing' and len($segments) = 0 and picked($regions, region)
    group by channel
),

models as (
    select model from attribution_models
    group by model
),

channels as (
    select channel from attribution_models
    union
    select channel from spent
),

returns as (
    select
        c.channel,
        m.model,
        case when len($segments) = 0 then cast(coalesce(s.spend, 0) as decimal(18, 2)) end as spend,
        coalesce(a.credit, 0) as credit,
        cast(coalesce(a.amount, 0) as decimal(18, 2)) as amount,
        ratio(coalesce(a.amount, 0) - s.spend, s.spend) as return_on_spend
    from channels as c
    cross join models as m
    left join attribution_models as a on c.channel = a.channel and m.model = a.model
    left join spent as s on c.channel = s.channel
)

select * from returns
order by channel, model
