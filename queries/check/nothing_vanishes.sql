-- Every lead, opportunity and use of the extracts, but those dated after the cut-off, stands in the marts exactly once.
--
-- grain: one row
-- reads: extract_rows lead_journeys lead_links deals stage_entries asset_use_events
-- column checked bigint  records of the extracts
-- column failed  bigint  of those, missing from a mart or there more than once
-- column example varchar a mart where they do; null when there is none
with

expected as (
    select extract, row_count - after_as_of as records from extract_rows
),

found as (
    select
        'leads' as extract,
        'lead_journeys' as mart,
        count(*) as records,
        count(distinct lead_id) as distinct_records
    from lead_journeys
    union all
    select
        'leads' as extract,
        'lead_links' as mart,
        count(*) as records,
        count(distinct lead_id) as distinct_records
    from lead_links
    union all
    select
        'leads' as extract,
        'stage_entries' as mart,
        count(*) as records,
        count(distinct record_id) as distinct_records
    from stage_entries
    where stage = 'lead'
    union all
    select
        'opportunities' as extract,
        'deals' as mart,
        count(*) as records,
        count(distinct opportunity_id) as distinct_records
    from deals
    union all
    select
        'opportunities' as extract,
        'stage_entries' as mart,
        count(*) as records,
        count(distinct record_id) as distinct_records
    from stage_entries
    where stage = 'opportunity'
    union all
    select
        'asset_uses' as extract,
        'asset_use_events' as mart,
        count(*) as records,
        count(distinct use_id) as distinct_records
    from asset_use_events
),

compared as (
    select
        found.mart,
        expected.records as checked,
        greatest(abs(expected.records - found.records), abs(expected.records - found.distinct_records)) as missing
    from found
    inner join expected on found.extract = expected.extract
),

verdict as (
    select
        cast(coalesce(sum(checked), 0) as bigint) as checked,
        cast(coalesce(sum(missing), 0) as bigint) as failed,
        min(case when missing > 0 then mart end) as example
    from compared
)

select * from verdict
