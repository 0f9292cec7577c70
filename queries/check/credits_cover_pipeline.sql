-- Every model shares out the whole pipeline: every opportunity at its opening, and at its close or the cut-off.
--
-- grain: one row
-- reads: deal_credits deals
-- column checked bigint  opportunities, once per milestone and model
-- column failed  bigint  of those, without credit or with credit where none is due
-- column example varchar one of them; null when there is none
with

models as (
    select model from deal_credits group by model
),

due as (
    select opportunity_id, 'created' as milestone from deals
    union all
    select opportunity_id, 'any' as milestone from deals
),

due_per_model as (
    select due.opportunity_id, due.milestone, models.model
    from due
    cross join models
),

given as (
    select opportunity_id, milestone, model
    from deal_credits
    group by opportunity_id, milestone, model
),

compared as (
    select
        concat(
            coalesce(due_per_model.opportunity_id, given.opportunity_id), ', ',
            coalesce(due_per_model.milestone, given.milestone), ', ', coalesce(due_per_model.model, given.model)
        ) as what,
        due_per_model.opportunity_id is null or given.opportunity_id is null as is_wrong
    from due_per_model
    full join given
        on due_per_model.opportunity_id = given.opportunity_id
            and due_per_model.milestone = given.milestone
            and due_per_model.model = given.model
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
