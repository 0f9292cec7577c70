-- How much of each stage's cohort is old enough to judge?
--
-- Of the records that entered the stage in the period: mature ones had the days allowed by the data cut-off, immature ones are
-- younger. Resolved: moved on or left, whatever their age.
--
-- grain: one row per stage, in order (stage)
-- needs: leads
-- reads: stage_moves
-- records: funnel_records
-- drill: entered = count(*)
-- drill: mature = count(*) filter (where is_counted)
-- drill: immature = count(*) filter (where not is_counted)
-- drill: resolved_share = ratio(count(*) filter (where next_on is not null or left_on is not null), count(*))
-- column stage          varchar lead, mql, sal, sql, opportunity or won
-- column entered        bigint  records that entered it, count
-- column mature         bigint  of those, old enough for their outcome to count
-- column immature       bigint  of those, too young
-- column resolved_share double  moved on or left ÷ entered, ratio 0..1; null when none entered
with

by_stage as (
    select
        stage,
        count(*) as entered,
        count(*) filter (where is_counted) as mature,
        count(*) filter (where next_on is not null or left_on is not null) as resolved
    from stage_moves
    group by stage
),

stages as (
    select
        s.stage_no,
        s.stage,
        coalesce(b.entered, 0) as entered,
        coalesce(b.mature, 0) as mature,
        coalesce(b.entered - b.mature, 0) as immature,
        ratio(b.resolved, b.entered) as resolved_share
    from funnel_stages() as s
    left join by_stage as b on s.stage = b.stage
)

select stage, entered, mature, immature, resolved_share from stages
order by stage_no
