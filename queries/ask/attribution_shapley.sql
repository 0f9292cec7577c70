-- Which channels brought the pipeline, by what each adds to the others?
--
-- Each channel gets the mean of what it adds to the conversion rate over every order in which channels could come; the worth of a set of
-- channels is the conversion rate of the paths whose channels all lie in it. Paths that were lost count as not converted, unless they are
-- left out; open opportunities count as converted, for milestone won only won ones do. A channel that lowers the rate is worth less than
-- nothing. More than 12 channels: the smallest are one, “Other channels”.
-- Credit is that share of the number, and of the amount to the cent, of the opportunities with an eligible touch; those without are the row
-- "(no touch)", so that the total is that of every other model. Under 100 won opportunities there is too little to say: ask for intervals.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: path_totals shapley_counts
-- solve: shapley
-- column channel varchar        channel of the touches
-- column credit  double         opportunities credited to it
-- column amount  decimal(18, 2) amount credited to it, reporting currency
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
