-- What share of each opportunity does each of its touches earn, under each model?
--
-- A model gives shares to the first touch, the lead's, the opening's and the last before the milestone, and one to all the rest: the touches
-- that are none of its milestones (w_marketo: only those before the latest of them). Shares that fall on one touch add up. A milestone that
-- is not there, or a rest without touches, leaves its share to the other milestones in proportion; so one touch takes all. Model lead on an
-- opportunity without a lead: first, opening and last alike. time_decay halves per half-life, in calendar days before the milestone.
-- Money is floored to cents; the cents left over go to the largest remainders, ties to the earlier touch. No amount is shared as 0.00.
--
-- grain: one row per opportunity, milestone, model and touch with credit (opportunity_id, milestone, model, touch_no)
-- kept: no
-- reads: credit_paths deals
-- setting half_life_days double = auto : days in which credit halves; auto = a third of the median cycle of won deals, else 30
-- column opportunity_id varchar       the opportunity
-- column milestone      varchar       created or any
-- column model          varchar       the model
-- column touch_no       bigint        order of the touch within the opportunity
-- column channel        varchar       channel
-- column campaign       varchar       campaign
-- column weight         double        share of the credit; sums to 1 per opportunity, milestone and model
-- column amount         decimal(18,2) money credited; sums to the opportunity's amount
with

models as (
    select model, has_lead, first_share, lead_share, opening_share, last_share, rest_share
    from (values
        ('first', null, 100, 0, 0, 0, 0),
        ('last', null, 0, 0, 0, 100, 0),
        ('lead', true, 0, 100, 0, 0, 0),
        ('lead', false, 100, 0, 100, 100, 0),
        ('linear', null, 0, 0, 0, 0, 100),
        ('position', null, 40, 0, 0, 40, 20),
        ('u_hubspot', null, 40, 40, 0, 0, 20),
        ('u_marketo', null, 50, 50, 0, 0, 0),
        ('w_hubspot', null, 30, 30, 30, 0, 10),
        ('w_marketo', null, 30, 30, 30, 0, 10),
        ('full', null, 22.5, 22.5, 22.5, 22.5, 10),
        ('time_decay', null, 0, 0, 0, 0, 100)
    ) as shares (model, has_lead, first_share, lead_share, opening_share, last_share, rest_share)
),

won_cycles as (
    select
        cycle_days,
        row_number() over (order by cycle_days, opportunity_id) as turn,
        count(*) over () as cycles
    from deals
    where state = 'won' and cycle_days is not null
),

half_life as (
    select
        coalesce(
            case when $half_life_days > 0 then cast($half_life_days as double) end,
            nullif(cast(sum(cycle_days) as double) / (3 * count(*)), 0),
            30
        ) as days
    from won_cycles
    where 2 * turn >= cycles and 2 * turn <= cycles + 2
),

owned as (
    select
        credit_paths.opportunity_id,
        credit_paths.milestone,
        models.model,
        credit_paths.touch_no,
        credit_paths.channel,
        credit_paths.campaign,
        credit_paths.days_to_last,
        cast(models.rest_share as double) / 100 as rest_share,
        cast(
            case when credit_paths.position = 1 then models.first_share else 0 end
            + case when credit_paths.position = credit_paths.lead_no then models.lead_share else 0 end
            + case when credit_paths.position = credit_paths.opening_no then models.opening_share else 0 end
            + case when credit_paths.position = credit_paths.touches then models.last_share else 0 end
            as double
        ) as own_part,
        models.rest_share > 0 and (
            models.model <> 'w_marketo'
            or credit_paths.position < greatest(coalesce(credit_paths.lead_no, 1), coalesce(credit_paths.opening_no, 1))
        ) as is_between
    from credit_paths
    inner join models on models.has_lead is null or models.has_lead = (credit_paths.lead_no is not null)
),

parts as (
    select
        owned.*,
        case
            when own_part > 0 then 0
            when model = 'time_decay' then power(0.5, cast(days_to_last as double) / half_life.days)
            else 1
        end as rest_part
    from owned
    cross join half_life
    where own_part > 0 or is_between
),

totals as (
    select
        parts.*,
        sum(own_part) over (partition by opportunity_id, milestone, model) as own_total,
        sum(rest_part) over (partition by opportunity_id, milestone, model) as rest_total
    from parts
),

weights as (
    select
        opportunity_id,
        milestone,
        model,
        touch_no,
        channel,
        campaign,
        case
            when rest_total = 0 then cast(own_part as double) / own_total
            when own_total = 0 then cast(rest_part as double) / rest_total
            else cast(own_part as double) / own_total * (1 - rest_share)
                + cast(rest_part as double) / rest_total * rest_share
        end as weight
    from totals
),

exact as (
    select
        weights.*,
        round(abs(coalesce(deals.amount, 0)) * 100, 0) as cents,
        case when deals.amount < 0 then -1 else 1 end as sign
    from weights
    inner join deals on weights.opportunity_id = deals.opportunity_id
),

floored as (
    select
        exact.*,
        weight * cents as share,
        floor(weight * cents + 0.000001) as whole_cents
    from exact
),

remainders as (
    select
        floored.*,
        cents - sum(whole_cents) over (partition by opportunity_id, milestone, model) as left_over,
        row_number() over (
            partition by opportunity_id, milestone, model order by round(share - whole_cents, 6) desc, touch_no
        ) as turn
    from floored
),

credited as (
    select
        opportunity_id,
        milestone,
        model,
        touch_no,
        channel,
        campaign,
        weight,
        cast(
            cast(sign * (whole_cents + case when turn <= left_over then 1 else 0 end) as decimal(18, 0))
            * cast(0.01 as decimal(3, 2)) as decimal(18, 2)
        ) as amount
    from remainders
)

select * from credited
