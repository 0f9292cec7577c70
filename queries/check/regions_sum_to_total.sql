-- The figures of the regions add up to the total of the extracts: opportunities and their amount.
--
-- grain: one row
-- reads: deals extract_rows
-- column checked bigint  figures compared: opportunities, amount recorded in the reporting currency
-- column failed  bigint  of those, where the regions do not add up to the extract
-- column example varchar one of them; null when there is none
with

by_region as (
    select
        region,
        count(*) as opportunities,
        sum(case when not is_converted then amount end) as amount
    from deals
    where region is not null
    group by region
),

summed as (
    select
        coalesce(sum(opportunities), 0) as opportunities,
        coalesce(sum(amount), 0) as amount
    from by_region
),

compared as (
    select
        'opportunities' as what,
        summed.opportunities <> extract_rows.row_count - extract_rows.after_as_of as is_wrong
    from summed
    inner join extract_rows on extract_rows.extract = 'opportunities'
    union all
    select 'amount' as what, summed.amount <> coalesce(extract_rows.amount, 0) as is_wrong
    from summed
    inner join extract_rows on extract_rows.extract = 'opportunities'
),

verdict as (
    select
        count(*) as checked,
        count(case when is_wrong then 1 end) as failed,
        min(case when is_wrong then what end) as example
    from compared
)

select * from verdict
