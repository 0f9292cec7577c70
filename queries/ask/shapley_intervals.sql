-- How sure are the shares of the channels under Shapley?
--
-- Each channel gets the mean of what it adds to the conversion rate over every order in which channels could come; the worth of a set of
-- channels is the conversion rate of the paths whose channels all lie in it. Paths that were lost count as not converted, unless they are
-- left out; open opportunities count as converted, for milestone won only won ones do. A channel that lowers the rate is worth less than
-- nothing. More than 12 channels: the smallest are one, “Other channels”.
-- The share is the channel’s part of the credit of all. The interval is that of the middle 95 % of 200 draws of other opportunities like
-- these (a Bayesian bootstrap), the same every time it is asked.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: path_totals shapley_counts
-- solve: shapley_intervals
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
        shapley_counts.*
    from path_totals
    left join shapley_counts on true
)

select * from paths
order by coalition, channel
