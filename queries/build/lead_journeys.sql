-- How far did each lead get, and when?
--
-- A lead reached a stage when that stage or any later one has a date (at or before the cut-off). It enters a stage at its own date, a
-- skipped one at the next date it has, and never before it entered the stage above. A stage is timed when it has its own date, in order to
-- the day. Opportunity and won are the dates of the linked opportunity. Handed over: when it was assigned, else when it was qualified,
-- never before it was. Outcome: accepted when it reached SAL, else rejected when it has a rejection, else undecided; nothing before MQL.
-- It left when it was rejected after the last stage it reached, or when its opportunity was lost.
--
-- grain: one row per lead (lead_id)
-- reads: leads lead_links deals users campaign_channels source_sides calendar
-- param  as_of          date      last day counted
-- column lead_id        varchar   the lead
-- column name           varchar   company, else e-mail, else the lead's id
-- column person_key     varchar   who it is
-- column account_id     varchar   its account; null when none is known
-- column opportunity_id varchar   its opportunity; null when it has none
-- column region         enum      sales region
-- column segment        enum      size segment
-- column source         varchar   lead source, else (no source)
-- column channel        enum      channel of its campaign, else (no channel)
-- column campaign       varchar   its campaign, else (no campaign)
-- column status         varchar   lead status, else (no status)
-- column side           enum      marketing, sales, partner or unknown
-- column owner          varchar   name of the seller who owns it, else (no owner)
-- column created_on     date      day it was made
-- column created_quarter varchar  quarter of that
-- column lead_at        timestamp when it was made
-- column mql_at         timestamp when it was qualified by marketing; null when it never was
-- column sal_at         timestamp when it was accepted by sales
-- column sql_at         timestamp when it was qualified by sales
-- column opportunity_at timestamp when its opportunity was opened
-- column won_at         timestamp when its opportunity was won
-- column is_mql_timed   boolean   the date of MQL is its own, in order
-- column is_sal_timed   boolean   the date of SAL is its own, in order
-- column is_sql_timed   boolean   the date of SQL is its own, in order
-- column assigned_at    timestamp when it was assigned to a seller
-- column handed_over_at timestamp when it was handed to sales; null before MQL
-- column outcome        enum      accepted, rejected or undecided; null before MQL
-- column rejected_at    timestamp when sales rejected it
-- column reject_reason  varchar   why sales rejected it, else (no reason); null unless rejected
-- column left_at        timestamp when it left the funnel; null while it is in it, or won
with

stamps as (
    select
        leads.lead_id,
        leads.created_at as lead_at,
        case when cast(leads.mql_at as date) <= $as_of then leads.mql_at end as mql_stamp,
        case when cast(leads.sal_at as date) <= $as_of then leads.sal_at end as sal_stamp,
        case when cast(leads.sql_at as date) <= $as_of then leads.sql_at end as sql_stamp,
        deals.created_at as opportunity_stamp,
        case when deals.state = 'won' then deals.closed_at end as won_stamp,
        case when deals.state = 'lost' then deals.closed_at end as lost_at,
        case when cast(leads.assigned_at as date) <= $as_of then leads.assigned_at end as assigned_at,
        case when cast(leads.rejected_at as date) <= $as_of then leads.rejected_at end as rejected_at
    from leads
    inner join lead_links on leads.lead_id = lead_links.lead_id
    left join deals on lead_links.opportunity_id = deals.opportunity_id
),

filled as (
    select
        stamps.*,
        coalesce(mql_stamp, sal_stamp, sql_stamp, opportunity_stamp, won_stamp) as mql_filled,
        coalesce(sal_stamp, sql_stamp, opportunity_stamp, won_stamp) as sal_filled,
        coalesce(sql_stamp, opportunity_stamp, won_stamp) as sql_filled,
        coalesce(opportunity_stamp, won_stamp) as opportunity_filled
    from stamps
),

