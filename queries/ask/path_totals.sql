-- How much is there for channels to share?
--
-- Opportunities created in the period (milestone won: won in it), with and without an eligible touch; the same ones as in attribution.
--
-- grain: one row
-- needs: opportunities
-- reads: counted_days path_coalitions
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column touched_deals    bigint         opportunities with an eligible touch, count
-- column touched_amount   decimal(18, 2) their amount, reporting currency
-- column untouched_deals  bigint         opportunities without one, count
-- column untouched_amount decimal(18, 2) their amount, reporting currency
-- column won_deals        bigint         of all of them, those won, count
with

counted as (
    select d.state, coalition > 0 as is_touched, deals, amount
    from path_coalitions as c
    inner join counted_days as d on c.day_no = d.day_no
    where counts_for(c.milestone, $milestone) and ($milestone <> 'won' or d.state = 'won')
),

totals as (
    select
        cast(coalesce(sum(deals) filter (where is_touched), 0) as bigint) as touched_deals,
        cast(coalesce(sum(amount) filter (where is_touched), 0) as decimal(18, 2)) as touched_amount,
        cast(coalesce(sum(deals) filter (where not is_touched), 0) as bigint) as untouched_deals,
        cast(coalesce(sum(amount) filter (where not is_touched), 0) as decimal(18, 2)) as untouched_amount,
        cast(coalesce(sum(deals) filter (where state = 'won'), 0) as bigint) as won_deals
    from counted
)

select * from totals
order by touched_deals
