-- The shares of every opportunity's credit sum to one, under every model.
--
-- grain: one row
-- reads: touch_credits counted_paths deals
-- column checked bigint  opportunities, once per milestone
-- column failed  bigint  of those, where the shares differ from one by more than 1e-9 under a model
-- column example varchar one of them; null when there is none
with

sums as (
    select
        path_no,
        sum(first_weight) as first_weight,
        sum(last_weight) as last_weight,
        sum(lead_weight) as lead_weight,
        sum(linear_weight) as linear_weight,
        sum(position_weight) as position_weight,
        sum(u_hubspot_weight) as u_hubspot_weight,
        sum(u_marketo_weight) as u_marketo_weight,
        sum(w_hubspot_weight) as w_hubspot_weight,
        sum(w_marketo_weight) as w_marketo_weight,
        sum(full_weight) as full_weight,
        sum(time_decay_weight) as time_decay_weight
    from touch_credits
    group by path_no
),

compared as (
    select
        concat(deals.opportunity_id, ', ', counted_paths.milestone) as what,
        sums.path_no is null
        or abs(sums.first_weight - 1) > 1e-9
        or abs(sums.last_weight - 1) > 1e-9
        or abs(sums.lead_weight - 1) > 1e-9
        or abs(sums.linear_weight - 1) > 1e-9
        or abs(sums.position_weight - 1) > 1e-9
        or abs(sums.u_hubspot_weight - 1) > 1e-9
        or abs(sums.u_marketo_weight - 1) > 1e-9
        or abs(sums.w_hubspot_weight - 1) > 1e-9
        or abs(sums.w_marketo_weight - 1) > 1e-9
        or abs(sums.full_weight - 1) > 1e-9
        or abs(sums.time_decay_weight - 1) > 1e-9
            as is_wrong
    from counted_paths
    inner join deals on (counted_paths.path_no + 1) // 2 = deals.deal_no
    left join sums on counted_paths.path_no = sums.path_no
    where counted_paths.milestone <> 'won'
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
