-- Which deals stand behind what each channel earns under Markov or Shapley?
--
-- Neither model credits deals: both learn from all paths together what a channel is worth. What it earns is handed down to the deals and
-- campaigns on whose paths it stands, in proportion to what the channel earns from them under linear; money below nothing takes no part, and
-- where there is none the shares of deals are the measure. So the records of a channel sum to its figure, to the cent, while those of one
-- deal are its part of several figures and need not sum to its amount. A channel without such a deal has one record, under "(no deal)".
-- Deals that no eligible touch reached stand under "(no touch)" with their own amount.
--
-- grain: one row per model, opportunity, channel and campaign (model, opportunity_id, channel, campaign)
-- needs: opportunities
-- reads: attribution deals deal_credits
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting model varchar = markov : markov | shapley, how channels are credited
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

earned as (
    select
        channel,
        credit,
        cast(round(amount * 100, 0) as bigint) as cents
    from attribution
    where channel <> '(no touch)'
),

counted_deals as (
    select
        *,
        case when $milestone = 'won' then closed_on else created_on end as counts_on
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and ($milestone <> 'won' or state = 'won')
),

touched as (
    select
        c.opportunity_id,
        case when c.channel = '(no touch)' then c.channel else coalesce(e.channel, 'Other channels') end as channel,
        c.campaign,
        sum(c.linear_weight) as weight,
        sum(case when c.linear_amount > 0 then cast(c.linear_amount as double) else 0 end) as money
    from counted_deals as d
    inner join deal_credits as c on d.opportunity_id = c.opportunity_id
    left join earned as e on c.channel = e.channel
    where
        in_period(d.counts_on, $start_on, $end_on) and happened(d.counts_on, $as_of)
        and (c.milestone = 'created') = ($milestone = 'created')
    group by all
),

measured as (
    select
        *,
        case when sum(money) over (partition by channel) > 0 then money else weight end as measure
    from touched
),

running as (
    select
        *,
        measure / sum(measure) over (partition by channel) as part,
        sum(measure) over (partition by channel order by opportunity_id, campaign rows unbounded preceding)
        / sum(measure) over (partition by channel) as part_so_far,
        lead(opportunity_id) over (partition by channel order by opportunity_id, campaign) is null as is_last
    from measured
    where channel <> '(no touch)'
),

rounded as (
    select
        coalesce(r.opportunity_id, '(no deal)') as opportunity_id,
        e.channel,
        coalesce(r.campaign, '(no campaign)') as campaign,
        e.credit * coalesce(r.part, 1) as credit,
        case
            when coalesce(r.is_last, true) then e.cents
            else cast(round(e.cents * r.part_so_far) as bigint)
        end as cents_so_far
    from earned as e
    left join running as r on e.channel = r.channel
),

parts as (
    select
        *,
        cents_so_far - coalesce(lag(cents_so_far) over (partition by channel order by opportunity_id, campaign), 0)
            as cents
    from rounded
),

handed_down as (
    select
        opportunity_id,
        channel,
        campaign,
        credit,
        cast(cast(cents as decimal(18, 0)) * 0.01 as decimal(18, 2)) as amount
    from parts
    union all
    select t.opportunity_id, t.channel, t.campaign, 1 as credit, cast(coalesce(d.amount, 0) as decimal(18, 2)) as amount
    from touched as t
    inner join deals as d on t.opportunity_id = d.opportunity_id
    where t.channel = '(no touch)'
),

records as (
    select
        cast($model as varchar) as model,
        h.channel,
        h.campaign,
        h.opportunity_id,
        coalesce(d.name, h.opportunity_id) as name,
        coalesce(d.account_name, '(no account)') as account_name,
        coalesce(cast(d.region as varchar), '(no region)') as region,
        coalesce(cast(d.segment as varchar), '(no segment)') as segment,
        coalesce(cast(d.state as varchar), '(no deal)') as state,
        d.created_on,
        d.closed_on,
        h.credit,
        h.amount
    from handed_down as h
    left join deals as d on h.opportunity_id = d.opportunity_id
)

select * from records
order by model, opportunity_id, channel, campaign
