-- What became of each opportunity?
--
-- Closed: the record says so (without that field: it says won or lost) and the close is not after the cut-off; until then it is open, and
-- its close date is what is expected. Opportunities opened after the cut-off are left out; undated ones stay. Region: its own, else its
-- account's, else its owner's. Amounts in the reporting currency, at the rate of the month it closed, of the month it was opened while
-- open; without a rate the amount is null (a listed defect). Kind by its text: renewal; expansion, upsell, existing; new; else "(no kind)".
-- Inflow is lead when any lead led to it. Cycle days are calendar days from opening to close; a close before the opening is impossible.
--
-- grain: one row per opportunity (opportunity_id)
-- reads: opportunities accounts users campaign_channels source_sides fx_rates calendar lead_links deal_people leads
-- param  as_of             date    last day counted
-- param  currency          varchar reporting currency
-- column opportunity_id    varchar the opportunity
-- column deal_no           bigint  number of the opportunity, in order of the day it was opened
-- column name              varchar name of the deal, else its id
-- column account_id        varchar the account; null when none is known
-- column account_name      varchar company name, else (no account)
-- column product_family    varchar product family, else (no product family)
-- column owner             varchar name of the seller who owns it, else (no owner)
-- column stage             varchar stage now, else (no stage)
-- column state             enum    open, won or lost
-- column region            enum    sales region
-- column segment           enum    size segment
-- column kind              enum    new, expansion, renewal or (no kind)
-- column source            varchar recorded lead source, else (no source)
-- column channel           enum    channel of its primary campaign, else (no channel)
-- column campaign          varchar its primary campaign, else (no campaign)
-- column amount            decimal(18,2) net amount, reporting currency; null when not recorded or without a rate
-- column list_amount       decimal(18,2) amount at list price, reporting currency
-- column is_converted      boolean recorded in another currency
-- column is_rated          boolean in the reporting currency, or with a rate for it
-- column created_at        timestamp when it was opened; null when not recorded
-- column created_on        date    day of that
-- column created_quarter   varchar quarter of that
-- column closed_at         timestamp when it closed; null while open
-- column closed_on         date    day of that
-- column closed_quarter    varchar quarter of that
-- column expected_close_on date    day it is expected to close; null when closed
-- column cycle_days        bigint  days from opening to close; null when open, undated or impossible
-- column is_impossible     boolean closed before it was opened
-- column inflow            enum    lead or sales
-- column first_lead_at     timestamp when its earliest lead was made
-- column leads             bigint  leads that led to it
-- column people            bigint  people on it
-- column loss_reason       varchar why it was lost, else (no reason); null unless lost
-- column side              enum    side of the recorded source: marketing, sales, partner or unknown
with

dated as (
    select
        opportunities.*,
        nullif(lower(trim(kind)), '') as kind_text,
        case
            when coalesce(is_closed, is_won is not null)
                and (closed_at is null or cast(closed_at as date) <= $as_of)
                then case when coalesce(is_won, false) then 'won' else 'lost' end
            else 'open'
        end as state
    from opportunities
    where created_at is null or cast(created_at as date) <= $as_of
),

money_dated as (
    select
        opportunity_id,
        coalesce(upper(trim(currency)) not in ('', upper($currency)), false) as is_converted,
        upper(trim(currency)) as currency,
        cast(date_trunc(
            'month', case when state = 'open' then created_at else coalesce(closed_at, created_at) end
        ) as date) as month_on
    from dated
),

rates as (
    select upper(trim(currency)) as currency, month, max(rate) as rate
    from fx_rates
    group by upper(trim(currency)), month
),

rated as (
    select
        money_dated.opportunity_id,
        money_dated.is_converted,
        case when money_dated.is_converted then rates.rate else cast(1 as decimal(18, 8)) end as rate
    from money_dated
    left join rates on money_dated.currency = rates.currency and money_dated.month_on = rates.month
),

lead_counts as (
    select
        lead_links.opportunity_id,
        count(*) as leads,
        min(leads.created_at) as first_lead_at
    from lead_links
    inner join leads on lead_links.lead_id = leads.lead_id
    where lead_links.opportunity_id is not null
    group by lead_links.opportunity_id
),

people_counts as (
    select opportunity_id, count(*) as people
    from deal_people
    group by opportunity_id
),

sides as (
    select lower(trim(source)) as source, min(side) as side
    from source_sides
    group by lower(trim(source))
),

