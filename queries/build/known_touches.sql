-- Who was touched by whom, over which channel?
--
-- Touches up to the cut-off that the buyer responded to (or whose response is not recorded); sent only is none. Person: the contact, else
-- the lead's identity. Account: its own, else the person's, else the lead's, else the opportunity's. Channel: its own, else its
-- campaign's. Side as recorded; without one, a touch of a campaign is marketing's. A touch without an id is numbered in order of time.
--
-- grain: one row per touch (touch_id)
-- reads: touches lead_links people accounts deals campaign_channels
-- param  as_of          date      last day counted
-- column touch_id       varchar   the touch
-- column touched_at     timestamp when
-- column person_key     varchar   who was touched; null when only a company or deal is known
-- column account_id     varchar   account of the person or deal; null when none is known
-- column opportunity_id varchar   the opportunity it was recorded on; null when none
-- column side           enum      marketing, sales, partner or unknown
-- column touch_kind     enum      what it was, else (no kind)
-- column channel        enum      channel, else (no channel)
-- column campaign       varchar   campaign, else (no campaign)
-- column region         enum      region of the account, else of the lead, else of the deal
-- column segment        enum      segment of the account, else of the lead, else of the deal
-- column is_known       boolean   its person, lead, account or opportunity is loaded
-- column is_listed      boolean   its campaign is loaded; null when it names none
-- column is_before_lead boolean   on a day before its lead was made
with

eligible as (
    select touch_id, touched_at, person_id, lead_id, account_id, opportunity_id, side, kind, channel, campaign_id
    from touches
    where cast(touched_at as date) <= $as_of and coalesce(responded, true)
),

named as (
    select touch_id, touched_at, person_id, lead_id, account_id, opportunity_id, side, kind, channel, campaign_id
    from eligible
    where touch_id is not null
    union all
    select
        concat('row ', lpad(cast(row_number() over (
            order by touched_at, person_id, lead_id, account_id, opportunity_id, side, kind, channel, campaign_id
        ) as varchar), 12, '0')) as touch_id,
        touched_at, person_id, lead_id, account_id, opportunity_id, side, kind, channel, campaign_id
    from eligible
    where touch_id is null
),

joined as (
    select
        named.touch_id,
        named.touched_at,
        coalesce(named.person_id, lead_links.person_key, named.lead_id) as person_key,
        coalesce(named.account_id, people.account_id, lead_links.account_id, deals.account_id) as account_id,
        deals.opportunity_id,
        case
            when lower(trim(named.side)) in ('marketing', 'sales', 'partner') then lower(trim(named.side))
            when named.side is null and named.campaign_id is not null then 'marketing'
            else 'unknown'
        end as side,
        coalesce(nullif(lower(trim(named.kind)), ''), '(no kind)') as touch_kind,
        coalesce(nullif(trim(named.channel), ''), campaign_channels.channel, '(no channel)') as channel,
        coalesce(campaign_channels.campaign, named.campaign_id, '(no campaign)') as campaign,
        coalesce(lead_links.region, deals.region, '(no region)') as region,
        coalesce(lead_links.segment, deals.segment, '(no segment)') as segment,
        people.person_id is not null or lead_links.lead_id is not null or deals.opportunity_id is not null as is_joined,
        case when named.campaign_id is not null then campaign_channels.campaign_id is not null end as is_listed,
        coalesce(cast(named.touched_at as date) < cast(lead_links.lead_at as date), false) as is_before_lead
    from named
    left join lead_links on named.lead_id = lead_links.lead_id
    left join people on named.person_id = people.person_id
    left join deals on named.opportunity_id = deals.opportunity_id
    left join campaign_channels on named.campaign_id = campaign_channels.campaign_id
),

resolved as (
    select
        joined.touch_id,
        joined.touched_at,
        joined.person_key,
        accounts.account_id,
        joined.opportunity_id,
        joined.side,
        joined.touch_kind,
        joined.channel,
        joined.campaign,
        coalesce(nullif(trim(accounts.region), ''), joined.region) as region,
        coalesce(nullif(trim(accounts.segment), ''), joined.segment) as segment,
        joined.is_joined or accounts.account_id is not null as is_known,
        joined.is_listed,
        joined.is_before_lead
    from joined
    left join accounts on joined.account_id = accounts.account_id
)

select * from resolved
