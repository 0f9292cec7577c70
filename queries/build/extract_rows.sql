-- How many records did the extracts bring, and how many are dated after the cut-off?
--
-- What the marts are held against: nothing vanishes on the way. Amounts are those recorded in the reporting currency or in none.
--
-- grain: one row per extract (extract)
-- reads: leads opportunities touches asset_uses
-- param  as_of       date          last day counted
-- param  currency    varchar       reporting currency
-- column extract     varchar       leads, opportunities, touches or asset_uses
-- column row_count   bigint        records
-- column after_as_of bigint        of those, dated after the cut-off
-- column amount      decimal(18,2) amount of the opportunities not after the cut-off, recorded in the reporting currency or in none
with

counted as (
    select
        'leads' as extract,
        count(*) as row_count,
        count(case when cast(created_at as date) > $as_of then 1 end) as after_as_of,
        cast(null as decimal(18, 2)) as amount
    from leads
    union all
    select
        'opportunities' as extract,
        count(*) as row_count,
        count(case when cast(created_at as date) > $as_of then 1 end) as after_as_of,
        cast(sum(case
            when coalesce(cast(created_at as date) <= $as_of, true)
                and coalesce(upper(trim(currency)) in ('', upper($currency)), true) then amount
        end) as decimal(18, 2)) as amount
    from opportunities
    union all
    select
        'touches' as extract,
        count(*) as row_count,
        count(case when cast(touched_at as date) > $as_of then 1 end) as after_as_of,
        cast(null as decimal(18, 2)) as amount
    from touches
    union all
    select
        'asset_uses' as extract,
        count(*) as row_count,
        count(case when cast(used_at as date) > $as_of then 1 end) as after_as_of,
        cast(null as decimal(18, 2)) as amount
    from asset_uses
)

select * from counted
order by extract
