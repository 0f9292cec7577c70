-- Do the models agree on which channels brought the pipeline?
--
-- The same opportunities split by each model; every model has the same total. Rank 1 is the channel with the most money.
--
-- grain: one row per channel and model (channel, model)
-- needs: opportunities
-- reads: attribution_records
-- records: attribution_records
-- drill: credit = sum(credit)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = all : first | last | linear | all, the models to show
-- column channel varchar        channel of the touches
-- column model   varchar        how the amount is split
-- column credit  double         opportunities credited to it, sum of weights
-- column amount  decimal(18, 2) amount credited to it, reporting currency
-- column share   double         amount ÷ amount of all channels, ratio 0..1; null when there is no amount
-- column rank    bigint         place of the channel by amount under the model, 1 = most; equal amounts share a place
with

by_channel as (
    select
        channel,
        model,
        sum(credit) as credit,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
    from attribution_records
    group by channel, model
),

ranked as (
    select
        channel,
        model,
        credit,
        amount,
        ratio(amount, sum(amount) over (partition by model)) as share,
        rank() over (partition by model order by amount desc) as rank
    from by_channel
)

select * from ranked
order by channel, model
