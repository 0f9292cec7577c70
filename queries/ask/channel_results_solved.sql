-- What did each channel bring, Markov and Shapley among the models?
--
-- As channel_results, and the two models that learn from all paths together. A channel that a model gives nothing has 0; one that Shapley tells
-- from no other has no row of its own there: it is one of “Other channels”.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities
-- reads: rule_credits solved_channels
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- column channel varchar        channel of the touches
-- column model   varchar        how the amount is split
-- column credit  double         opportunities credited to it, sum of weights
-- column amount  decimal(18, 2) amount credited to it, reporting currency
with

credited as (
    select
        channel,
        model,
        sum(credit) as credit,
        sum(amount) as amount
    from rule_credits
    where credit > 0
    group by channel, model
    union all
    select channel, model, credit, amount
    from solved_channels
    where $model = 'all' or model = $model
),

channels as (
    select channel from credited
    group by channel
),

models as (
    select
        model,
        max(case when model = 'shapley' and channel = 'Other channels' then 1 else 0 end) as takes_together
    from credited
    group by model
),

results as (
    select
        c.channel,
        m.model,
        coalesce(n.credit, 0) as credit,
        cast(coalesce(n.amount, 0) as decimal(18, 2)) as amount
    from channels as c
    cross join models as m
    left join credited as n on c.channel = n.channel and m.model = n.model
    where n.channel is not null or (m.takes_together = 0 and c.channel <> 'Other channels')
)

select * from results
order by channel, model
