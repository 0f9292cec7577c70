-- Which channels and campaigns share the credit for each opportunity, under each model?
--
-- The credit of its touches, added up by channel and campaign. Milestone created: every opportunity at its opening; any: every one at its
-- close, else at the cut-off. Opportunities without an eligible touch, or without the date, stand under "(no touch)", so that every model's
-- total is the whole pipeline. Weights of an opportunity sum to 1 per milestone and model, money to its amount.
--
-- grain: one row per opportunity, milestone, channel and campaign (opportunity_id, milestone, channel, campaign)
-- reads: deals deal_milestones touch_credits
-- column opportunity_id varchar       the opportunity
-- column region         enum          sales region
-- column segment        enum          size segment
-- column kind           enum          kind of opportunity
-- column milestone      enum          created or any
-- column milestone_on   date          day of the milestone; null when not recorded
-- column channel        enum          channel credited, or (no touch)
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
        channel,
        campaign,
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
        sum(first_amount) as first_amount,
        sum(last_amount) as last_amount,
        sum(lead_amount) as lead_amount,
        sum(linear_amount) as linear_amount,
        sum(position_amount) as position_amount,
        sum(u_hubspot_amount) as u_hubspot_amount,
        sum(u_marketo_amount) as u_marketo_amount,
        sum(w_hubspot_amount) as w_hubspot_amount,
        sum(w_marketo_amount) as w_marketo_amount,
        sum(full_amount) as full_amount,
        sum(time_decay_amount) as time_decay_amount
    from touch_credits
    group by path_no, channel, campaign
),

described as (
    select
        deals.opportunity_id,
        deals.region,
        deals.segment,
        deals.kind,
        deal_milestones.milestone,
        deal_milestones.milestone_on,
        coalesce(summed.channel, '(no touch)') as channel,
        coalesce(summed.campaign, '(no touch)') as campaign,
        coalesce(summed.first_weight, 1) as first_weight,
        coalesce(summed.last_weight, 1) as last_weight,
        coalesce(summed.lead_weight, 1) as lead_weight,
        coalesce(summed.linear_weight, 1) as linear_weight,
        coalesce(summed.position_weight, 1) as position_weight,
        coalesce(summed.u_hubspot_weight, 1) as u_hubspot_weight,
        coalesce(summed.u_marketo_weight, 1) as u_marketo_weight,
        coalesce(summed.w_hubspot_weight, 1) as w_hubspot_weight,
        coalesce(summed.w_marketo_weight, 1) as w_marketo_weight,
        coalesce(summed.full_weight, 1) as full_weight,
        coalesce(summed.time_decay_weight, 1) as time_decay_weight,
        cast(coalesce(summed.first_amount, deals.amount, 0) as decimal(18, 2)) as first_amount,
        cast(coalesce(summed.last_amount, deals.amount, 0) as decimal(18, 2)) as last_amount,
        cast(coalesce(summed.lead_amount, deals.amount, 0) as decimal(18, 2)) as lead_amount,
        cast(coalesce(summed.linear_amount, deals.amount, 0) as decimal(18, 2)) as linear_amount,
        cast(coalesce(summed.position_amount, deals.amount, 0) as decimal(18, 2)) as position_amount,
        cast(coalesce(summed.u_hubspot_amount, deals.amount, 0) as decimal(18, 2)) as u_hubspot_amount,
        cast(coalesce(summed.u_marketo_amount, deals.amount, 0) as decimal(18, 2)) as u_marketo_amount,
        cast(coalesce(summed.w_hubspot_amount, deals.amount, 0) as decimal(18, 2)) as w_hubspot_amount,
        cast(coalesce(summed.w_marketo_amount, deals.amount, 0) as decimal(18, 2)) as w_marketo_amount,
        cast(coalesce(summed.full_amount, deals.amount, 0) as decimal(18, 2)) as full_amount,
        cast(coalesce(summed.time_decay_amount, deals.amount, 0) as decimal(18, 2)) as time_decay_amount
    from deal_milestones
    inner join deals on deal_milestones.opportunity_id = deals.opportunity_id
    left join summed on deal_milestones.path_no = summed.path_no
)

select * from described
order by milestone, region, opportunity_id, channel, campaign
