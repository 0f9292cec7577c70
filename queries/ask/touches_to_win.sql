-- How many touches, and how many days from the first of them, does a win take?
--
-- Opportunities won in the period, by the number of touches up to the close and by the days from the first one to the close. The median
-- is that of the deals with a touch, and repeats on each row of its measure.
--
-- grain: one row per measure and band (measure, band)
-- needs: opportunities touches
-- reads: touches_to_win_records
-- records: touches_to_win_records
-- drill: deals = count(*)
-- column measure varchar touches or days
-- column band    varchar band of the number, or none
-- column band_no bigint  place of the band, from 0 = none
-- column deals   bigint  opportunities won, count
-- column of      bigint  all opportunities won, count
-- column touched bigint  of those, the ones with a touch, count
-- column median  double  median touches, or days; null when no deal was touched
with

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

medians as (
    select
        measure,
        count(*) as of,
        count(*) filter (where touches > 0) as touched,
        cast(median(case measure when 'touches' then nullif(touches, 0) else days end) as double) as median
    from touches_to_win_records
    group by measure
),

counted as (
    select
        measure,
        band,
        count(*) as deals
    from touches_to_win_records
    group by measure, band
),

histogram as (
    select
        b.measure,
        b.band,
        b.band_no,
        coalesce(c.deals, 0) as deals,
        coalesce(m.of, 0) as of,
        coalesce(m.touched, 0) as touched,
        m.median
    from bands as b
    left join counted as c on b.measure = c.measure and b.band = c.band
    left join medians as m on b.measure = m.measure
)

select * from histogram
order by measure, band_no