latest as (
    select
        filled.*,
        greatest(lead_at, mql_filled) as by_mql,
        greatest(lead_at, mql_filled, sal_filled) as by_sal,
        greatest(lead_at, mql_filled, sal_filled, sql_filled) as by_sql,
        greatest(lead_at, mql_filled, sal_filled, sql_filled, opportunity_filled) as by_opportunity
    from filled
),

entries as (
    select
        latest.*,
        case when mql_filled is not null then by_mql end as mql_at,
        case when sal_filled is not null then by_sal end as sal_at,
        case when sql_filled is not null then by_sql end as sql_at,
        case when opportunity_filled is not null then by_opportunity end as opportunity_at,
        case when won_stamp is not null then greatest(by_opportunity, won_stamp) end as won_at
    from latest
),

judged as (
    select
        entries.*,
        coalesce(cast(mql_stamp as date) = cast(mql_at as date), false) as is_mql_timed,
        coalesce(cast(sal_stamp as date) = cast(sal_at as date), false) as is_sal_timed,
        coalesce(cast(sql_stamp as date) = cast(sql_at as date), false) as is_sql_timed,
        case when mql_at is not null then greatest(mql_at, coalesce(assigned_at, mql_at)) end as handed_over_at,
        case
            when mql_at is null then null
            when sal_at is not null then 'accepted'
            when rejected_at is not null then 'rejected'
            else 'undecided'
        end as outcome,
        case
            when won_at is not null then null
            when opportunity_at is not null and lost_at is null then null
            when opportunity_at is not null then greatest(opportunity_at, lost_at)
            when rejected_at is not null
                and (sal_at is null or cast(rejected_at as date) >= cast(coalesce(sql_at, sal_at) as date))
                then greatest(rejected_at, coalesce(sql_at, sal_at, mql_at, lead_at))
            else lost_at
        end as left_at
    from entries
),

sides as (
    select lower(trim(source)) as source, min(side) as side
    from source_sides
    group by lower(trim(source))
),

resolved as (
    select
        judged.lead_id,
        coalesce(nullif(trim(leads.company), ''), nullif(trim(leads.email), ''), judged.lead_id) as name,
        lead_links.person_key,
        lead_links.account_id,
        lead_links.opportunity_id,
        lead_links.region,
        lead_links.segment,
        coalesce(nullif(trim(leads.source), ''), '(no source)') as source,
        coalesce(campaign_channels.channel, '(no channel)') as channel,
        coalesce(campaign_channels.campaign, leads.campaign_id, '(no campaign)') as campaign,
        coalesce(nullif(trim(leads.status), ''), '(no status)') as status,
        case
            when lower(trim(leads.source_side)) in ('marketing', 'sales', 'partner', 'unknown')
                then lower(trim(leads.source_side))
            else coalesce(sides.side, 'unknown')
        end as side,
        coalesce(nullif(trim(users.name), ''), nullif(trim(leads.owner_id), ''), '(no owner)') as owner,
        cast(judged.lead_at as date) as created_on,
        calendar.quarter as created_quarter,
        judged.lead_at,
        judged.mql_at,
        judged.sal_at,
        judged.sql_at,
        judged.opportunity_at,
        judged.won_at,
        judged.is_mql_timed,
        judged.is_sal_timed,
        judged.is_sql_timed,
        judged.assigned_at,
        judged.handed_over_at,
        judged.outcome,
        judged.rejected_at,
        case
            when judged.rejected_at is not null then coalesce(nullif(trim(leads.reject_reason), ''), '(no reason)')
        end as reject_reason,
        case when judged.left_at is not null then greatest(judged.left_at, judged.by_sql) end as left_at
    from judged
    inner join leads on judged.lead_id = leads.lead_id
    inner join lead_links on judged.lead_id = lead_links.lead_id
    left join users on leads.owner_id = users.user_id
    left join campaign_channels on leads.campaign_id = campaign_channels.campaign_id
    left join sides on lower(trim(leads.source)) = sides.source
    left join calendar on cast(judged.lead_at as date) = calendar.day
)

select * from resolved
order by region, segment, lead_at, lead_id
