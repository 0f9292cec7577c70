-- What did each channel bring, under each model?
--
-- The channels that a model gives anything, each under every model. Models that share out deal by deal; channel_results_solved says how it is
-- with Markov and Shapley.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities
-- reads: rule_credits
-- when: solved = yes then channel_results_solved
-- when: model = markov then channel_results_solved
-- when: model = shapley then channel_results_solved
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- column channel varchar        channel of the touches
-- column model   varchar        how the amount is split
-- column credit  double         opportunities credited to it, sum of weights
-- column amount  decimal(18, 2) amount credited to it, reporting currency
with

results as (
    select
        channel,
        model,
        sum(credit) as credit,
        cast(sum(amount) as decimal(18, 2)) as amount
    from rule_credits
    group by channel, model
)

select * from results
order by channel, model
