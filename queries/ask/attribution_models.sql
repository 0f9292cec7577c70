-- Do the models agree on which channels brought the pipeline?
--
-- The same opportunities split by each model; every model has the same total. Rank 1 is the channel with the most money. Lowest and
-- highest are the channel's least and most money under any of the models shown; a model that gives it none counts as 0.00. All are the models
-- that share out deal by deal; solved = yes adds Markov and Shapley. A channel that Shapley tells from no other has no row of its own there:
-- it is one of “Other channels”.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities
-- reads: channel_results
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

ranked as (
    select
        r.channel,
        r.model,
        r.credit,
        r.amount,
        ratio(r.amount, sum(r.amount) over (partition by r.model)) as share,
        case
            when r.channel <> '(no touch)' then rank() over (
                partition by r.model order by case when r.channel <> '(no touch)' then r.amount end desc nulls last
            )
        end as rank
    from channel_results as r
),

spread as (
    select
        channel,
        min(amount) as lowest,
        max(amount) as highest,
        min(rank) = max(rank) as is_same
    from ranked
    group by channel
),

compared as (
    select
        r.*,
        s.lowest,
        s.highest,
        s.is_same
    from ranked as r
    inner join spread as s on r.channel = s.channel
)

select * from compared
order by channel, model
