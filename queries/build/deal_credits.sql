-- Which channels and campaigns share the credit for each opportunity, under each model?
--
-- The amount is split over the eligible touches: of the chosen side and match, from the look-back before the milestone up to it, both ends
-- included (a milestone that is only a date is the end of its day). Milestone created: every opportunity with a date of opening; won: every
-- won one at its close; any: every one at its close, else at the cut-off. first and last: all to that touch; linear: equal. Weights sum to 1;
-- money is floored to cents, the cents left over go to the largest remainders, ties to the earlier touch. A missing amount is shared as 0.00.
-- Opportunities without an eligible touch stand under "(no touch)". Path collapsed: of consecutive touches on one channel the first counts.
--
-- grain: one row per opportunity, milestone, model, channel and campaign (opportunity_id, milestone, model, channel, campaign)
-- reads: deals deal_touches
-- param  as_of          date          last day counted
-- setting lookback_days integer = 365 : days before the milestone that a touch may lie; all = any time
-- setting match varchar = people : people | account, whose touches count
-- setting side varchar = marketing : marketing | all, whose touches count
-- setting path varchar = all : all | collapsed, whether repeats of one channel count
-- column opportunity_id varchar       the opportunity
-- column region         enum          sales region
-- column segment        enum          size segment
-- column kind           enum          kind of opportunity
-- column milestone      enum          created, won or any
-- column milestone_on   date          day of the milestone
-- column model          enum          first, last or linear
-- column channel        enum          channel credited, or (no touch)
-- column campaign       varchar       campaign credited, or (no touch)
-- column weight         double        share of the credit; sums to 1 per opportunity, milestone and model
-- column amount         decimal(18,2) money credited; sums to the opportunity's amount
with

milestones as (
    select opportunity_id, 'created' as milestone, created_at as milestone_at, amount
    from deals
    where created_at is not null
    union all
    select opportunity_id, 'won' as milestone, closed_at as milestone_at, amount
    from deals
    where state = 'won' and closed_at is not null
    union all
    select opportunity_id, 'any' as milestone, coalesce(closed_at, cast($as_of as timestamp)) as milestone_at, amount
    from deals
),

look_backs as (
    select
        opportunity_id,
        milestone,
        cast(milestone_at as date) as milestone_on,
        cast(round(abs(cast(coalesce(amount, 0) as decimal(20, 2))) * 100) as bigint) as cents,
        case when amount < 0 then -1 else 1 end as sign,
        milestone_at - interval 1 day * cast($lookback_days as integer) as since_at,
        case
            when milestone_at = cast(cast(milestone_at as date) as timestamp)
                then milestone_at + interval 1 day - interval 1 microsecond
            else milestone_at
        end as until_at
    from milestones
),

eligible as (
    select
        look_backs.opportunity_id,
        look_backs.milestone,
        look_backs.cents,
        deal_touches.touch_no,
        cast(deal_touches.channel as varchar) as channel,
        deal_touches.campaign,
        lag(deal_touches.channel) over (
            partition by look_backs.opportunity_id, look_backs.milestone order by deal_touches.touch_no
        ) as channel_before
    from look_backs
    inner join deal_touches on look_backs.opportunity_id = deal_touches.opportunity_id
    where deal_touches.touched_at <= look_backs.until_at
        and (look_backs.since_at is null or deal_touches.touched_at >= look_backs.since_at)
        and (deal_touches.by_people or ($match = 'account' and deal_touches.by_account))
        and (deal_touches.side = 'marketing' or $side = 'all')
),

path as (
    select
        opportunity_id,
        milestone,
        cents,
        touch_no,
        channel,
        campaign,
        row_number() over (partition by opportunity_id, milestone order by touch_no) as position,
        count(*) over (partition by opportunity_id, milestone) as touches
    from eligible
    where $path = 'all' or channel_before is null or channel_before <> channel
),

weights as (
    select opportunity_id, milestone, 'first' as model, touch_no, channel, campaign, cents, cast(1 as double) as weight
    from path
    where position = 1
    union all
    select opportunity_id, milestone, 'last' as model, touch_no, channel, campaign, cents, cast(1 as double) as weight
    from path
    where position = touches
    union all
    select
        opportunity_id,
        milestone,
        'linear' as model,
        touch_no,
        channel,
        campaign,
        cents,
        cast(1 as double) / touches as weight
    from path
),

floored as (
    select
        weights.*,
        floor(weight * cents + 0.000001) as whole_cents
    from weights
),

remainders as (
    select
        opportunity_id,
        milestone,
        model,
        channel,
        campaign,
        weight,
        whole_cents,
        cents - sum(whole_cents) over (partition by opportunity_id, milestone, model) as left_over,
        row_number() over (
            partition by opportunity_id, milestone, model
            order by round(weight * cents - whole_cents, 6) desc, touch_no
        ) as turn
    from floored
),

models as (
    select model from (values ('first'), ('last'), ('linear')) as names (model)
),

without_touch as (
    select look_backs.opportunity_id, look_backs.milestone, look_backs.cents
    from look_backs
    left join path on look_backs.opportunity_id = path.opportunity_id and look_backs.milestone = path.milestone
    where path.opportunity_id is null
),

shares as (
    select
        opportunity_id,
        milestone,
        model,
        channel,
        campaign,
        sum(weight) as weight,
        sum(whole_cents + case when turn <= left_over then 1 else 0 end) as cents
    from remainders
    group by opportunity_id, milestone, model, channel, campaign
    union all
    select
        without_touch.opportunity_id,
        without_touch.milestone,
        models.model,
        '(no touch)' as channel,
        '(no touch)' as campaign,
        cast(1 as double) as weight,
        cast(without_touch.cents as double) as cents
    from without_touch
    cross join models
),

described as (
    select
        shares.opportunity_id,
        deals.region,
        deals.segment,
        deals.kind,
        shares.milestone,
        look_backs.milestone_on,
        shares.model,
        shares.channel,
        shares.campaign,
        shares.weight,
        cast(
            cast(shares.cents * look_backs.sign as decimal(18, 0)) * cast(0.01 as decimal(3, 2)) as decimal(18, 2)
        ) as amount
    from shares
    inner join look_backs
        on shares.opportunity_id = look_backs.opportunity_id and shares.milestone = look_backs.milestone
    inner join deals on shares.opportunity_id = deals.opportunity_id
)

select * from described
order by milestone, model, region, opportunity_id, channel, campaign
