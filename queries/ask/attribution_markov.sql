-- Which channels brought the pipeline, by what would be lost without each?
--
-- The chain of channels that the paths walk, order 1 to 3: a channel is worth the share of conversions that would go if every step onto it
-- went nowhere (its removal effect), solved exactly as a system of linear equations. Paths that were lost count as not converted, unless
-- they are left out; open opportunities count as converted, for milestone won only won ones do.
-- Credit is that share of the number, and of the amount to the cent, of the opportunities with an eligible touch; those without are the row
-- "(no touch)", so that the total is that of every other model. Under 100 won opportunities there is too little to say: ask for intervals.
--
-- grain: one row per channel (channel)
-- needs: opportunities
-- reads: path_totals markov_counts
-- solve: markov
-- column channel varchar        channel of the touches
-- column credit  double         opportunities credited to it
-- column amount  decimal(18, 2) amount credited to it, reporting currency
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
