-- What did each campaign bring and cost, under each model?
--
-- The campaigns that a model gives anything and those that marketing spent on, each under every model. Models that share out deal by deal;
-- campaign_results_solved says how it is with Markov and Shapley.
--
-- grain: one row per campaign, channel and model (campaign, channel, model)
-- needs: opportunities
-- reads: rule_credits campaign_spend
-- when: solved = yes then campaign_results_solved
-- when: model = markov then campaign_results_solved
-- when: model = shapley then campaign_results_solved
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel of the touches
-- column model    varchar        how the amount is split
-- column credit   double         opportunities credited to it, sum of weights
-- column amount   decimal(18, 2) amount credited to it, reporting currency
-- column spend    decimal(18, 2) spent on it in the period, reporting currency; null when nothing is recorded
with

models as (
    select model from rule_credits
    group by model
),

earned_or_spent as (
    select campaign, channel, model, credit, amount, cast(null as decimal(18, 2)) as spend
    from rule_credits
    union all
    select s.campaign, s.channel, m.model, 0 as credit, 0 as amount, s.spend
    from campaign_spend as s
    cross join models as m
),

results as (
    select
        campaign,
        channel,
        model,
        sum(credit) as credit,
        cast(sum(amount) as decimal(18, 2)) as amount,
        cast(sum(spend) as decimal(18, 2)) as spend
    from earned_or_spent
    group by campaign, channel, model
)

select * from results
order by campaign, channel, model
