-- Which channels and campaigns share the credit for each opportunity, under each model?
--
-- The credit of its touches, added up by channel and campaign. Milestone created: every opportunity at its opening; any: every one at its
-- close, else at the cut-off. Opportunities without an eligible touch, or without the date, stand under "(no touch)", so that every model's
-- total is the whole pipeline. Weights of an opportunity sum to 1 per milestone and model, money to its amount.
--
-- grain: one row per opportunity, milestone, channel and campaign (opportunity_id, milestone, channel, campaign)
-- kept: no
-- reads: deals credit_spans touch_credits touch_ways
-- column opportunity_id varchar       the opportunity
-- column milestone      varchar       created, any, or both where their paths are the same
-- column channel        varchar       channel credited, or (no touch)
-- column campaign       varchar       campaign credited, or (no touch)
-- column first_weight double share of the credit under first, 0..1
-- column last_weight double share of the credit under last, 0..1
-- column lead_weight double share of the credit under lead, 0..1
-- column linear_weight double share of the credit under linear, 0..1
-- column position_weight double share of the credit under position, 0..1
-- column u_hubspot_weight double share of the credit under u_hubspot, 0..1
-- column u_marketo_weight double share of the credit under u_marketo, 0..1
-- column w_hubspot_weight double share of the credit under w_hubspot, 0..1
-- column w_marketo_weight double share of the credit under w_marketo, 0..1
-- column full_weight double share of the credit under full, 0..1
-- column time_decay_weight double share of the credit under time_decay, 0..1
-- column first_amount decimal(18,2) money under first
-- column last_amount decimal(18,2) money under last
-- column lead_amount decimal(18,2) money under lead
-- column linear_amount decimal(18,2) money under linear
-- column position_amount decimal(18,2) money under position
-- column u_hubspot_amount decimal(18,2) money under u_hubspot
-- column u_marketo_amount decimal(18,2) money under u_marketo
-- column w_hubspot_amount decimal(18,2) money under w_hubspot
-- column w_marketo_amount decimal(18,2) money under w_marketo
-- column full_amount decimal(18,2) money under full
-- column time_decay_amount decimal(18,2) money under time_decay
with

summed as (
    select
        path_no,
        way_no,
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
        sum(time_decay_weight) as time_decay_weight,
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
    group by path_no, way_no
),

described as (
    select
        deals.opportunity_id,
        credit_spans.milestone,
        coalesce(cast(touch_ways.channel as varchar), '(no touch)') as channel,
        coalesce(touch_ways.campaign, '(no touch)') as campaign,
        cast(summed.first_weight as double) as first_weight,
        cast(summed.last_weight as double) as last_weight,
        cast(summed.lead_weight as double) as lead_weight,
        cast(summed.linear_weight as double) as linear_weight,
        cast(summed.position_weight as double) as position_weight,
        cast(summed.u_hubspot_weight as double) as u_hubspot_weight,
        cast(summed.u_marketo_weight as double) as u_marketo_weight,
        cast(summed.w_hubspot_weight as double) as w_hubspot_weight,
        cast(summed.w_marketo_weight as double) as w_marketo_weight,
        cast(summed.full_weight as double) as full_weight,
        cast(summed.time_decay_weight as double) as time_decay_weight,
        cast(summed.first_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as first_money,
        cast(summed.last_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as last_money,
        cast(summed.lead_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as lead_money,
        cast(summed.linear_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as linear_money,
        cast(summed.position_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as position_money,
        cast(summed.u_hubspot_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as u_hubspot_money,
        cast(summed.u_marketo_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as u_marketo_money,
        cast(summed.w_hubspot_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as w_hubspot_money,
        cast(summed.w_marketo_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as w_marketo_money,
        cast(summed.full_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as full_money,
        cast(summed.time_decay_cents as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as time_decay_money
    from summed
    inner join credit_spans on summed.path_no = credit_spans.path_no
    inner join deals on credit_spans.deal_no = deals.deal_no
    left join touch_ways on summed.way_no = touch_ways.way_no
),

credits as (
    select
        opportunity_id,
        milestone,
        channel,
        campaign,
        first_weight,
        last_weight,
        lead_weight,
        linear_weight,
        position_weight,
        u_hubspot_weight,
        u_marketo_weight,
        w_hubspot_weight,
        w_marketo_weight,
        full_weight,
        time_decay_weight,
        cast(first_money as decimal(18, 2)) as first_amount,
        cast(last_money as decimal(18, 2)) as last_amount,
        cast(lead_money as decimal(18, 2)) as lead_amount,
        cast(linear_money as decimal(18, 2)) as linear_amount,
        cast(position_money as decimal(18, 2)) as position_amount,
        cast(u_hubspot_money as decimal(18, 2)) as u_hubspot_amount,
        cast(u_marketo_money as decimal(18, 2)) as u_marketo_amount,
        cast(w_hubspot_money as decimal(18, 2)) as w_hubspot_amount,
        cast(w_marketo_money as decimal(18, 2)) as w_marketo_amount,
        cast(full_money as decimal(18, 2)) as full_amount,
        cast(time_decay_money as decimal(18, 2)) as time_decay_amount
    from described
)

select * from credits
