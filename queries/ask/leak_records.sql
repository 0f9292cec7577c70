-- Which leads and deals left the funnel, and what were they worth?
--
-- In the quarter: leads rejected by sales; leads handed over in it on which sales had not decided so many days later; leads that fell silent;
-- deals lost. A lead was worth the chance of the stage it had reached × the mean amount won in its segment; a deal its amount × the
-- chance of any deal of its segment. Chances and amounts of the year before; of all segments where fewer than 10 were resolved.
--
-- grain: one row per place and record (place, record_id)
-- reads: leavers leak_groups deals lead_journeys
-- setting leak_days integer = 30 : days after the hand-over from which no decision is a leak
-- column place          varchar rejected, undecided, silent or lost
-- column reason         varchar why, as recorded; of silent leads the stage they were in
-- column record_id      varchar the lead or the opportunity
-- column name           varchar who or what it is
-- column owner          varchar the seller who owns it
-- column region         varchar sales region
-- column segment        varchar size segment
-- column on_day         date    the day it left, or was handed over
-- column amount         double  amount of the deal; for a lead the mean amount won in its segment
-- column chance         double  chance of being won, ratio 0..1; null when nothing was resolved
-- column expected_value double  amount × chance, reporting currency
-- column opportunity_id varchar the opportunity; null where the record is none
with

worth as (
    select
        v.*,
        w.chance,
        case when v.record = 'deal' then v.amount else w.mean_won end as value_if_won
    from leavers as v
    inner join leak_groups as w
        on v.place = w.place and v.reason = w.reason and v.stage = w.stage and v.segment = w.segment
),

records as (
    select
        w.place,
        w.reason,
        w.record_id,
        coalesce(d.name, l.name) as name,
        coalesce(d.owner, l.owner) as owner,
        cast(coalesce(d.region, l.region) as varchar) as region,
        w.segment,
        w.on_day,
        w.value_if_won as amount,
        w.chance,
        w.value_if_won * w.chance as expected_value,
        d.opportunity_id
    from worth as w
    left join deals as d on w.record_id = d.opportunity_id and w.record = 'deal'
    left join lead_journeys as l on w.record_id = l.lead_id and w.record = 'lead'
)

select * from records
order by place, record_id
