-- What is each open deal and each open lead worth?
--
-- A deal: its amount × the chance of its stage and segment. A lead: the chance of its stage and segment × the mean amount won in its
-- segment.
--
-- grain: one row per quarter and record (quarter, record, record_id)
-- reads: value_open value_groups deals lead_journeys
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter        varchar the quarter at whose end it was open, or "all"
-- column record         varchar deal or lead
-- column record_id      varchar the opportunity or the lead
-- column name           varchar name of the deal or lead
-- column region         varchar sales region
-- column segment        varchar size segment
-- column stage          varchar stage on that day
-- column amount         double  amount of the deal; for a lead the mean amount won in its segment
-- column chance         double  chance of being won, ratio 0..1; null when nothing was resolved
-- column chance_from    varchar segment, stage or all: whose resolved records gave the chance
-- column expected_value double  amount × chance, reporting currency
-- column opportunity_id varchar the opportunity; null where the record is none
with

worth as (
    select
        o.*,
        g.chance,
        g.chance_from,
        case when o.record = 'deal' then cast(o.amount as double) else g.mean_won end as value_if_won
    from value_open as o
    inner join value_groups as g
        on o.quarter = g.quarter and o.record = g.record and o.stage = g.stage and o.segment = g.segment
),

records as (
    select
        w.quarter,
        w.record,
        w.record_id,
        coalesce(d.name, l.name) as name,
        cast(coalesce(d.region, l.region) as varchar) as region,
        w.segment,
        w.stage,
        w.value_if_won as amount,
        w.chance,
        w.chance_from,
        w.value_if_won * w.chance as expected_value,
        case when w.record = 'deal' then w.record_id end as opportunity_id
    from worth as w
    left join deals as d on w.record_id = d.opportunity_id and w.record = 'deal'
    left join lead_journeys as l on w.record_id = l.lead_id and w.record = 'lead'
)

select * from records
order by quarter, record, record_id
