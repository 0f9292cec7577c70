-- What do the figures whose movements are explained count, quarter by quarter?
--
-- Record by record as movement_records says: what it counts in the denominator (whole) and in the numerator (part) of the figure, added up. “all”
-- stands for every record, whatever its day. Additive over everything but the quarters.
--
-- grain: one row per figure, quarter, region, segment, kind and channel (figure, quarter, region, segment, kind, channel)
-- reads: quarters lead_journeys deals
-- cut: as_of
-- param   as_of       date         last day counted
-- setting within_days integer = 90 : days that a lead has to be won or accepted, inclusive; all = to date
-- column figure  varchar       conversion, acceptance, win_rate_value, pipeline or bookings
-- column quarter varchar       fiscal quarter, or “all”
-- column region  enum          sales region
-- column segment enum          size segment
-- column kind    enum          kind of opportunity; of leads (no kind)
-- column channel enum          channel of its campaign
-- column records bigint        records, count
-- column whole   decimal(18,2) what they count in the denominator
-- column part    decimal(18,2) what they count in the numerator
-- column squares double        squares of their amounts, added up; null where none is known
with

leads as (
    select
        region,
        segment,
        channel,
        created_on,
        cast(mql_at as date) as mql_on,
        case when cast(sal_at as date) <= $as_of then cast(sal_at as date) end as sal_on,
        case when cast(won_at as date) <= $as_of then cast(won_at as date) end as won_on,
        cast($as_of as date) as seen_on
    from lead_journeys
),

lead_events as (
    select 'conversion' as figure, created_on as counted_on, won_on as reached_on, seen_on, region, segment, channel
    from leads
    where coalesce(created_on <= seen_on, true)
    union all
    select 'acceptance' as figure, mql_on as counted_on, sal_on as reached_on, seen_on, region, segment, channel
    from leads
    where mql_on <= seen_on
),

lead_counts as (
    select
        figure,
        counted_on,
        region,
        segment,
        channel,
        count(*) as records,
        count(
            case
                when coalesce(date_diff('day', counted_on, reached_on) <= $within_days, $within_days is null)
                    then reached_on
            end
        ) as part
    from lead_events
    where coalesce(date_diff('day', counted_on, seen_on) >= $within_days, $within_days is null)
    group by figure, counted_on, region, segment, channel
),

deal_events as (
    select 'win_rate_value' as figure, closed_on as counted_on, region, segment, kind, channel,
        coalesce(amount, 0) as whole, case when state = 'won' then coalesce(amount, 0) else 0 end as part, amount
    from deals
    where state <> 'open' and coalesce(closed_on <= $as_of, true)
    union all
    select 'pipeline' as figure, created_on as counted_on, region, segment, kind, channel,
        1 as whole, coalesce(amount, 0) as part, amount
    from deals
    where coalesce(created_on <= $as_of, true)
    union all
    select 'bookings' as figure, closed_on as counted_on, region, segment, kind, channel,
        1 as whole, coalesce(amount, 0) as part, amount
    from deals
    where state = 'won' and coalesce(closed_on <= $as_of, true)
),

counted as (
    select figure, counted_on, region, segment, '(no kind)' as kind, channel,
        records, records as whole, part, cast(null as double) as squares
    from lead_counts
    union all
    select figure, counted_on, region, segment, kind, channel,
        1 as records, whole, part, cast(amount as double) * cast(amount as double) as squares
    from deal_events
),

placed as (
    select quarters.quarter, counted.*
    from counted
    inner join quarters on counted.counted_on >= quarters.start_on and counted.counted_on < quarters.end_on
    union all
    select 'all' as quarter, counted.* from counted
),

counts as (
    select
        figure,
        quarter,
        region,
        segment,
        kind,
        channel,
        cast(sum(records) as bigint) as records,
        cast(sum(whole) as decimal(18, 2)) as whole,
        cast(sum(part) as decimal(18, 2)) as part,
        sum(squares) as squares
    from placed
    group by figure, quarter, region, segment, kind, channel
)

select * from counts
order by figure, quarter, region, segment, kind, channel
