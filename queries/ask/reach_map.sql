-- Where do we reach our target accounts, and where not?
--
-- Accounts on the target list by region and segment, and the share of them that had at least one touch in the quarter.
--
-- grain: one row per region and segment (region, segment)
-- needs: accounts touches
-- reads: reach_records
-- records: reach_records
-- drill: targets = count(*)
-- drill: engaged = count(*) filter (where is_engaged)
-- drill: share = ratio(count(*) filter (where is_engaged), count(*))
-- column region  varchar sales region
-- column segment varchar size segment
-- column targets bigint  target accounts, count
-- column engaged bigint  of those, touched in the quarter
-- column share   double  engaged ÷ targets, ratio 0..1
-- column low     double  lower end of its 95 % Wilson interval
-- column high    double  upper end of its 95 % Wilson interval
with

counts as (
    select
        region,
        segment,
        count(*) as targets,
        count(*) filter (where is_engaged) as engaged
    from reach_records
    group by region, segment
),

shares as (
    select
        region,
        segment,
        targets,
        engaged,
        ratio(engaged, targets) as share,
        wilson_low(engaged, targets) as low,
        wilson_high(engaged, targets) as high
    from counts
)

select * from shares
order by region, segment
