-- Over which channels did the touches of each opportunity lead up to its close?
--
-- Eligible touches up to the close, else the cut-off; consecutive touches on one channel are one step. Opportunities without an eligible
-- touch have no row.
--
-- grain: one row per opportunity (opportunity_id)
-- reads: deals credit_paths credit_spans channel_numbers
-- column opportunity_id varchar the opportunity
-- column steps          bigint  steps of the path, count
-- column first_step     varchar channel of the first step
-- column second_step    varchar channel of the second step; null when there is none
-- column third_step     varchar channel of the third step; null when there is none
-- column last_step      varchar channel of the last step
with

followed as (
    select
        path_no,
        channel_no,
        position,
        lag(channel_no) over (partition by path_no order by position) as channel_before
    from credit_paths
),

numbered as (
    select
        path_no,
        channel_no,
        row_number() over (partition by path_no order by position) as step_no,
        count(*) over (partition by path_no) as steps
    from followed
    where channel_before is null or channel_before <> channel_no
),

paths as (
    select
        deals.opportunity_id,
        max(numbered.steps) as steps,
        max(case when step_no = 1 then cast(channel_numbers.channel as varchar) end) as first_step,
        max(case when step_no = 2 then cast(channel_numbers.channel as varchar) end) as second_step,
        max(case when step_no = 3 then cast(channel_numbers.channel as varchar) end) as third_step,
        max(case when step_no = steps then cast(channel_numbers.channel as varchar) end) as last_step
    from numbered
    inner join credit_spans on numbered.path_no = credit_spans.path_no
    inner join deals on credit_spans.deal_no = deals.deal_no
    inner join channel_numbers on numbered.channel_no = channel_numbers.channel_no
    where credit_spans.milestone in ('any', 'both')
    group by deals.opportunity_id
)

select * from paths
order by opportunity_id
