-- Every opportunity is open, won or lost, and an open one has no close.
--
-- grain: one row
-- reads: deals
-- column checked bigint  opportunities
-- column failed  bigint  of those, in no state, or open with a close
-- column example varchar one of them; null when there is none
with

compared as (
    select
        opportunity_id,
        state not in ('open', 'won', 'lost') or (state = 'open' and closed_at is not null) as is_wrong
    from deals
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then opportunity_id end) as example
    from compared
)

select * from verdict
