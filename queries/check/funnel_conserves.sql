-- At every stage of the funnel, those that entered moved on, left, or are still there; those that moved on entered the next stage.
--
-- grain: one row
-- reads: stage_entries
-- column checked bigint  entries to a stage
-- column failed  bigint  of those, both moved on and left, or moved on to a stage that they did not enter
-- column example varchar one of them; null when there is none
with

followed as (
    select
        entries.record_id,
        entries.stage,
        entries.next_at,
        entries.left_at,
        following.entered_at as following_at,
        entries.stage = 'sql' as hands_to_opportunity
    from stage_entries as entries
    left join stage_entries as following
        on entries.record_id = following.record_id
            and entries.record = following.record
            and entries.stage_no + 1 = following.stage_no
),

compared as (
    select
        concat(record_id, ', ', stage) as what,
        (next_at is not null and left_at is not null)
            or (
                not hands_to_opportunity
                and coalesce(next_at <> following_at, (next_at is null) <> (following_at is null))
            ) as is_wrong
    from followed
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
