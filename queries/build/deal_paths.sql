-- Over which channels did the touches of each opportunity lead up to its close?
--
-- Eligible touches up to the close, else the cut-off; consecutive touches on one channel are one step. Opportunities without an eligible
-- touch have no row.
--
-- grain: one row per opportunity (opportunity_id)
-- reads: credit_paths
-- column opportunity_id varchar the opportunity
-- column steps          bigint  steps of the path, count
-- column first_step     varchar channel of the first step
-- column second_step    varchar channel of the second step; null when there is none
-- column third_step     varchar channel of the third step; null when there is none
-- column last_step      varchar channel of the last step
with

followed as (
    select
        opportunity_id,
        channel,
        touch_no,
        lag(channel) over (partition by opportunity_id order by touch_no) as channel_before
    from credit_paths
    where milestone = 'any'
),

numbered as (
    select
        opportunity_id,
        channel,
        row_number() over (partition by opportunity_id order by touch_no) as step_no,
        count(*) over (partition by opportunity_id) as steps
    from followed
    where channel_before is null or channel_before <> channel
),

paths as (
    select
        opportunity_id,
        max(steps) as steps,
        max(case when step_no = 1 then channel end) as first_step,
        max(case when step_no = 2 then channel end) as second_step,
        max(case when step_no = 3 then channel end) as third_step,
        max(case when step_no = steps then channel end) as last_step
    from numbered
    group by opportunity_id
)

select * from paths
order by opportunity_id
