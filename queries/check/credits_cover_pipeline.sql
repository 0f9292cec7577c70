-- Every model shares out the whole pipeline: of every day, region, segment and kind, with and without touches.
--
-- grain: one row
-- reads: campaign_credits counted_paths path_days
-- column checked bigint  days, once per milestone, region, segment, kind and state
-- column failed  bigint  of those, where a model credits other numbers or amounts than there are
-- column example varchar one of them; null when there is none
with

parts as (
    select
        day_no,
        count(*) as due,
        sum(amount) as due_amount,
        cast(0 as double) as first_credit,
        cast(0 as decimal(18, 2)) as first_amount,
        cast(0 as double) as last_credit,
        cast(0 as decimal(18, 2)) as last_amount,
        cast(0 as double) as lead_credit,
        cast(0 as decimal(18, 2)) as lead_amount,
        cast(0 as double) as linear_credit,
        cast(0 as decimal(18, 2)) as linear_amount,
        cast(0 as double) as position_credit,
        cast(0 as decimal(18, 2)) as position_amount,
        cast(0 as double) as u_hubspot_credit,
        cast(0 as decimal(18, 2)) as u_hubspot_amount,
        cast(0 as double) as u_marketo_credit,
        cast(0 as decimal(18, 2)) as u_marketo_amount,
        cast(0 as double) as w_hubspot_credit,
        cast(0 as decimal(18, 2)) as w_hubspot_amount,
        cast(0 as double) as w_marketo_credit,
        cast(0 as decimal(18, 2)) as w_marketo_amount,
        cast(0 as double) as full_credit,
        cast(0 as decimal(18, 2)) as full_amount,
        cast(0 as double) as time_decay_credit,
        cast(0 as decimal(18, 2)) as time_decay_amount
    from counted_paths
    where milestone <> 'won' or state = 'won'
    group by day_no
    union all
    select
        day_no,
        0 as due,
        0 as due_amount,
        first_credit,
        first_amount,
        last_credit,
        last_amount,
        lead_credit,
        lead_amount,
        linear_credit,
        linear_amount,
        position_credit,
        position_amount,
        u_hubspot_credit,
        u_hubspot_amount,
        u_marketo_credit,
        u_marketo_amount,
        w_hubspot_credit,
        w_hubspot_amount,
        w_marketo_credit,
        w_marketo_amount,
        full_credit,
        full_amount,
        time_decay_credit,
        time_decay_amount
    from campaign_credits
),

compared as (
    select
        day_no,
        false
        or abs(sum(first_credit) - sum(due)) > 1e-6 or sum(first_amount) <> sum(due_amount)
        or abs(sum(last_credit) - sum(due)) > 1e-6 or sum(last_amount) <> sum(due_amount)
        or abs(sum(lead_credit) - sum(due)) > 1e-6 or sum(lead_amount) <> sum(due_amount)
        or abs(sum(linear_credit) - sum(due)) > 1e-6 or sum(linear_amount) <> sum(due_amount)
        or abs(sum(position_credit) - sum(due)) > 1e-6 or sum(position_amount) <> sum(due_amount)
        or abs(sum(u_hubspot_credit) - sum(due)) > 1e-6 or sum(u_hubspot_amount) <> sum(due_amount)
        or abs(sum(u_marketo_credit) - sum(due)) > 1e-6 or sum(u_marketo_amount) <> sum(due_amount)
        or abs(sum(w_hubspot_credit) - sum(due)) > 1e-6 or sum(w_hubspot_amount) <> sum(due_amount)
        or abs(sum(w_marketo_credit) - sum(due)) > 1e-6 or sum(w_marketo_amount) <> sum(due_amount)
        or abs(sum(full_credit) - sum(due)) > 1e-6 or sum(full_amount) <> sum(due_amount)
        or abs(sum(time_decay_credit) - sum(due)) > 1e-6 or sum(time_decay_amount) <> sum(due_amount)
            as is_wrong
    from parts
    group by day_no
),

named as (
    select
        compared.is_wrong,
        concat(path_days.milestone, ', ', path_days.counts_on, ', ', path_days.region, ', ', path_days.segment) as what
    from compared
    inner join path_days on compared.day_no = path_days.day_no
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from named
)

select * from verdict
