-- How many opportunities, and how much of their money, do channels and campaigns earn, under each model?
--
-- The credit of touches, added up over the opportunities of a day, counted as counted_paths says; for milestone won only those that were
-- won. Opportunities without an eligible touch stand under "(no touch)", so that every model's total is the
-- whole pipeline. It only adds up: whatever is filtered, an answer is a sum.
--
-- grain: one row per day, channel and campaign (day_no, channel, campaign)
-- reads: counted_paths credit_spans touch_credits channel_numbers
-- column day_no     bigint  number of the day in path_days: its milestone, day, region, segment, kind and state
-- column milestone  enum    created, won or any
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

cent as (
    select cast(0.01 as decimal(3, 2)) as size
),

touched as (
    select
        day_no,
        milestone,
        channel_no,
        campaign,
        sum(first_weight) as first_credit,
        sum(last_weight) as last_credit,
        sum(lead_weight) as lead_credit,
        sum(linear_weight) as linear_credit,
        sum(position_weight) as position_credit,
        sum(u_hubspot_weight) as u_hubspot_credit,
        sum(u_marketo_weight) as u_marketo_credit,
        sum(w_hubspot_weight) as w_hubspot_credit,
        sum(w_marketo_weight) as w_marketo_credit,
        sum(full_weight) as full_credit,
        sum(time_decay_weight) as time_decay_credit,
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
    group by day_no, milestone, channel_no, campaign
),

untouched as (
    select
        counted_paths.day_no,
        counted_paths.milestone,
        cast(count(*) as double) as credit,
        cast(sum(counted_paths.amount) as decimal(18, 2)) as amount
    from counted_paths
    left join credit_spans on counted_paths.path_no = credit_spans.path_no
    where credit_spans.path_no is null and (counted_paths.milestone <> 'won' or counted_paths.state = 'won')
    group by counted_paths.day_no, counted_paths.milestone
),

credits as (
    select
        touched.day_no,
        touched.milestone,
        cast(channel_numbers.channel as varchar) as channel,
        touched.campaign,
        touched.first_credit,
        touched.last_credit,
        touched.lead_credit,
        touched.linear_credit,
        touched.position_credit,
        touched.u_hubspot_credit,
        touched.u_marketo_credit,
        touched.w_hubspot_credit,
        touched.w_marketo_credit,
        touched.full_credit,
        touched.time_decay_credit,
        cast(cast(touched.first_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as first_amount,
        cast(cast(touched.last_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as last_amount,
        cast(cast(touched.lead_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as lead_amount,
        cast(cast(touched.linear_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as linear_amount,
        cast(cast(touched.position_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as position_amount,
        cast(cast(touched.u_hubspot_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as u_hubspot_amount,
        cast(cast(touched.u_marketo_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as u_marketo_amount,
        cast(cast(touched.w_hubspot_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as w_hubspot_amount,
        cast(cast(touched.w_marketo_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as w_marketo_amount,
        cast(cast(touched.full_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as full_amount,
        cast(cast(touched.time_decay_cents as decimal(18, 0)) * cent.size as decimal(18, 2)) as time_decay_amount
    from touched
    cross join cent
    inner join channel_numbers on touched.channel_no = channel_numbers.channel_no
    union all
    select
        day_no,
        milestone,
        '(no touch)' as channel,
        '(no touch)' as campaign,
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
        amount as first_amount,
        amount as last_amount,
        amount as lead_amount,
        amount as linear_amount,
        amount as position_amount,
        amount as u_hubspot_amount,
        amount as u_marketo_amount,
        amount as w_hubspot_amount,
        amount as w_marketo_amount,
        amount as full_amount,
        amount as time_decay_amount
    from untouched
)

select * from credits
order by day_no, channel, campaign
