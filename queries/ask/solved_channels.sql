-- What do channels earn under the two models that learn from all paths together?
--
-- The answers of attribution_markov and attribution_shapley beside each other. Channels that Shapley takes together because there are too many
-- stand as “Other channels”.
--
-- grain: one row per model and channel (model, channel)
-- needs: opportunities
-- reads: attribution_markov attribution_shapley
-- column model   varchar        markov or shapley
-- column channel varchar        channel of the touches, or "(no touch)"
-- column credit  double         opportunities credited to it
-- column amount  decimal(18, 2) amount credited to it, reporting currency
with

side_by_side as (
    select
        'markov' as model,
        channel,
        credit,
        amount
    from attribution_markov
    union all
    select
        'shapley' as model,
        channel,
        credit,
        amount
    from attribution_shapley
)

select * from side_by_side
order by model, channel
