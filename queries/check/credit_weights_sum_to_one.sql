-- The credit shares of every opportunity add up to one, under every model.
--
-- grain: one row
-- reads: deal_credits
-- column checked bigint  opportunities, once per milestone and model
-- column failed  bigint  of those, where the shares differ from one by more than 1e-9
-- column example varchar one of them; null when there is none
with

shares as (
    select
        opportunity_id,
        milestone,
        unnest([
            'first', 'last', 'lead', 'linear', 'position', 'u_hubspot', 'u_marketo', 'w_hubspot', 'w_marketo',
            'full', 'time_decay'
        ]) as model,
        unnest([
            first_weight, last_weight, lead_weight, linear_weight, position_weight, u_hubspot_weight,
            u_marketo_weight, w_hubspot_weight, w_marketo_weight, full_weight, time_decay_weight
        ]) as weight
    from deal_credits
),

sums as (
    select
        concat(opportunity_id, ', ', milestone, ', ', model) as what,
        abs(sum(weight) - 1) > 1e-9 as is_wrong
    from shares
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
