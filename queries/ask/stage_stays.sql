-- How long did each stay in a stage last?
--
-- Stays that ended in the quarters looked at, in the stages of the joint funnel (first entries, skipped stages left out) and in sales's
-- own stages (every stay). Entering a stage on the very day the deal closed is no stay. All regions and segments; kinds as picked.
--
-- grain: one row per process, stage, record and stay (process, stage, record_id, stay_no)
-- reads: stage_entries deal_stages
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- column process    varchar funnel = the joint funnel; sales = sales's own stages
-- column stage      varchar the stage
-- column place      integer its place in the funnel; 0 for sales's own stages
-- column record_id  varchar the lead or the opportunity
-- column stay_no    integer the record's first, second … stay in the stage
-- column region     varchar sales region
-- column segment    varchar size segment
-- column entered_on date    first day
-- column left_on    date    last day
-- column days       integer calendar days between the two
with

window_on as (
    select
        cast(cast($start_on as date) - to_months(3 * ($span_quarters - 1)) as date) as start_on,
        cast($end_on as date) as end_on
),

stays as (
    select
        'funnel' as process,
        cast(stage as varchar) as stage,
        stage_no as place,
        record_id,
        1 as stay_no,
        region,
        segment,
        kind,
        cast(entered_at as date) as entered_on,
        cast(coalesce(next_at, left_at) as date) as left_on
    from stage_entries
    where is_timed
    union all
    select
        'sales' as process,
        cast(stage as varchar) as stage,
        0 as place,
        opportunity_id as record_id,
        stay_no,
        region,
        segment,
        kind,
        cast(entered_at as date) as entered_on,
        cast(left_at as date) as left_on
    from deal_stages
    where is_stay
),

ended as (
    select
        s.process,
        s.stage,
        s.place,
        s.record_id,
        cast(s.stay_no as integer) as stay_no,
        cast(s.region as varchar) as region,
        cast(s.segment as varchar) as segment,
        s.entered_on,
        s.left_on,
        cast(s.left_on - s.entered_on as integer) as days
    from stays as s
    cross join window_on as w
    where picked($kinds, s.kind) and s.left_on <= $as_of and in_period(s.left_on, w.start_on, w.end_on)
)

select * from ended
order by process, stage, record_id, stay_no
