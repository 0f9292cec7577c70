-- How many opportunities, and how much of their money, do channels and campaigns earn, under each model?
--
-- The credit of touches, added up over the opportunities of a day, counted as counted_paths says; for milestone won only those that were
-- won. Opportunities without an eligible touch stand under "(no touch)", so that every model's total is the
-- whole pipeline. It only adds up: whatever is filtered, an answer is a sum.
--
-- grain: one row per day, channel and campaign (day_no, channel, campaign)
-- reads: counted_paths path_days whole_credits mark_credits rest_credits touch_ways
-- column day_no    bigint  number of the day in path_days: its milestone, day, region, segment, kind and state
-- column milestone enum    created, won, any, or both created and any
-- column counts_on date    day on which opportunities count; null when not recorded
-- column region    enum    sales region
-- column segment   enum    size segment
-- column kind      enum    kind of opportunity
-- column channel   enum    channel credited, or (no touch)
-- column campaign  varchar campaign credited, or (no touch)
-- column first_credit double opportunities credited under first, sum of weights
-- column last_credit double opportunities credited under last, sum of weights
-- column lead_credit double opportunities credited under lead, sum of weights
-- column linear_credit double opportunities credited under linear, sum of weights
-- column position_credit double opportunities credited under position, sum of weights
-- column u_hubspot_credit double opportunities credited under u_hubspot, sum of weights
-- column u_marketo_credit double opportunities credited under u_marketo, sum of weights
-- column w_hubspot_credit double opportunities credited under w_hubspot, sum of weights
-- column w_marketo_credit double opportunities credited under w_marketo, sum of weights
-- column full_credit double opportunities credited under full, sum of weights
-- column time_decay_credit double opportunities credited under time_decay, sum of weights
-- column first_amount decimal(18,2) money credited under first
-- column last_amount decimal(18,2) money credited under last
-- column lead_amount decimal(18,2) money credited under lead
-- column linear_amount decimal(18,2) money credited under linear
-- column position_amount decimal(18,2) money credited under position
-- column u_hubspot_amount decimal(18,2) money credited under u_hubspot
-- column u_marketo_amount decimal(18,2) money credited under u_marketo
-- column w_hubspot_amount decimal(18,2) money credited under w_hubspot
-- column w_marketo_amount decimal(18,2) money credited under w_marketo
-- column full_amount decimal(18,2) money credited under full
-- column time_decay_amount decimal(18,2) money credited under time_decay
with

counted as (
    select path_no, day_no
    from counted_paths
    where milestone <> 'won' or state = 'won'
),

marks as (
    select
        counted.day_no,
        credited.way_no,
        sum(credited.first_weight) as first_credit,
        sum(credited.last_weight) as last_credit,
        sum(credited.lead_weight) as lead_credit,
        sum(credited.position_weight) as position_credit,
        sum(credited.u_hubspot_weight) as u_hubspot_credit,
        sum(credited.u_marketo_weight) as u_marketo_credit,
        sum(credited.w_hubspot_weight) as w_hubspot_credit,
        sum(credited.w_marketo_weight) as w_marketo_credit,
        sum(credited.full_weight) as full_credit,
        sum(credited.first_cents) as first_cents,
        sum(credited.last_cents) as last_cents,
        sum(credited.lead_cents) as lead_cents,
        sum(credited.position_cents) as position_cents,
        sum(credited.u_hubspot_cents) as u_hubspot_cents,
        sum(credited.u_marketo_cents) as u_marketo_cents,
        sum(credited.w_hubspot_cents) as w_hubspot_cents,
        sum(credited.w_marketo_cents) as w_marketo_cents,
        sum(credited.full_cents) as full_cents
    from mark_credits as credited
    inner join counted on credited.path_no = counted.path_no
    group by counted.day_no, credited.way_no
),

rests as (
    select
        counted.day_no,
        credited.way_no,
        sum(credited.linear_weight) as linear_credit,
        sum(credited.position_weight) as position_credit,
        sum(credited.u_hubspot_weight) as u_hubspot_credit,
        sum(credited.w_hubspot_weight) as w_hubspot_credit,
        sum(credited.w_marketo_weight) as w_marketo_credit,
        sum(credited.full_weight) as full_credit,
        sum(credited.time_decay_weight) as time_decay_credit,
        sum(credited.linear_cents) as linear_cents,
        sum(credited.position_cents) as position_cents,
        sum(credited.u_hubspot_cents) as u_hubspot_cents,
        sum(credited.w_hubspot_cents) as w_hubspot_cents,
        sum(credited.w_marketo_cents) as w_marketo_cents,
        sum(credited.full_cents) as full_cents,
        sum(credited.time_decay_cents) as time_decay_cents
    from rest_credits as credited
    inner join counted on credited.path_no = counted.path_no
    group by counted.day_no, credited.way_no
),

wholes as (
    select
        counted.day_no,
        credited.way_no,
        cast(count(*) as double) as credit,
        sum(credited.cents) as cents
    from whole_credits as credited
    inner join counted on credited.path_no = counted.path_no
    group by counted.day_no, credited.way_no
),

