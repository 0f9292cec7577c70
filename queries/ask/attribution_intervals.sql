-- How sure are the shares of the channels under Markov or Shapley?
--
-- The chain of channels that the paths walk, order 1 to 3: a channel is worth the share of conversions that would go if every step onto it
-- went nowhere (its removal effect), solved exactly as a system of linear equations. Paths that were lost count as not converted, unless
-- they are left out; open opportunities count as converted, for milestone won only won ones do.
-- The share is the channel’s part of the credit of all. The interval is that of the middle 95 % of 200 draws (50 for a
-- chain of more than 200 states) of other opportunities like these (a Bayesian bootstrap), the same every time it is asked.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: path_totals markov_counts
-- solve: markov_intervals
-- when: model = shapley then shapley_intervals
-- setting model varchar = markov : markov | shapley, how credit is split
-- column channel varchar channel of the touches
-- column model   varchar markov or shapley
-- column share   double  part of the credit, sums to 1; Shapley may be below 0
-- column low     double  lower end of its 95 % interval
-- column high    double  upper end of its 95 % interval
-- column deals   bigint  won opportunities in the filter, the same for every channel
with

paths as (
    select
        path_totals.*,
        markov_counts.*
    from path_totals
    left join markov_counts on true
)

select * from paths
order by before, after
