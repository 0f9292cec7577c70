-- How is each deal's amount split over the channels that touched it?
--
-- Opportunities created in the period (milestone won: won in it), with the weight and the money that the model gives to each
-- channel and campaign; weights of a deal sum to 1 and money to its amount, to the cent. A deal that no eligible touch reached
-- stands under "(no touch)". Touches count up to the opening; with milestone won or any up to the close, else the data cut-off.
--
-- grain: one row per model, opportunity, channel and campaign (model, opportunity_id, channel, campaign)
-- needs: opportunities
-- reads: deals deal_credits
-- when: model = markov then attribution_solved_records
-- when: model = shapley then attribution_solved_records
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting model varchar = first : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | all | markov | shapley, how the amount is split
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column model          varchar        how the amount was split
-- column channel        varchar        channel of the touch
-- column campaign       varchar        campaign of the touch
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column created_on     date           the day it was opened
-- column closed_on      date           the day it closed; null while open
-- column credit         double         its weight, 0..1
-- column amount         decimal(18, 2) its part of the deal's amount
with

counted_deals as (
    select
        *,
        case when $milestone = 'won' then closed_on else created_on end as counts_on
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and ($milestone <> 'won' or state = 'won')
),

credits as (
    select
        c.opportunity_id,
        c.channel,
        c.campaign,
        unnest([
            'first', 'last', 'lead', 'linear', 'position', 'u_hubspot', 'u_marketo', 'w_hubspot', 'w_marketo',
            'full', 'time_decay'
        ]) as model,
        unnest([
            first_weight, last_weight, lead_weight, linear_weight, position_weight, u_hubspot_weight,
            u_marketo_weight, w_hubspot_weight, w_marketo_weight, full_weight, time_decay_weight
        ]) as weight,
        unnest([
            first_amount, last_amount, lead_amount, linear_amount, position_amount, u_hubspot_amount,
            u_marketo_amount, w_hubspot_amount, w_marketo_amount, full_amount, time_decay_amount
        ]) as amount
    from counted_deals as d
    inner join deal_credits as c on d.opportunity_id = c.opportunity_id
    where
        in_period(d.counts_on, $start_on, $end_on) and happened(d.counts_on, $as_of)
        and (c.milestone = 'created') = ($milestone = 'created')
),

records as (
    select
        c.model,
        cast(c.channel as varchar) as channel,
        cast(c.campaign as varchar) as campaign,
        d.opportunity_id,
        d.name,
        d.account_name,
        cast(d.region as varchar) as region,
        cast(d.segment as varchar) as segment,
        cast(d.state as varchar) as state,
        d.created_on,
        d.closed_on,
        cast(c.weight as double) as credit,
        cast(c.amount as decimal(18, 2)) as amount
    from counted_deals as d
    inner join credits as c on d.opportunity_id = c.opportunity_id
    where ($model = 'all' or c.model = $model) and c.weight > 0
)

select * from records
order by model, opportunity_id, channel, campaign
