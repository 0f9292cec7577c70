-- What did marketing spend on each channel, as each model tells channels apart?
--
-- Spend of the quarter that lies the lag before, the same under every model. What Shapley takes together as “Other channels” has the spend of
-- all of them. Spend has a region but no segment: with a segment picked there is none.
--
-- grain: one row per model and month, channel, region and campaign of spend (model, record_id)
-- needs: opportunities spend
-- reads: attribution_models spend_months
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- setting lag_quarters integer = 1 : quarters by which spend comes before what it brings
-- column model     varchar        how amounts are split
-- column record_id varchar        month, side, channel, region and campaign
-- column channel   varchar        the channel, as the model has it
-- column campaign  varchar        the campaign
-- column region    varchar        region
-- column month_on  date           the month of the spend
-- column amount    decimal(18, 2) spent, reporting currency
with

every_model as (
    select unnest([
        'first', 'last', 'lead', 'linear', 'position', 'u_hubspot', 'u_marketo', 'w_hubspot', 'w_marketo', 'full',
        'time_decay', 'markov', 'shapley'
    ]) as model
),

models as (
    select model from every_model
    where model = $model or ($model = 'all' and ($solved = 'yes' or model not in ('markov', 'shapley')))
),

told as (
    select channel from attribution_models
    where model = 'shapley'
),

together as (
    select count(*) as groups from told
    where channel = 'Other channels'
),

spent as (
    select
        m.model,
        concat_ws(' · ', s.month_on, s.side, s.channel, s.region, s.campaign) as record_id,
        case
            when m.model = 'shapley' and g.groups > 0 and t.channel is null then 'Other channels'
            else cast(s.channel as varchar)
        end as channel,
        s.campaign,
        cast(s.region as varchar) as region,
        s.month_on,
        cast(s.amount as decimal(18, 2)) as amount
    from spend_months as s
    cross join models as m
    cross join together as g
    left join told as t on s.channel = t.channel
    where
        in_period(
            s.month_on,
            cast(cast($start_on as date) - to_months(3 * $lag_quarters) as date),
            cast(cast($end_on as date) - to_months(3 * $lag_quarters) as date)
        )
        and s.month_on <= $as_of and s.side = 'marketing' and len($segments) = 0 and picked($regions, s.region)
)

select * from spent
order by model, record_id
