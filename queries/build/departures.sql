-- Which leads and deals left the funnel without being won, when and why?
--
-- Leads that have become no opportunity: rejected by sales; without a decision, on the day they were handed over; silent, from the day when silence
-- ends them, which may lie ahead. Deals lost.
--
-- grain: one row per record (record, record_id)
-- reads: lead_journeys lead_ends deals
-- column place     varchar       rejected, undecided, silent or lost
-- column reason    varchar       why, as recorded; of silent leads the stage they were in
-- column record    varchar       deal or lead
-- column record_id varchar       the lead or the opportunity
-- column region    enum          sales region
-- column segment   enum          size segment
-- column kind      enum          kind of opportunity; of leads (no kind)
-- column stage     varchar       the stage that the lead had reached; of deals (any)
-- column on_day    date          the day it left, or was handed over; null when nobody wrote it down
-- column amount    decimal(18,2) amount of the deal; null for a lead
with

leads as (
    select
        l.lead_id,
        l.region,
        l.segment,
        l.reject_reason,
        cast(l.handed_over_at as date) as handed_over_on,
        cast(l.left_at as date) as left_on,
        e.ended_on,
        case
            when l.left_at is not null then 'rejected'
            when l.outcome = 'undecided' then 'undecided'
            else 'silent'
        end as place,
        case
            when l.sql_at is not null then 'sql'
            when l.sal_at is not null then 'sal'
            when l.mql_at is not null then 'mql'
            else 'lead'
        end as stage
    from lead_journeys as l
    inner join lead_ends as e on l.lead_id = e.lead_id
    where e.is_lead_only
),

departures as (
    select
        place,
        case place
            when 'rejected' then coalesce(reject_reason, '(no reason)')
            when 'undecided' then '(no decision)'
            else stage
        end as reason,
        'lead' as record,
        lead_id as record_id,
        region,
        segment,
        '(no kind)' as kind,
        stage,
        case place when 'rejected' then left_on when 'undecided' then handed_over_on else ended_on end as on_day,
        cast(null as decimal(18, 2)) as amount
    from leads
    union all
    select
        'lost' as place,
        coalesce(loss_reason, '(no reason)') as reason,
        'deal' as record,
        opportunity_id as record_id,
        region,
        segment,
        kind,
        '(any)' as stage,
        closed_on as on_day,
        amount
    from deals
    where state = 'lost'
)

select * from departures
order by record, place, on_day, record_id
