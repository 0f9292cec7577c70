-- What does each channel bring back, under each model?
--
-- Amount of the deals won in the quarter that the model credits to the channel, against marketing's spend on it in the quarter that lies the
-- lag before. Every model shares out the same amount; channels with spend and no credit, and with credit and no spend, stand here too.
-- All are the models that share out deal by deal; solved = yes adds Markov and Shapley. What Shapley takes together as “Other channels” has
-- the spend of all of them.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities spend
-- reads: attribution_models channel_spend
-- records: channel_return_records
-- drill: spend = sum(amount) filter (where record = 'spend')
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount) filter (where record = 'deal'), 0)
-- drill: return_on_spend = ratio(coalesce(sum(amount) filter (where record = 'deal'), 0) - sum(amount) filter (where record = 'spend'), sum(amount) filter (where record = 'spend'))
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- setting milestone varchar = won : created | won | any, touches up to which count
-- column channel         varchar        the channel
-- column model           varchar        how the amount is split
-- column spend           decimal(18, 2) spent on it by marketing, reporting currency; null when nothing was
-- column credit          double         deals credited to it, sum of weights
-- column amount          decimal(18, 2) amount credited to it, reporting currency
-- column return_on_spend double         (amount − spend) ÷ spend, ratio; null when nothing was spent
with

spent as (
    select
        channel,
        model,
        cast(sum(amount) as decimal(18, 2)) as spend
    from channel_spend
    group by channel, model
),

returns as (
    select
        coalesce(a.channel, s.channel) as channel,
        coalesce(a.model, s.model) as model,
        s.spend,
        coalesce(a.credit, 0) as credit,
        cast(coalesce(a.amount, 0) as decimal(18, 2)) as amount,
        ratio(coalesce(a.amount, 0) - s.spend, s.spend) as return_on_spend
    from attribution_models as a
    full join spent as s on a.channel = s.channel and a.model = s.model
)

select * from returns
order by channel, model
