-- Which deals are behind what campaigns earn under Markov and Shapley?
--
-- What solved_campaigns hands down to a campaign is handed on to the deals that it touched in the same way: credit in proportion to the weight of
-- each under linear, money in proportion to what each gives it. So the records of a campaign, and of a channel, sum to its figure, to the cent,
-- while those of one deal are its part of several figures and need not sum to its amount. What no deal stands behind has one record, under
-- "(no deal)". Deals that no eligible touch reached stand under "(no touch)" with their own amount.
--
-- grain: one row per model, opportunity, channel and campaign (model, opportunity_id, channel, campaign)
-- needs: opportunities
-- reads: solved_campaigns counted_deals deal_credits
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column model          varchar        markov or shapley
-- column opportunity_id varchar        the opportunity, or "(no deal)"
-- column channel        varchar        channel as the model has it
-- column campaign       varchar        campaign of the touches
-- column credit         double         its part of the deals credited
-- column amount         decimal(18, 2) its part of the amount credited
with

earned as (
    select
        model,
        channel,
        campaign,
        credit,
        cast(round(amount * 100, 0) as bigint) as cents
    from solved_campaigns
    where ($model = 'all' or model = $model) and channel <> '(no touch)'
),

channels as (
    select model, channel from earned
    group by model, channel
),

models as (
    select model from solved_campaigns
    where $model = 'all' or model = $model
    group by model
),

credits as (
    select
        c.opportunity_id,
        cast(c.channel as varchar) as channel,
        cast(c.campaign as varchar) as campaign,
        c.linear_weight,
        c.linear_amount
    from counted_deals as d
    inner join deal_credits as c on d.opportunity_id = c.opportunity_id
    where counts_for(c.milestone, case when $milestone = 'won' then 'any' else $milestone end) and c.linear_weight > 0
),

touched as (
    select
        m.model,
        coalesce(e.channel, 'Other channels') as channel,
        c.campaign,
        c.opportunity_id,
        sum(c.linear_weight) as weight,
        sum(case when c.linear_amount > 0 then cast(c.linear_amount as double) else 0 end) as positive
    from credits as c
    cross join models as m
    left join channels as e on c.channel = e.channel and m.model = e.model
    where c.channel <> '(no touch)'
    group by m.model, coalesce(e.channel, 'Other channels'), c.campaign, c.opportunity_id
),

measured as (
    select
        model,
        channel,
        campaign,
        opportunity_id,
        weight,
        case
            when sum(positive) over (partition by model, channel, campaign) > 0 then positive else weight
        end as money
    from touched
),

running as (
    select
        model,
        channel,
        campaign,
        opportunity_id,
        weight / sum(weight) over (partition by model, channel, campaign) as part,
        sum(money) over (partition by model, channel, campaign order by opportunity_id rows unbounded preceding)
        / sum(money) over (partition by model, channel, campaign) as money_so_far,
        lead(opportunity_id) over (partition by model, channel, campaign order by opportunity_id) is null as is_last
    from measured
),

rounded as (
    select
        e.model,
        e.channel,
        e.campaign,
        coalesce(r.opportunity_id, '(no deal)') as opportunity_id,
        e.credit * coalesce(r.part, 1) as credit,
        case
            when coalesce(r.is_last, true) then e.cents
            else cast(round(e.cents * r.money_so_far) as bigint)
        end as cents_so_far
    from earned as e
    left join running as r on e.model = r.model and e.channel = r.channel and e.campaign = r.campaign
),

parts as (
    select
        *,
        cents_so_far
        - coalesce(lag(cents_so_far) over (partition by model, channel, campaign order by opportunity_id), 0) as cents
    from rounded
),

deals_of_campaigns as (
    select
        model,
        opportunity_id,
        channel,
        campaign,
        credit,
        cast(cast(cents as decimal(18, 0)) * 0.01 as decimal(18, 2)) as amount
    from parts
    union all
    select
        m.model,
        c.opportunity_id,
        c.channel,
        c.campaign,
        cast(c.linear_weight as double) as credit,
        cast(c.linear_amount as decimal(18, 2)) as amount
    from credits as c
    cross join models as m
    where c.channel = '(no touch)'
)

select * from deals_of_campaigns
order by model, opportunity_id, channel, campaign