parts as (
    select
        day_no,
        way_no,
        first_credit,
        last_credit,
        lead_credit,
        0 as linear_credit,
        position_credit,
        u_hubspot_credit,
        u_marketo_credit,
        w_hubspot_credit,
        w_marketo_credit,
        full_credit,
        0 as time_decay_credit,
        first_cents,
        last_cents,
        lead_cents,
        0 as linear_cents,
        position_cents,
        u_hubspot_cents,
        u_marketo_cents,
        w_hubspot_cents,
        w_marketo_cents,
        full_cents,
        0 as time_decay_cents
    from marks
    union all
    select
        day_no,
        way_no,
        0 as first_credit,
        0 as last_credit,
        0 as lead_credit,
        linear_credit,
        position_credit,
        u_hubspot_credit,
        0 as u_marketo_credit,
        w_hubspot_credit,
        w_marketo_credit,
        full_credit,
        time_decay_credit,
        0 as first_cents,
        0 as last_cents,
        0 as lead_cents,
        linear_cents,
        position_cents,
        u_hubspot_cents,
        0 as u_marketo_cents,
        w_hubspot_cents,
        w_marketo_cents,
        full_cents,
        time_decay_cents
    from rests
    union all
    select
        day_no,
        way_no,
        credit as first_credit,
        credit as last_credit,
        credit as lead_credit,
        credit as linear_credit,
        credit as position_credit,
        credit as u_hubspot_credit,
        credit as u_marketo_credit,
        credit as w_hubspot_credit,
        credit as w_marketo_credit,
        credit as full_credit,
        credit as time_decay_credit,
        cents as first_cents,
        cents as last_cents,
        cents as lead_cents,
        cents as linear_cents,
        cents as position_cents,
        cents as u_hubspot_cents,
        cents as u_marketo_cents,
        cents as w_hubspot_cents,
        cents as w_marketo_cents,
        cents as full_cents,
        cents as time_decay_cents
    from wholes
),

summed as (
    select
        day_no,
        way_no,
        sum(first_credit) as first_credit,
        sum(last_credit) as last_credit,
        sum(lead_credit) as lead_credit,
        sum(linear_credit) as linear_credit,
        sum(position_credit) as position_credit,
        sum(u_hubspot_credit) as u_hubspot_credit,
        sum(u_marketo_credit) as u_marketo_credit,
        sum(w_hubspot_credit) as w_hubspot_credit,
        sum(w_marketo_credit) as w_marketo_credit,
        sum(full_credit) as full_credit,
        sum(time_decay_credit) as time_decay_credit,
        cast(sum(first_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as first_money,
        cast(sum(last_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as last_money,
        cast(sum(lead_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as lead_money,
        cast(sum(linear_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as linear_money,
        cast(sum(position_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as position_money,
        cast(sum(u_hubspot_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as u_hubspot_money,
        cast(sum(u_marketo_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as u_marketo_money,
        cast(sum(w_hubspot_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as w_hubspot_money,
        cast(sum(w_marketo_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as w_marketo_money,
        cast(sum(full_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as full_money,
        cast(sum(time_decay_cents) as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as time_decay_money
    from parts
    group by day_no, way_no
),

credits as (
    select
        summed.day_no,
        path_days.milestone,
        path_days.counts_on,
        path_days.region,
        path_days.segment,
        path_days.kind,
        coalesce(cast(touch_ways.channel as varchar), '(no touch)') as channel,
        coalesce(touch_ways.campaign, '(no touch)') as campaign,
        summed.first_credit,
        summed.last_credit,
        summed.lead_credit,
        summed.linear_credit,
        summed.position_credit,
        summed.u_hubspot_credit,
        summed.u_marketo_credit,
        summed.w_hubspot_credit,
        summed.w_marketo_credit,
        summed.full_credit,
        summed.time_decay_credit,
        cast(summed.first_money as decimal(18, 2)) as first_amount,
        cast(summed.last_money as decimal(18, 2)) as last_amount,
        cast(summed.lead_money as decimal(18, 2)) as lead_amount,
        cast(summed.linear_money as decimal(18, 2)) as linear_amount,
        cast(summed.position_money as decimal(18, 2)) as position_amount,
        cast(summed.u_hubspot_money as decimal(18, 2)) as u_hubspot_amount,
        cast(summed.u_marketo_money as decimal(18, 2)) as u_marketo_amount,
        cast(summed.w_hubspot_money as decimal(18, 2)) as w_hubspot_amount,
        cast(summed.w_marketo_money as decimal(18, 2)) as w_marketo_amount,
        cast(summed.full_money as decimal(18, 2)) as full_amount,
        cast(summed.time_decay_money as decimal(18, 2)) as time_decay_amount
    from summed
    inner join path_days on summed.day_no = path_days.day_no
    left join touch_ways on summed.way_no = touch_ways.way_no
)

select * from credits
order by day_no, channel, campaign
