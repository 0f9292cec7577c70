-- The credit shares of every opportunity add up to one, under every model.
--
-- grain: one row
-- reads: deal_credits
-- column checked bigint  opportunities, once per milestone and model
-- column failed  bigint  of those, where the shares differ from one by more than 1e-9
-- column example varchar one of them; null when there is none
with

sums as (
    select
        concat(opportunity_id, ', ', milestone, ', ', model) as what,
        abs(sum(weight) - 1) > 1e-9 as is_wrong
    from deal_credits
    group by opportunity_id, milestone, model
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from sums
)

select * from verdict
