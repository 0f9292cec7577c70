-- Which channels and campaigns share the credit for each opportunity, under each model?
--
-- The credit of its touches, added up by channel and campaign. Milestone created: every opportunity at its opening; any: every one at its
-- close, else at the cut-off. Opportunities without an eligible touch, or without the date, stand under "(no touch)", so that every model's
-- total is the whole pipeline.
--
-- grain: one row per opportunity, milestone, model, channel and campaign (opportunity_id, milestone, model, channel, campaign)
-- reads: deals deal_milestones touch_credits
-- column opportunity_id varchar       the opportunity
-- column region         enum          sales region
-- column segment        enum          size segment
-- column kind           enum          kind of opportunity
-- column milestone      enum          created or any
-- column milestone_on   date          day of the milestone; null when not recorded
-- column model          enum          first, last, lead, linear, position, u_hubspot, u_marketo, w_hubspot, w_marketo, full or time_decay
-- column channel        enum          channel credited, or (no touch)
-- column campaign       varchar       campaign credited, or (no touch)
-- column weight         double        share of the credit; sums to 1 per opportunity, milestone and model
-- column amount         decimal(18,2) money credited; sums to the opportunity's amount
with

models as (
    select model
    from (values
        ('first'), ('last'), ('lead'), ('linear'), ('position'), ('u_hubspot'), ('u_marketo'), ('w_hubspot'),
        ('w_marketo'), ('full'), ('time_decay')
    ) as names (model)
),

summed as (
    select
        opportunity_id,
        milestone,
        model,
        channel,
        campaign,
        sum(weight) as weight,
        sum(amount) as amount
    from touch_credits
    group by opportunity_id, milestone, model, channel, campaign
),

touched as (
    select opportunity_id, milestone
    from summed
    where model = 'first'
),

shares as (
    select opportunity_id, milestone, model, channel, campaign, weight, amount from summed
    union all
    select
        deal_milestones.opportunity_id,
        cast(deal_milestones.milestone as varchar) as milestone,
        models.model,
        '(no touch)' as channel,
        '(no touch)' as campaign,
        cast(1 as double) as weight,
        coalesce(deals.amount, 0) as amount
    from deal_milestones
    inner join deals on deal_milestones.opportunity_id = deals.opportunity_id
    cross join models
    left join touched
        on deal_milestones.opportunity_id = touched.opportunity_id and deal_milestones.milestone = touched.milestone
    where touched.opportunity_id is null
),

described as (
    select
        shares.opportunity_id,
        deals.region,
        deals.segment,
        deals.kind,
        shares.milestone,
        deal_milestones.milestone_on,
        shares.model,
        shares.channel,
        shares.campaign,
        shares.weight,
        cast(shares.amount as decimal(18, 2)) as amount
    from shares
    inner join deal_milestones
        on shares.opportunity_id = deal_milestones.opportunity_id and shares.milestone = deal_milestones.milestone
    inner join deals on shares.opportunity_id = deals.opportunity_id
)

select * from described
order by milestone, model, region, opportunity_id, channel, campaign
