-- What happened around one deal, in order, and what does each model give it credit for?
--
-- Touches of the people on the deal (match account: of everybody in its account) up to its close, sales activities among them; its
-- leads, stages, opening and close; collateral used on it. The money is what each model gives to the touch: under milestone created of
-- the touches up to the opening, under any of those up to the close, else the cut-off, under won likewise if the deal was won. The quarter,
-- segments and kinds picked play no part; a deal outside the regions picked is not shown.
--
-- grain: one row per event (kind, record_id)
-- needs: opportunities
-- reads: deals deal_touches credit_spans credit_paths touch_credits lead_journeys deal_stages asset_use_events asset_shelf sellers
-- param regions varchar[] regions picked; empty = all
-- setting opportunity_id varchar = none : the deal
-- setting milestone varchar = created : created | won | any, up to which touches share the credit
-- setting match varchar = people : people | account, whose touches count
-- column at        timestamp when
-- column kind      varchar   touch, activity (of sales), lead, stage or collateral
-- column side      varchar   marketing, sales, partner or unknown
-- column channel   varchar   channel of the touch, or how the asset was used
-- column campaign  varchar   campaign of the touch or the lead
-- column person    varchar   who was touched, or who used the asset; null when not known
-- column what      varchar   what it was
-- column credit_first      decimal(18, 2) money of the touch under first; null for what is no touch
-- column credit_last       decimal(18, 2) money of the touch under last; null for what is no touch
-- column credit_lead       decimal(18, 2) money of the touch under lead; null for what is no touch
-- column credit_linear     decimal(18, 2) money of the touch under linear; null for what is no touch
-- column credit_position   decimal(18, 2) money of the touch under position; null for what is no touch
-- column credit_u_hubspot  decimal(18, 2) money of the touch under u_hubspot; null for what is no touch
-- column credit_u_marketo  decimal(18, 2) money of the touch under u_marketo; null for what is no touch
-- column credit_w_hubspot  decimal(18, 2) money of the touch under w_hubspot; null for what is no touch
-- column credit_w_marketo  decimal(18, 2) money of the touch under w_marketo; null for what is no touch
-- column credit_full       decimal(18, 2) money of the touch under full; null for what is no touch
-- column credit_time_decay decimal(18, 2) money of the touch under time_decay; null for what is no touch
-- column record_id varchar   the touch, lead, stage or use
with

the_deal as (
    select *
    from deals
    where opportunity_id = $opportunity_id and picked($regions, region)
),

touches as (
    select
        t.touched_at as happened_at,
        case when t.side = 'sales' then 'activity' else 'touch' end as kind,
        cast(t.side as varchar) as side,
        cast(t.channel as varchar) as channel,
        t.campaign,
        t.person_key as person,
        cast(t.touch_kind as varchar) as what,
        t.touch_no,
        t.touch_id as record_id
    from the_deal as d
    inner join deal_touches as t on d.deal_no = t.deal_no
    where t.by_people or $match = 'account'
),

lead_events as (
    select
        l.lead_at as happened_at,
        'lead' as kind,
        cast(l.side as varchar) as side,
        cast(l.channel as varchar) as channel,
        l.campaign,
        l.name as person,
        'lead created' as what,
        null as touch_no,
        l.lead_id as record_id
    from the_deal as d
    inner join lead_journeys as l on d.opportunity_id = l.opportunity_id
),

stays as (
    select created_at as happened_at, 'opened' as what, 'opened' as record_id
    from the_deal
    where created_at is not null
    union all
    select s.entered_at as happened_at, s.stage as what, concat(s.stage, ' ', s.entered_at) as record_id
    from the_deal as d
    inner join deal_stages as s on d.opportunity_id = s.opportunity_id
    union all
    select closed_at as happened_at, cast(state as varchar) as what, 'closed' as record_id
    from the_deal
    where closed_at is not null
),

