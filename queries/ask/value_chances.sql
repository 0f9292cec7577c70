-- How likely is a deal or a lead in each stage to be won?
--
-- Of the deals that closed, and the leads that ended, in the year up to the quarter's last day: the share that was won, among those that
-- passed through the stage. Where fewer than 10 were resolved in the stage and segment, those of the stage in all segments; where fewer
-- than 10 in the stage, those of all stages. All regions count, so that the values of regions sum to the total; kinds count as picked.
-- Stage "(any)" holds every such record once.
--
-- grain: one row per quarter, record, stage and segment (quarter, record, stage, segment)
-- reads: periods resolved_counts
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter     varchar the quarter at whose end it is looked at, or "all"
-- column record      varchar deal or lead
-- column stage       varchar the stage, or "(any)"
-- column segment     varchar the segment
-- column chance_from varchar segment, stage or all: whose resolved records gave the chance
-- column resolved    bigint  those records, count
-- column chance      double  won ÷ resolved, ratio 0..1; null when nothing was resolved
-- column low         double  lower end of its 95 % Wilson interval
-- column high        double  upper end of its 95 % Wilson interval
with

counts as (
    select
        p.quarter,
        r.record,
        r.stage,
        r.segment,
        sum(r.resolved) as resolved,
        sum(r.won) as won,
        sum(r.of_resolved) as of_resolved,
        sum(r.of_won) as of_won,
        sum(r.any_resolved) as any_resolved,
        sum(r.any_won) as any_won
    from periods as p
    inner join resolved_counts as r on p.last_on = r.looked_on
    where (p.is_asked or p.back <= $quarters) and (r.record = 'lead' or picked($kinds, r.kind))
    group by p.quarter, r.record, r.stage, r.segment
),

chosen as (
    select
        quarter,
        record,
        stage,
        cast(segment as varchar) as segment,
        case when resolved >= 10 then 'segment' when of_resolved >= 10 then 'stage' else 'all' end as chance_from,
        case
            when resolved >= 10 then resolved
            when of_resolved >= 10 then of_resolved
            else any_resolved
        end as resolved,
        case when resolved >= 10 then won when of_resolved >= 10 then of_won else any_won end as won
    from counts
),

chances as (
    select
        quarter,
        record,
        stage,
        segment,
        chance_from,
        cast(resolved as bigint) as resolved,
        ratio(won, resolved) as chance,
        wilson_low(won, resolved) as low,
        wilson_high(won, resolved) as high
    from chosen
)

select * from chances
order by quarter, record, stage, segment
