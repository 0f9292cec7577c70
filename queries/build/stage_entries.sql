-- Who entered which stage of the joint funnel, and what came next?
--
-- Leads stand at lead, MQL, SAL and SQL; from there on the opportunity counts, once, however many leads led to it, with its inflow: lead or
-- sales. A record moved on when it has a next entry; it left when it has none and was rejected or lost. An opportunity without a date of
-- opening keeps its row without an entry. A lead has no kind.
--
-- grain: one row per record and stage (record_id, record, stage)
-- reads: lead_journeys deals
-- column record_id  varchar   the lead or the opportunity
-- column record     enum      lead or opportunity
-- column name       varchar   what it is called
-- column inflow     enum      lead or sales
-- column region     enum      sales region
-- column segment    enum      size segment
-- column kind       enum      kind of opportunity; (no kind) for a lead
-- column source     varchar   recorded source
-- column channel    enum      channel of its campaign
-- column campaign   varchar   its campaign
-- column stage      enum      lead, mql, sal, sql, opportunity or won
-- column stage_no   integer   1 to 6
-- column entered_at timestamp first entry
-- column entered_on date      day of that
-- column next_at    timestamp entry to the next stage; null while it has none
-- column left_at    timestamp when it left the funnel from here
-- column next_on    date      day of the next entry
-- column left_on    date      day when it left
-- column is_timed   boolean   the date is its own and in order
with

of_leads as (
    select
        lead_id,
        'lead' as stage,
        1 as stage_no,
        lead_at as entered_at,
        mql_at as next_at,
        true as is_timed
    from lead_journeys
    union all
    select
        lead_id,
        'mql' as stage,
        2 as stage_no,
        mql_at as entered_at,
        sal_at as next_at,
        is_mql_timed as is_timed
    from lead_journeys
    union all
    select
        lead_id,
        'sal' as stage,
        3 as stage_no,
        sal_at as entered_at,
        sql_at as next_at,
        is_sal_timed as is_timed
    from lead_journeys
    union all
    select
        lead_id,
        'sql' as stage,
        4 as stage_no,
        sql_at as entered_at,
        opportunity_at as next_at,
        is_sql_timed as is_timed
    from lead_journeys
),

of_deals as (
    select
        opportunity_id,
        'opportunity' as stage,
        5 as stage_no,
        created_at as entered_at,
        case when state = 'won' and closed_at is not null then greatest(closed_at, created_at) end as next_at,
        case when state = 'lost' and closed_at is not null then greatest(closed_at, created_at) end as left_at,
        created_at is not null and not is_impossible as is_timed
    from deals
    union all
    select
        opportunity_id,
        'won' as stage,
        6 as stage_no,
        case when closed_at is not null then greatest(closed_at, created_at) end as entered_at,
        cast(null as timestamp) as next_at,
        cast(null as timestamp) as left_at,
        closed_at is not null and created_at is not null and not is_impossible as is_timed
    from deals
    where state = 'won'
),

entries as (
    select
        of_leads.lead_id as record_id,
        'lead' as record,
        lead_journeys.name,
        'lead' as inflow,
        lead_journeys.region,
        lead_journeys.segment,
        '(no kind)' as kind,
        lead_journeys.source,
        lead_journeys.channel,
        lead_journeys.campaign,
        of_leads.stage,
        of_leads.stage_no,
        of_leads.entered_at,
        of_leads.next_at,
        case when of_leads.next_at is null then lead_journeys.left_at end as left_at,
        of_leads.is_timed
    from of_leads
    inner join lead_journeys on of_leads.lead_id = lead_journeys.lead_id
    where of_leads.entered_at is not null
    union all
    select
        of_deals.opportunity_id as record_id,
        'opportunity' as record,
        deals.name,
        deals.inflow,
        deals.region,
        deals.segment,
        deals.kind,
        deals.source,
        deals.channel,
        deals.campaign,
        of_deals.stage,
        of_deals.stage_no,
        of_deals.entered_at,
        of_deals.next_at,
        of_deals.left_at,
        of_deals.is_timed
    from of_deals
    inner join deals on of_deals.opportunity_id = deals.opportunity_id
),

dated as (
    select
        record_id,
        record,
        name,
        inflow,
        region,
        segment,
        kind,
        source,
        channel,
        campaign,
        stage,
        stage_no,
        entered_at,
        cast(entered_at as date) as entered_on,
        next_at,
        left_at,
        cast(next_at as date) as next_on,
        cast(left_at as date) as left_on,
        is_timed
    from entries
)

select * from dated
order by region, segment, stage_no, entered_at, record_id
