-- Accepted, rejected and undecided leads add up to those handed over.
--
-- grain: one row
-- reads: lead_journeys
-- column checked bigint  leads
-- column failed  bigint  of those, handed over without an outcome, or with one and never handed over
-- column example varchar one of them; null when there is none
with

compared as (
    select
        lead_id,
        (handed_over_at is null) <> (outcome is null)
            or (handed_over_at is null) <> (mql_at is null)
            or not coalesce(outcome in ('accepted', 'rejected', 'undecided'), true) as is_wrong
    from lead_journeys
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then lead_id end) as example
    from compared
)

select * from verdict
