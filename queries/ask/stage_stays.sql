-- How long did each stay in a stage last?
--
-- Stays that ended in the quarters looked at, in the stages of the joint funnel (first entries, skipped stages left out) and in sales's
-- own stages (every stay). Entering a stage on the very day the deal closed is no stay. All regions and segments; kinds as picked.
--
-- grain: one row per process, stage, record and stay (process, stage, record_id, stay_no)
-- reads: ended_stays
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- column process    varchar funnel = the joint funnel; sales = sales's own stages
-- column stage      varchar the stage
-- column place      integer its place in the process
-- column record_id  varchar the lead or the opportunity
-- column stay_no    integer the record's first, second … stay in the stage
-- column region     varchar sales region
-- column segment    varchar size segment
-- column entered_on date    first day
-- column left_on    date    last day
-- column days       integer calendar days between the two
with

stays as (
    select
        process,
        stage,
        place,
        record_id,
        stay_no,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        entered_on,
        left_on,
        days
    from ended_stays
    where
        picked($kinds, kind) and left_on <= $as_of
        and in_period(left_on, cast(cast($start_on as date) - to_months(3 * ($span_quarters - 1)) as date), $end_on)
)

select * from stays
order by process, stage, record_id, stay_no
