-- What did each region, segment and channel count towards the figures, in both quarters?
--
-- The records behind the movements, summed: what they count in the denominator (whole) and in the numerator (part) of each figure.
--
-- grain: one row per figure, region, segment and channel (figure, region, segment, channel)
-- reads: compared_periods figure_counts
-- records: movement_records
-- drill: records_before = count(*) filter (where period = 'before')
-- drill: records = count(*) filter (where period = 'after')
-- drill: whole_before = coalesce(sum(whole) filter (where period = 'before'), 0)
-- drill: whole_after = coalesce(sum(whole) filter (where period = 'after'), 0)
-- drill: part_before = coalesce(sum(part) filter (where period = 'before'), 0)
-- drill: part_after = coalesce(sum(part) filter (where period = 'after'), 0)
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting against varchar = previous : previous | year_ago, the quarter it is compared with
-- setting within_days integer = 90 : days that a lead has to be won or accepted, inclusive; all = to date
-- column figure         varchar        conversion, acceptance, win_rate_value, pipeline or bookings
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column channel        varchar        channel of the campaign
-- column records_before bigint         records in the quarter before, count
-- column records        bigint         records in the quarter asked for, count
-- column whole_before   decimal(18, 2) their denominator in the quarter before
-- column whole_after    decimal(18, 2) their denominator in the quarter asked for
-- column part_before    decimal(18, 2) their numerator in the quarter before
-- column part_after     decimal(18, 2) their numerator in the quarter asked for
-- column squares_before double         squares of their amounts in the quarter before, added up; null of leads
-- column squares_after  double         squares of their amounts in the quarter asked for, added up; null of leads
with

by_group as (
    select
        c.figure,
        cast(c.region as varchar) as region,
        cast(c.segment as varchar) as segment,
        cast(c.channel as varchar) as channel,
        cast(coalesce(sum(c.records) filter (where p.period <> 'asked'), 0) as bigint) as records_before,
        cast(coalesce(sum(c.records) filter (where p.period = 'asked'), 0) as bigint) as records,
        cast(coalesce(sum(c.whole) filter (where p.period <> 'asked'), 0) as decimal(18, 2)) as whole_before,
        cast(coalesce(sum(c.whole) filter (where p.period = 'asked'), 0) as decimal(18, 2)) as whole_after,
        cast(coalesce(sum(c.part) filter (where p.period <> 'asked'), 0) as decimal(18, 2)) as part_before,
        cast(coalesce(sum(c.part) filter (where p.period = 'asked'), 0) as decimal(18, 2)) as part_after,
        sum(c.squares) filter (where p.period <> 'asked') as squares_before,
        sum(c.squares) filter (where p.period = 'asked') as squares_after
    from compared_periods as p
    inner join figure_counts as c on p.quarter = c.quarter
    where
        p.period in ('asked', $against)
        and picked($regions, c.region) and picked($segments, c.segment)
        and (c.figure = 'conversion' or picked($kinds, c.kind))
    group by c.figure, c.region, c.segment, c.channel
)

select * from by_group
order by figure, region, segment, channel
