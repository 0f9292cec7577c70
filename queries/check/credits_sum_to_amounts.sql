-- The credit of every opportunity adds up to its amount, to the cent, under every model.
--
-- grain: one row
-- reads: deal_credits deals
-- column checked bigint  opportunities, once per milestone and model
-- column failed  bigint  of those, where the sum differs
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
            first_amount, last_amount, lead_amount, linear_amount, position_amount, u_hubspot_amount,
            u_marketo_amount, w_hubspot_amount, w_marketo_amount, full_amount, time_decay_amount
        ]) as amount
    from deal_credits
),

sums as (
    select opportunity_id, milestone, model, sum(amount) as credited
    from shares
    group by opportunity_id, milestone, model
),

compared as (
    select
        concat(sums.opportunity_id, ', ', sums.milestone, ', ', sums.model) as what,
        sums.credited <> coalesce(deals.amount, 0) as is_wrong
    from sums
    inner join deals on sums.opportunity_id = deals.opportunity_id
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
