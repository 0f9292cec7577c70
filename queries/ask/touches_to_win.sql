-- How many touches, and how many days from the first of them, does a win take?
--
-- Opportunities won in the period, by the number of touches up to the close and by the days from the first one to the close. The median
-- is that of the deals with a touch, and repeats on each row of its measure.
--
-- grain: one row per measure and band (measure, band)
-- needs: opportunities touches
-- reads: win_lengths
-- records: touches_to_win_records
-- drill: deals = count(*)
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting side varchar = marketing : marketing | all, whose touches count
-- setting side varchar = marketing : marketing | all, whose touches count
-- column measure varchar touches or days
-- column band    varchar band of the number, or none
-- column band_no bigint  place of the band, from 0 = none
-- column deals   bigint  opportunities won, count
-- column of      bigint  all opportunities won, count
-- column touched bigint  of those, the ones with a touch, count
-- column median  double  median touches, or days; null when no deal was touched
with

won_deals as (
    select
        case when $side = 'all' then touches else marketing_touches end as touches,
        case when $side = 'all' then days else marketing_days end as days
    from win_lengths
    where
        in_period(closed_on, $start_on, $end_on) and happened(closed_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

banded as (
    select
        unnest(['touches', 'days']) as measure,
        unnest([touches_band(touches), days_band(days)]) as band
    from won_deals
),

counted as (
    select measure, band, count(*) as deals
    from banded
    group by measure, band
),

totals as (
    select
        count(*) as of,
        count(*) filter (where touches > 0) as touched,
        cast(median(nullif(touches, 0)) as double) as median_touches,
        cast(median(days) as double) as median_days
    from won_deals
),

bands as (
    select
        'touches' as measure,
        unnest(['none', '1', '2', '3', '4', '5', '6–10', '11–20', 'over 20']) as band,
        unnest(range(9)) as band_no
    union all
    select
        'days' as measure,
        unnest(['none', '0–30', '31–60', '61–90', '91–120', '121–180', '181–365', 'over 365']) as band,
        unnest(range(8)) as band_no
),

histogram as (
    select
        b.measure,
        b.band,
        b.band_no,
        coalesce(c.deals, 0) as deals,
        t.of,
        t.touched,
        case b.measure when 'touches' then t.median_touches else t.median_days end as median
    from bands as b
    cross join totals as t
    left join counted as c on b.measure = c.measure and b.band = c.band
)

select * from histogram
order by measure, band_no
