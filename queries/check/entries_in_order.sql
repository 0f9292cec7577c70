-- No record enters a stage before the stage above it, nor leaves one before it entered.
--
-- grain: one row
-- reads: stage_entries
-- column checked bigint  entries to a stage
-- column failed  bigint  of those, followed or left before they happened
-- column example varchar one of them; null when there is none
with

compared as (
    select
        concat(record_id, ', ', stage) as what,
        coalesce(next_at < entered_at, false) or coalesce(left_at < entered_at, false) as is_wrong
    from stage_entries
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
