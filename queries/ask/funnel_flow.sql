-- Where are those who entered each stage now?
--
-- The records that entered the stage in the period, by the way they came in: from a lead, or opened by sales without one. Each
-- moved on, left the funnel or is still there at the data cut-off, so that entered = moved_on + left_funnel + still_there.
--
-- grain: one row per stage and inflow, in order (stage, inflow)
-- needs: leads
-- reads: stage_moves
-- records: funnel_records
-- drill: entered = count(*)
-- drill: moved_on = count(*) filter (where next_on is not null)
-- drill: left_funnel = count(*) filter (where left_on is not null)
-- drill: still_there = count(*) filter (where next_on is null and left_on is null)
-- column stage       varchar lead, mql, sal, sql, opportunity or won
-- column inflow      varchar lead = it came from a lead; sales = sales opened it without one
-- column entered     bigint  records that entered the stage, count
-- column moved_on    bigint  of those, reached the next stage
-- column left_funnel bigint  of those, rejected or lost
-- column still_there bigint  of those, neither
with

by_inflow as (
    select
        stage,
        inflow,
        count(*) as entered,
        count(*) filter (where next_on is not null) as moved_on,
        count(*) filter (where left_on is not null) as left_funnel,
        count(*) filter (where next_on is null and left_on is null) as still_there
    from stage_moves
    group by stage, inflow
),

inflows as (
    select
        s.stage_no,
        s.stage,
        i.inflow
    from funnel_stages() as s
    inner join (values ('lead'), ('sales')) as i (inflow) on i.inflow = 'lead' or s.stage in ('opportunity', 'won')
),

flows as (
    select
        i.stage_no,
        i.stage,
        i.inflow,
        coalesce(b.entered, 0) as entered,
        coalesce(b.moved_on, 0) as moved_on,
        coalesce(b.left_funnel, 0) as left_funnel,
        coalesce(b.still_there, 0) as still_there
    from inflows as i
    left join by_inflow as b on i.stage = b.stage and i.inflow = b.inflow
)

select stage, inflow, entered, moved_on, left_funnel, still_there from flows
order by stage_no, inflow
