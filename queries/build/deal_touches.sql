-- Which touches belong to which opportunity?
--
-- By people: touches of the people on it, or recorded on it. By account: touches of anybody in its account, or of the account itself. Each
-- touch once per opportunity, up to the day the opportunity closed. Order: time, then touch id as text.
--
-- grain: one row per opportunity and touch (opportunity_id, touch_id)
-- reads: known_touches deal_people deals touch_ways
-- column opportunity_id varchar   the opportunity
-- column deal_no        bigint    number of the opportunity
-- column region         enum      region of the opportunity
-- column segment        enum      segment of the opportunity
-- column kind           enum      kind of the opportunity
-- column touch_id       varchar   the touch
-- column touch_no       bigint    order within the opportunity, from 1
-- column touched_at     timestamp when
-- column side           enum      marketing, sales, partner or unknown
-- column touch_kind     enum      what it was
-- column channel        enum      channel
-- column campaign       varchar   campaign
-- column way_no         bigint    number of its channel and campaign together
-- column person_key     varchar   who was touched; null when not known
-- column by_people      boolean   of its people, or recorded on it
-- column by_account     boolean   of its account
-- column is_repeat      boolean   the touch before it is of the same moment, person, side, channel, campaign and kind
-- column people_no      bigint    touches of its people up to this one
-- column marketing_no   bigint    marketing's touches up to this one
-- column people_marketing_no bigint marketing's touches of its people up to this one
with

pairs as (
    select deal_people.opportunity_id, known_touches.touch_id, 1 as by_people, 0 as by_account
    from known_touches
    inner join deal_people on known_touches.person_key = deal_people.person_key
    union all
    select opportunity_id, touch_id, 1 as by_people, 0 as by_account
    from known_touches
    where opportunity_id is not null
    union all
    select deals.opportunity_id, known_touches.touch_id, 0 as by_people, 1 as by_account
    from known_touches
    inner join deals on known_touches.account_id = deals.account_id
),

matched as (
    select opportunity_id, touch_id, max(by_people) as by_people, max(by_account) as by_account
    from pairs
    group by opportunity_id, touch_id
),

described as (
    select
        matched.opportunity_id,
        deals.deal_no,
        deals.region,
        deals.segment,
        deals.kind,
        matched.touch_id,
        known_touches.touched_at,
        known_touches.side,
        known_touches.touch_kind,
        known_touches.channel,
        known_touches.campaign,
        touch_ways.way_no,
        known_touches.person_key,
        matched.by_people = 1 as by_people,
        matched.by_account = 1 as by_account
    from matched
    inner join known_touches on matched.touch_id = known_touches.touch_id
    inner join touch_ways
        on known_touches.channel = touch_ways.channel and known_touches.campaign = touch_ways.campaign
    inner join deals on matched.opportunity_id = deals.opportunity_id
    where deals.closed_on is null
        or cast(known_touches.touched_at as date) <= greatest(deals.closed_on, deals.created_on)
),

numbered as (
    select
        opportunity_id,
        deal_no,
        region,
        segment,
        kind,
        touch_id,
        row_number() over (partition by deal_no order by touched_at, touch_id) as touch_no,
        touched_at,
        side,
        touch_kind,
        channel,
        campaign,
        way_no,
        person_key,
        by_people,
        by_account,
        lag(touched_at) over (partition by deal_no order by touched_at, touch_id) as touched_before,
        lag(coalesce(person_key, '')) over (partition by deal_no order by touched_at, touch_id) as person_before,
        lag(side) over (partition by deal_no order by touched_at, touch_id) as side_before,
        lag(channel) over (partition by deal_no order by touched_at, touch_id) as channel_before,
        lag(campaign) over (partition by deal_no order by touched_at, touch_id) as campaign_before,
        lag(touch_kind) over (partition by deal_no order by touched_at, touch_id) as kind_before,
        count(case when by_people then 1 end) over (partition by deal_no order by touched_at, touch_id)
            as people_no,
        count(case when side = 'marketing' then 1 end) over (partition by deal_no order by touched_at, touch_id)
            as marketing_no,
        count(case when side = 'marketing' and by_people then 1 end) over (
            partition by deal_no order by touched_at, touch_id
        ) as people_marketing_no
    from described
),

compared as (
    select
        opportunity_id,
        deal_no,
        region,
        segment,
        kind,
        touch_id,
        touch_no,
        touched_at,
        side,
        touch_kind,
        channel,
        campaign,
        way_no,
        person_key,
        by_people,
        by_account,
        coalesce(
            touched_at = touched_before and coalesce(person_key, '') = person_before and side = side_before
            and channel = channel_before and campaign = campaign_before and touch_kind = kind_before,
            false
        ) as is_repeat,
        people_no,
        marketing_no,
        people_marketing_no
    from numbered
)

select * from compared
order by region, deal_no, touched_at, touch_no
