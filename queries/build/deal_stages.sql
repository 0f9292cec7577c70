-- When was each opportunity in which stage of sales's own process?
--
-- Every stay counts; it ends when the next one starts, the last one when the opportunity closes. Entries after the cut-off and those of
-- opportunities that are not loaded are left out.
--
-- grain: one row per opportunity, stage and entry (opportunity_id, stage, entered_at)
-- reads: opportunity_stages deals
-- param  as_of          date      last day counted
-- column opportunity_id varchar   the opportunity
-- column region         enum      sales region
-- column segment        enum      size segment
-- column kind           enum      kind of opportunity
-- column stage          varchar   the stage
-- column entered_at     timestamp when it entered
-- column left_at        timestamp when it left; null while it is there
-- column entry_no       integer   1 for the first entry of the opportunity, whatever the stage
-- column stay_no        integer   1 for its first stay in this stage
-- column is_stay        boolean   it was there for a day at least: it did not enter on the very day the deal closed, or later
with

stays as (
    select opportunity_id, trim(stage) as stage, entered_at
    from opportunity_stages
    where cast(entered_at as date) <= $as_of
    group by opportunity_id, trim(stage), entered_at
),

followed as (
    select
        opportunity_id,
        stage,
        entered_at,
        lead(entered_at) over (partition by opportunity_id order by entered_at, stage) as next_at
    from stays
),

ended as (
    select
        followed.opportunity_id,
        deals.region,
        deals.segment,
        deals.kind,
        followed.stage,
        followed.entered_at,
        coalesce(
            followed.next_at, case when deals.closed_at >= followed.entered_at then deals.closed_at end
        ) as left_at,
        cast(row_number() over (
            partition by followed.opportunity_id order by followed.entered_at, followed.stage
        ) as integer) as entry_no,
        cast(row_number() over (
            partition by followed.opportunity_id, followed.stage order by followed.entered_at
        ) as integer) as stay_no,
        coalesce(cast(followed.entered_at as date) < deals.closed_on, true) as is_stay
    from followed
    inner join deals on followed.opportunity_id = deals.opportunity_id
)

select * from ended
order by region, opportunity_id, entered_at, stage
