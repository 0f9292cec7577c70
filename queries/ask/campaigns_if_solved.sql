-- What do campaigns earn under Markov and Shapley, where somebody asks for them?
--
-- Nothing, unless one of the two is the model asked for, or solved = yes adds both to all others: then as solved_campaigns says.
--
-- grain: one row per model, campaign and channel (model, campaign, channel)
-- needs: opportunities
-- when: solved = yes then solved_campaigns
-- when: model = markov then solved_campaigns
-- when: model = shapley then solved_campaigns
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- column model    varchar        markov or shapley
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel as the model has it
-- column credit   double         opportunities credited to it
-- column amount   decimal(18, 2) amount credited to it, reporting currency
with

nothing as (
    select
        cast(null as varchar) as model,
        cast(null as varchar) as campaign,
        cast(null as varchar) as channel,
        cast(null as double) as credit,
        cast(null as decimal(18, 2)) as amount
    where false
)

select * from nothing
order by model, campaign, channel