stage_events as (
    select
        happened_at,
        'stage' as kind,
        'sales' as side,
        '(no channel)' as channel,
        '(no campaign)' as campaign,
        null as person,
        what,
        null as touch_no,
        record_id
    from stays
),

uses as (
    select
        u.used_at as happened_at,
        'collateral' as kind,
        'sales' as side,
        cast(u.use_kind as varchar) as channel,
        '(no campaign)' as campaign,
        coalesce(p.name, u.user_id) as person,
        coalesce(a.title, u.asset_id) as what,
        null as touch_no,
        u.use_id as record_id
    from the_deal as d
    inner join asset_use_events as u on d.opportunity_id = u.opportunity_id
    left join asset_shelf as a on u.asset_id = a.asset_id
    left join sellers as p on u.user_id = p.user_id
),

steps as (
    select *, true as is_touch from touches
    union all
    select *, false as is_touch from lead_events
    union all
    select *, false as is_touch from stage_events
    union all
    select *, false as is_touch from uses
),

credits as (
    select
        p.touch_no,
        sum(t.first_cents) as first_cents,
        sum(t.last_cents) as last_cents,
        sum(t.lead_cents) as lead_cents,
        sum(t.linear_cents) as linear_cents,
        sum(t.position_cents) as position_cents,
        sum(t.u_hubspot_cents) as u_hubspot_cents,
        sum(t.u_marketo_cents) as u_marketo_cents,
        sum(t.w_hubspot_cents) as w_hubspot_cents,
        sum(t.w_marketo_cents) as w_marketo_cents,
        sum(t.full_cents) as full_cents,
        sum(t.time_decay_cents) as time_decay_cents
    from the_deal as d
    inner join credit_spans as s on d.deal_no = s.deal_no
    inner join touch_credits as t on s.path_no = t.path_no
    inner join credit_paths as p on t.path_no = p.path_no and t.position = p.position
    where counts_for(s.milestone, case when $milestone = 'won' then 'any' else $milestone end)
        and ($milestone <> 'won' or d.state = 'won')
    group by p.touch_no
),

told as (
    select
        s.happened_at as at,
        s.kind,
        s.side,
        s.channel,
        s.campaign,
        s.person,
        s.what,
        case when s.is_touch then cast(coalesce(c.first_cents, 0) * 0.01 as decimal(18, 2)) end as credit_first,
        case when s.is_touch then cast(coalesce(c.last_cents, 0) * 0.01 as decimal(18, 2)) end as credit_last,
        case when s.is_touch then cast(coalesce(c.lead_cents, 0) * 0.01 as decimal(18, 2)) end as credit_lead,
        case when s.is_touch then cast(coalesce(c.linear_cents, 0) * 0.01 as decimal(18, 2)) end as credit_linear,
        case when s.is_touch then cast(coalesce(c.position_cents, 0) * 0.01 as decimal(18, 2)) end as credit_position,
        case when s.is_touch then cast(coalesce(c.u_hubspot_cents, 0) * 0.01 as decimal(18, 2)) end as credit_u_hubspot,
        case when s.is_touch then cast(coalesce(c.u_marketo_cents, 0) * 0.01 as decimal(18, 2)) end as credit_u_marketo,
        case when s.is_touch then cast(coalesce(c.w_hubspot_cents, 0) * 0.01 as decimal(18, 2)) end as credit_w_hubspot,
        case when s.is_touch then cast(coalesce(c.w_marketo_cents, 0) * 0.01 as decimal(18, 2)) end as credit_w_marketo,
        case when s.is_touch then cast(coalesce(c.full_cents, 0) * 0.01 as decimal(18, 2)) end as credit_full,
        case
            when s.is_touch then cast(coalesce(c.time_decay_cents, 0) * 0.01 as decimal(18, 2))
        end as credit_time_decay,
        s.record_id
    from steps as s
    left join credits as c on s.touch_no = c.touch_no
)

select * from told
order by told.at, kind, record_id
