-- How much is a won deal worth, by segment?
--
-- Mean amount of the deals won in the year up to the quarter's last day. All regions count; kinds count as picked.
--
-- grain: one row per quarter and segment (quarter, segment)
-- reads: periods resolved_counts
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter      varchar the quarter at whose end it is looked at, or "all"
-- column segment      varchar the segment, or "(all)"
-- column won          bigint  deals won that have an amount, count
-- column mean_amount  double  their mean amount, reporting currency
with

won_deals as (
    select
        p.quarter,
        coalesce(cast(r.segment as varchar), '(all)') as segment,
        cast(sum(r.priced) as bigint) as won,
        sum(r.won_amount) as amount
    from periods as p
    inner join resolved_counts as r on p.last_on = r.looked_on
    where
        (p.is_asked or p.back <= $quarters)
        and r.record = 'deal' and r.stage = '(any)' and r.priced > 0 and picked($kinds, r.kind)
    group by grouping sets ((p.quarter, r.segment), (p.quarter))
),

amounts as (
    select
        quarter,
        segment,
        won,
        ratio(amount, won) as mean_amount
    from won_deals
)

select * from amounts
order by quarter, segment
