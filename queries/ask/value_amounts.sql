-- How much is a won deal worth, by segment?
--
-- Mean amount of the deals won in the year up to the quarter's last day. All regions count; kinds count as picked.
--
-- grain: one row per quarter and segment (quarter, segment)
-- reads: periods deals
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
        cast(d.segment as varchar) as segment,
        cast(d.amount as double) as amount
    from periods as p
    inner join deals as d
        on d.closed_on between cast(p.last_on + 1 - to_years(1) as date) and p.last_on
    where
        (p.is_asked or p.back <= $quarters)
        and d.state = 'won' and d.amount is not null and picked($kinds, d.kind)
),

amounts as (
    select
        quarter,
        coalesce(segment, '(all)') as segment,
        count(*) as won,
        avg(amount) as mean_amount
    from won_deals
    group by grouping sets ((quarter, segment), (quarter))
)

select * from amounts
order by quarter, segment
