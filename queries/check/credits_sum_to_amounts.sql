-- The credit of every opportunity adds up to its amount, to the cent, under every model.
--
-- grain: one row
-- reads: touch_credits counted_paths deals
-- column checked bigint  opportunities, once per milestone
-- column failed  bigint  of those, where the sum differs under a model
-- column example varchar one of them; null when there is none
with

sums as (
    select
        path_no,
        sum(first_cents) as first_cents,
        sum(last_cents) as last_cents,
        sum(lead_cents) as lead_cents,
        sum(linear_cents) as linear_cents,
        sum(position_cents) as position_cents,
        sum(u_hubspot_cents) as u_hubspot_cents,
        sum(u_marketo_cents) as u_marketo_cents,
        sum(w_hubspot_cents) as w_hubspot_cents,
        sum(w_marketo_cents) as w_marketo_cents,
        sum(full_cents) as full_cents,
        sum(time_decay_cents) as time_decay_cents
    from touch_credits
    group by path_no
),

due as (
    select
        counted_paths.path_no,
        concat(deals.opportunity_id, ', ', counted_paths.milestone) as what,
        round(coalesce(deals.amount, 0) * 100, 0) as cents
    from counted_paths
    inner join deals on (counted_paths.path_no + 1) // 2 = deals.deal_no
    where counted_paths.milestone <> 'won'
),

compared as (
    select
        due.what,
        sums.path_no is null
        or sums.first_cents <> due.cents
        or sums.last_cents <> due.cents
        or sums.lead_cents <> due.cents
        or sums.linear_cents <> due.cents
        or sums.position_cents <> due.cents
        or sums.u_hubspot_cents <> due.cents
        or sums.u_marketo_cents <> due.cents
        or sums.w_hubspot_cents <> due.cents
        or sums.w_marketo_cents <> due.cents
        or sums.full_cents <> due.cents
        or sums.time_decay_cents <> due.cents
            as is_wrong
    from due
    left join sums on due.path_no = sums.path_no
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
