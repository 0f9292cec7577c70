-- How much is a won deal worth, by segment?
--
-- Mean amount of the deals won in the year up to the quarter's last day; of those of all segments where fewer than 10 of the segment have an
-- amount. All regions count; kinds count as picked.
--
-- grain: one row per quarter and segment (quarter, segment)
-- reads: periods resolved_counts
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter  varchar the quarter at whose end it is looked at, or "all"
-- column segment  varchar the segment
-- column won      bigint  deals won that have an amount, count
-- column mean_won double  their mean amount, reporting currency; null when there are none
with

sums as (
    select
        p.quarter,
        r.segment,
        sum(r.priced) as priced,
        sum(r.won_amount) as amount,
        sum(r.of_priced) as of_priced,
        sum(r.of_won_amount) as of_amount
    from periods as p
    inner join resolved_counts as r on p.last_on = r.looked_on
    where
        (p.is_asked or p.back <= $quarters)
        and r.record = 'deal' and r.stage = '(any)' and picked($kinds, r.kind)
    group by p.quarter, r.segment
),

amounts as (
    select
        quarter,
        cast(segment as varchar) as segment,
        cast(case when priced >= 10 then priced else of_priced end as bigint) as won,
        case when priced >= 10 then ratio(amount, priced) else ratio(of_amount, of_priced) end as mean_won
    from sums
)

select * from amounts
order by quarter, segment
