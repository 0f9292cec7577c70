-- Which stays in a stage ended?
--
-- The stays that ended in the quarters looked at, of the regions and segments picked.
--
-- grain: one row per process, stage, record and stay (process, stage, record_id, stay_no)
-- reads: stage_stays deals lead_journeys
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- column process    varchar funnel = the joint funnel; sales = sales's own stages
-- column stage      varchar the stage
-- column record_id  varchar the lead or the opportunity
-- column stay_no    integer the record's first, second … stay in the stage
-- column name       varchar who or what it is
-- column region     varchar sales region
-- column segment    varchar size segment
-- column entered_on date    first day
-- column left_on    date    last day
-- column days       integer calendar days between the two
-- column opportunity_id varchar the opportunity; null where the record is none
with

picked_stays as (
    select
        *,
        process = 'sales' or stage in ('opportunity', 'won') as is_deal
    from stage_stays
    where picked($regions, region) and picked($segments, segment)
),

named as (
    select s.*, d.name
    from picked_stays as s
    inner join deals as d on s.record_id = d.opportunity_id
    where s.is_deal
    union all
    select s.*, l.name
    from picked_stays as s
    inner join lead_journeys as l on s.record_id = l.lead_id
    where not s.is_deal
),

records as (
    select
        process,
        stage,
        record_id,
        stay_no,
        name,
        region,
        segment,
        entered_on,
        left_on,
        days,
        case when is_deal then record_id end as opportunity_id
    from named
)

select * from records
order by process, stage, record_id, stay_no
