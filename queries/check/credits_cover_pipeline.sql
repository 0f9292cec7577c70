-- Every model shares out the whole pipeline: every opportunity at its opening, and at its close or the cut-off.
--
-- grain: one row
-- reads: deal_credits deals
-- column checked bigint  opportunities, once per milestone
-- column failed  bigint  of those, without credit or with credit where none is due
-- column example varchar one of them; null when there is none
with

due as (
    select opportunity_id, 'created' as milestone from deals
    union all
    select opportunity_id, 'any' as milestone from deals
),

given as (
    select opportunity_id, milestone
    from deal_credits
    group by opportunity_id, milestone
),

compared as (
    select
        concat(
            coalesce(due.opportunity_id, given.opportunity_id), ', ', coalesce(due.milestone, given.milestone)
        ) as what,
        due.opportunity_id is null or given.opportunity_id is null as is_wrong
    from due
    full join given on due.opportunity_id = given.opportunity_id and due.milestone = given.milestone
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
