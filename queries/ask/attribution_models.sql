-- Do the models agree on which channels brought the pipeline?
--
-- The same opportunities split by each model; every model has the same total. Rank 1 is the channel with the most money. Lowest and
-- highest are the channel's least and most money under any of the models shown; a model that gives it none counts as 0.00.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities
-- reads: attribution_records
-- records: attribution_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | all, the models to show
-- column channel varchar        channel of the touches
-- column model   varchar        how the amount is split
-- column credit  double         opportunities credited to it, sum of weights
-- column amount  decimal(18, 2) amount credited to it, reporting currency
-- column share   double         amount ÷ amount of all channels, ratio 0..1; null when there is no amount
-- column rank    bigint         place of the channel by amount under the model, 1 = most; equal amounts share a place; null for (no touch)
-- column lowest  decimal(18, 2) the channel's least amount under any model, reporting currency
-- column highest decimal(18, 2) the channel's most amount under any model, reporting currency
-- column is_same boolean        its rank is the same under all models; null for (no touch)
with

summed as (
    select
        channel,
        model,
        sum(credit) as credit,
        sum(amount) as amount
    from attribution_records
    group by channel, model
),

channels as (
    select channel
    from summed
    group by channel
),

models as (
    select model
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
