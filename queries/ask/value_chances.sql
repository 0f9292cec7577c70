-- How likely is a deal or a lead in each stage to be won?
--
-- Of the deals that closed, and the leads that ended, in the year up to the quarter's last day: the share
-- that was won, among those that passed through the stage. All regions count, so that the values of regions sum to the total; kinds
-- count as picked. Stage "(any)" holds every such record once; segment "(all)" every segment.
--
-- grain: one row per quarter, record, stage and segment (quarter, record, stage, segment)
-- reads: periods resolved_counts
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter  varchar the quarter at whose end it is looked at, or "all"
-- column record   varchar deal or lead
-- column stage    varchar the stage, or "(any)"
-- column segment  varchar the segment, or "(all)"
-- column resolved bigint  records that were resolved, count
-- column chance   double  won ÷ resolved, ratio 0..1
-- column low      double  lower end of its 95 % Wilson interval
-- column high     double  upper end of its 95 % Wilson interval
with

counts as (
    select
        p.quarter,
        r.record,
        r.stage,
        coalesce(cast(r.segment as varchar), '(all)') as segment,
        cast(sum(r.resolved) as bigint) as resolved,
        cast(sum(r.won) as bigint) as won
    from periods as p
    inner join resolved_counts as r on p.last_on = r.looked_on
    where (p.is_asked or p.back <= $quarters) and (r.record = 'lead' or picked($kinds, r.kind))
    group by grouping sets ((p.quarter, r.record, r.stage, r.segment), (p.quarter, r.record, r.stage))
),

chances as (
    select
        quarter,
        record,
        stage,
        segment,
        resolved,
        ratio(won, resolved) as chance,
        wilson_low(won, resolved) as low,
        wilson_high(won, resolved) as high
    from counts
)

select * from chances
order by quarter, record, stage, segment
