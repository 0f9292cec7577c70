-- From which day to which was every deal and lead open, and in which stage?
--
-- A deal from the day it was opened until the day it closed, in the stage of each day; before its first recorded stage in the one it has now.
-- A lead from the day it was made until it became an opportunity or ended. So open on a day: from_on up to it, until_on after it.
--
-- grain: one row per record and stay of a day at least (record, record_id, from_on)
-- reads: deals deal_stages stage_entries lead_ends
-- column record     varchar       deal or lead
-- column record_id  varchar       the opportunity or the lead
-- column region     enum          sales region
-- column segment    enum          size segment
-- column kind       enum          kind of opportunity; of leads (no kind)
-- column stage      varchar       the stage
-- column amount     decimal(18,2) amount of the deal; null for a lead
-- column entered_on date          the day it entered the stage; null when nobody wrote down when
-- column from_on    date          first day on which it was open and in the stage
-- column until_on   date          first day on which it no longer was
with

deal_days as (
    select
        opportunity_id,
        region,
        segment,
        kind,
        stage,
        amount,
        created_on,
        coalesce(created_on, cast('0001-01-01' as date)) as open_from,
        case when state = 'open' then cast('9999-12-31' as date) else closed_on end as open_until
    from deals
    where state = 'open' or closed_on is not null
),

first_stays as (
    select opportunity_id, cast(min(entered_at) as date) as entered_on
    from deal_stages
    group by opportunity_id
),

spans as (
    select
        'deal' as record,
        d.opportunity_id as record_id,
        d.region,
        d.segment,
        d.kind,
        s.stage,
        d.amount,
        cast(s.entered_at as date) as entered_on,
        greatest(d.open_from, cast(s.entered_at as date)) as from_on,
        least(d.open_until, coalesce(cast(s.left_at as date), d.open_until)) as until_on
    from deal_days as d
    inner join deal_stages as s on d.opportunity_id = s.opportunity_id
    union all
    select
        'deal' as record,
        d.opportunity_id as record_id,
        d.region,
        d.segment,
        d.kind,
        d.stage,
        d.amount,
        d.created_on as entered_on,
        d.open_from as from_on,
        least(d.open_until, coalesce(f.entered_on, d.open_until)) as until_on
    from deal_days as d
    left join first_stays as f on d.opportunity_id = f.opportunity_id
    union all
    select
        'lead' as record,
        l.lead_id as record_id,
        l.region,
        l.segment,
        '(no kind)' as kind,
        e.stage,
        cast(null as decimal(18, 2)) as amount,
        e.entered_on,
        e.entered_on as from_on,
        least(
            coalesce(e.next_on, cast('9999-12-31' as date)),
            coalesce(l.ended_on, cast('9999-12-31' as date)),
            coalesce(l.opportunity_on, cast('9999-12-31' as date))
        ) as until_on
    from lead_ends as l
    inner join stage_entries as e on l.lead_id = e.record_id
    where e.record = 'lead' and l.created_on is not null and (l.is_lead_only or l.opportunity_on is not null)
)

select * from spans
where from_on < until_on
order by record, from_on, record_id
