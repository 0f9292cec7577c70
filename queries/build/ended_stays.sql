-- How long did each stay in a stage last?
--
-- Stays that ended, in the stages of the joint funnel (first entries, skipped stages left out) and in sales's own stages (every stay).
-- Entering a stage on the very day the deal closed is no stay. Sales's own stages stand in the order in which its deals go through
-- them: by the mean number of their entry.
--
-- grain: one row per process, stage, record and stay (process, stage, record_id, stay_no)
-- reads: stage_entries deal_stages
-- column process    varchar funnel = the joint funnel; sales = sales's own stages
-- column stage      varchar the stage
-- column place      integer its place in the process
-- column record_id  varchar the lead or the opportunity
-- column stay_no    integer the record's first, second … stay in the stage
-- column region     enum    sales region
-- column segment    enum    size segment
-- column kind       enum    kind of opportunity; (no kind) for a lead
-- column entered_on date    first day
-- column left_on    date    last day
-- column days       integer calendar days between the two
with

orders as (
    select stage, cast(sum(entry_no) as double) / count(*) as mean_entry_no
    from deal_stages
    group by stage
),

places as (
    select stage, cast(row_number() over (order by mean_entry_no, stage) as integer) as place
    from orders
),

stays as (
    select
        'funnel' as process,
        stage,
        stage_no as place,
        record_id,
        1 as stay_no,
        region,
        segment,
        kind,
        entered_on,
        coalesce(next_on, left_on) as left_on
    from stage_entries
    where is_timed
    union all
    select
        'sales' as process,
        d.stage,
        p.place,
        d.opportunity_id as record_id,
        d.stay_no,
        d.region,
        d.segment,
        d.kind,
        cast(d.entered_at as date) as entered_on,
        cast(d.left_at as date) as left_on
    from deal_stages as d
    inner join places as p on d.stage = p.stage
    where d.is_stay
),

ended as (
    select *, cast(date_diff('day', entered_on, left_on) as integer) as days
    from stays
    where left_on is not null
)

select * from ended
order by process, place, left_on, record_id, stay_no
