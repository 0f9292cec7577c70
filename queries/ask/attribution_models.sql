-- Do the models agree on which channels brought the pipeline?
--
-- The same opportunities split by each model; every model has the same total. Rank 1 is the channel with the most money. Lowest and
-- highest are the channel's least and most money under any of the models shown; a model that gives it none counts as 0.00. All are the models
-- that share out deal by deal; solved = yes adds Markov and Shapley. A channel that Shapley tells from no other has no row of its own there:
-- it is one of “Other channels”.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities
-- reads: counted_days campaign_credits channels_if_solved
-- records: attribution_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column channel varchar        channel of the touches
-- column model   varchar        how the amount is split
-- column credit  double         opportunities credited to it, sum of weights
-- column amount  decimal(18, 2) amount credited to it, reporting currency
-- column share   double         amount ÷ amount of all channels, sums to 1 per model; null when there is no amount
-- column rank    bigint         place of the channel by amount under the model, 1 = most; equal amounts share a place; null for (no touch)
-- column lowest  decimal(18, 2) the channel's least amount under any model, reporting currency
-- column highest decimal(18, 2) the channel's most amount under any model, reporting currency
-- column is_same boolean        its rank is the same under all models; null for (no touch)
with

added as (
    select
        cast(channel as varchar) as channel,
        sum(first_credit) as first_credit,
        sum(first_amount) as first_amount,
        sum(last_credit) as last_credit,
        sum(last_amount) as last_amount,
        sum(lead_credit) as lead_credit,
        sum(lead_amount) as lead_amount,
        sum(linear_credit) as linear_credit,
        sum(linear_amount) as linear_amount,
        sum(position_credit) as position_credit,
        sum(position_amount) as position_amount,
        sum(u_hubspot_credit) as u_hubspot_credit,
        sum(u_hubspot_amount) as u_hubspot_amount,
        sum(u_marketo_credit) as u_marketo_credit,
        sum(u_marketo_amount) as u_marketo_amount,
        sum(w_hubspot_credit) as w_hubspot_credit,
        sum(w_hubspot_amount) as w_hubspot_amount,
        sum(w_marketo_credit) as w_marketo_credit,
        sum(w_marketo_amount) as w_marketo_amount,
        sum(full_credit) as full_credit,
        sum(full_amount) as full_amount,
        sum(time_decay_credit) as time_decay_credit,
        sum(time_decay_amount) as time_decay_amount
    from campaign_credits as c
    inner join counted_days as d on c.day_no = d.day_no
    where counts_for(c.milestone, $milestone)
    group by channel
),

each as (
    select
        channel,
        unnest([
            'first', 'last', 'lead', 'linear', 'position', 'u_hubspot', 'u_marketo', 'w_hubspot', 'w_marketo',
            'full', 'time_decay'
        ]) as model,
        unnest([
            first_credit, last_credit, lead_credit, linear_credit, position_credit, u_hubspot_credit,
            u_marketo_credit, w_hubspot_credit, w_marketo_credit, full_credit, time_decay_credit
        ]) as credit,
        unnest([
            first_amount, last_amount, lead_amount, linear_amount, position_amount, u_hubspot_amount,
            u_marketo_amount, w_hubspot_amount, w_marketo_amount, full_amount, time_decay_amount
        ]) as amount
    from added
),

earned as (
    select
        channel,
        model,
        credit,
        amount
    from each
    where credit > 0
    union all
    select
        channel,
        model,
        credit,
        amount
    from channels_if_solved
),

summed as (
    select * from earned
    where $model = 'all' or model = $model
),

channels as (
    select channel
    from summed
    group by channel
),

models as (
    select
        model,
        max(case when model = 'shapley' and channel = 'Other channels' then 1 else 0 end) as takes_together
    from summed
    group by model
),

by_channel as (
    select
        c.channel,
        m.model,
        coalesce(s.credit, 0) as credit,
        cast(coalesce(s.amount, 0) as decimal(18, 2)) as amount
    from channels as c
    cross join models as m
    left join summed as s on c.channel = s.channel and m.model = s.model
    where s.channel is not null or (m.takes_together = 0 and c.channel <> 'Other channels')
),

ranked as (
    select
        channel,
        model,
        credit,
        amount,
        ratio(amount, sum(amount) over (partition by model)) as share,
        case
            when channel <> '(no touch)'
                then rank() over (partition by model, channel = '(no touch)' order by amount desc)
        end as rank
    from by_channel
),

spread as (
    select
        channel,
        model,
        credit,
        amount,
        share,
        rank,
        min(amount) over (partition by channel) as lowest,
        max(amount) over (partition by channel) as highest,
        min(rank) over (partition by channel) = max(rank) over (partition by channel) as is_same
    from ranked
)

select * from spread
order by channel, model
