-- What do campaigns earn under the two models that credit channels?
--
-- Neither model credits campaigns: both learn from all paths together what a channel is worth. What a channel earns is handed down to the
-- campaigns of its touches: deals in proportion to the weight that they have under linear, money in proportion to what they earn under it.
-- Campaigns that earn less than nothing under linear take no part in money, and where none earns any, weights are the measure. So the campaigns
-- of a channel sum to its figure, to the cent. A channel that no such deal touched has one row, under "(no campaign)".
--
-- grain: one row per model, campaign and channel (model, campaign, channel)
-- needs: opportunities
-- reads: solved_channels campaign_credits
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column model    varchar        markov or shapley
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel as the model has it
-- column credit   double         opportunities credited to it
-- column amount   decimal(18, 2) amount credited to it, reporting currency
with

earned as (
    select
        model,
        channel,
        credit,
        cast(round(amount * 100, 0) as bigint) as cents
    from solved_channels
),

models as (
    select model from earned
    group by model
),

touched as (
    select
        cast(channel as varchar) as channel,
        campaign,
        sum(linear_credit) as weight,
        sum(linear_amount) as amount
    from campaign_credits
    where
        counts_for(milestone, $milestone) and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by channel, campaign
),

told as (
    select
        m.model,
        coalesce(e.channel, 'Other channels') as channel,
        t.campaign,
        sum(t.weight) as weight,
        sum(case when t.amount > 0 then cast(t.amount as double) else 0 end) as money
    from touched as t
    cross join models as m
    left join earned as e on t.channel = e.channel and m.model = e.model
    where t.weight > 0
    group by m.model, coalesce(e.channel, 'Other channels'), t.campaign
),

measured as (
    select
        model,
        channel,
        campaign,
        weight,
        case when sum(money) over (partition by model, channel) > 0 then money else weight end as money
    from told
),

running as (
    select
        model,
        channel,
        campaign,
        weight / sum(weight) over (partition by model, channel) as part,
        sum(money) over (partition by model, channel order by campaign rows unbounded preceding)
        / sum(money) over (partition by model, channel) as money_so_far,
        lead(campaign) over (partition by model, channel order by campaign) is null as is_last
    from measured
),

rounded as (
    select
        e.model,
        e.channel,
        coalesce(r.campaign, '(no campaign)') as campaign,
        e.credit * coalesce(r.part, 1) as credit,
        case
            when coalesce(r.is_last, true) then e.cents
            else cast(round(e.cents * r.money_so_far) as bigint)
        end as cents_so_far
    from earned as e
    left join running as r on e.channel = r.channel and e.model = r.model
),

parts as (
    select
        *,
        cents_so_far - coalesce(lag(cents_so_far) over (partition by model, channel order by campaign), 0) as cents
    from rounded
),

campaigns as (
    select
        model,
        campaign,
        channel,
        credit,
        cast(cast(cents as decimal(18, 0)) * 0.01 as decimal(18, 2)) as amount
    from parts
)

select * from campaigns
order by model, campaign, channel