resolved as (
    select
        dated.opportunity_id,
        coalesce(nullif(trim(dated.name), ''), dated.opportunity_id) as name,
        accounts.account_id,
        coalesce(nullif(trim(accounts.name), ''), accounts.account_id, '(no account)') as account_name,
        coalesce(nullif(trim(dated.product_family), ''), '(no product family)') as product_family,
        coalesce(nullif(trim(users.name), ''), nullif(trim(dated.owner_id), ''), '(no owner)') as owner,
        coalesce(nullif(trim(dated.stage), ''), '(no stage)') as stage,
        dated.state,
        coalesce(
            nullif(trim(dated.region), ''),
            nullif(trim(accounts.region), ''),
            nullif(trim(users.region), ''),
            '(no region)'
        ) as region,
        coalesce(nullif(trim(dated.segment), ''), nullif(trim(accounts.segment), ''), '(no segment)') as segment,
        case
            when dated.kind_text like '%renew%' then 'renewal'
            when dated.kind_text like 'expan%' or dated.kind_text like '%upsell%' or dated.kind_text like '%up-sell%'
                or dated.kind_text like '%cross%sell%' or dated.kind_text like 'existing%'
                or dated.kind_text like 'add%on%' or dated.kind_text like '%upgrade%' then 'expansion'
            when dated.kind_text like 'new%' then 'new'
            else '(no kind)'
        end as kind,
        coalesce(nullif(trim(dated.lead_source), ''), '(no source)') as source,
        coalesce(campaign_channels.channel, '(no channel)') as channel,
        coalesce(campaign_channels.campaign, dated.campaign_id, '(no campaign)') as campaign,
        cast(cast(dated.amount as decimal(19, 2)) * rated.rate as decimal(18, 2)) as amount,
        cast(cast(dated.list_amount as decimal(19, 2)) * rated.rate as decimal(18, 2)) as list_amount,
        rated.is_converted,
        rated.rate is not null as is_rated,
        dated.created_at,
        cast(dated.created_at as date) as created_on,
        case when dated.state <> 'open' then dated.closed_at end as closed_at,
        case when dated.state <> 'open' then cast(dated.closed_at as date) end as closed_on,
        case when dated.state = 'open' then cast(dated.closed_at as date) end as expected_close_on,
        coalesce(
            dated.state <> 'open' and cast(dated.closed_at as date) < cast(dated.created_at as date), false
        ) as is_impossible,
        case when lead_counts.leads is null then 'sales' else 'lead' end as inflow,
        lead_counts.first_lead_at,
        coalesce(lead_counts.leads, 0) as leads,
        coalesce(people_counts.people, 0) as people,
        case
            when dated.state = 'lost' then coalesce(nullif(trim(dated.loss_reason), ''), '(no reason)')
        end as loss_reason,
        case
            when lower(trim(dated.source_side)) in ('marketing', 'sales', 'partner', 'unknown')
                then lower(trim(dated.source_side))
            else coalesce(sides.side, 'unknown')
        end as side
    from dated
    inner join rated on dated.opportunity_id = rated.opportunity_id
    left join accounts on dated.account_id = accounts.account_id
    left join users on dated.owner_id = users.user_id
    left join campaign_channels on dated.campaign_id = campaign_channels.campaign_id
    left join lead_counts on dated.opportunity_id = lead_counts.opportunity_id
    left join people_counts on dated.opportunity_id = people_counts.opportunity_id
    left join sides on lower(trim(dated.lead_source)) = sides.source
),

finished as (
    select
        resolved.opportunity_id,
        row_number() over (order by resolved.created_on, resolved.opportunity_id) as deal_no,
        resolved.name,
        resolved.account_id,
        resolved.account_name,
        resolved.product_family,
        resolved.owner,
        resolved.stage,
        resolved.state,
        resolved.region,
        resolved.segment,
        resolved.kind,
        resolved.source,
        resolved.channel,
        resolved.campaign,
        resolved.amount,
        resolved.list_amount,
        resolved.is_converted,
        resolved.is_rated,
        resolved.created_at,
        resolved.created_on,
        opened.quarter as created_quarter,
        resolved.closed_at,
        resolved.closed_on,
        closed.quarter as closed_quarter,
        resolved.expected_close_on,
        case
            when not resolved.is_impossible then date_diff('day', resolved.created_on, resolved.closed_on)
        end as cycle_days,
        resolved.is_impossible,
        resolved.inflow,
        resolved.first_lead_at,
        resolved.leads,
        resolved.people,
        resolved.loss_reason,
        resolved.side
    from resolved
    left join calendar as opened on resolved.created_on = opened.day
    left join calendar as closed on resolved.closed_on = closed.day
)

select * from finished
order by region, segment, opportunity_id
