-- What moved the speed of the pipeline?
--
-- The change of a product split over its factors without a rest: part = L × ln(after ÷ before), L the logarithmic mean of the two speeds, with
-- the days counting the other way. The four parts sum to the change (additive LMDI-I: B. W. Ang, The LMDI approach to decomposition analysis,
-- Energy Policy 33 (2005) 867–871). Empty when a speed is.
--
-- grain: one row per comparison and driver, in order (against, driver)
-- needs: opportunities
-- reads: pipeline_velocity
-- column against varchar previous or year_ago: the quarter it is compared with
-- column driver  varchar opportunities, win_rate, mean_won_amount or median_cycle_days
-- column before  double  the driver in that quarter
-- column after   double  the driver in the quarter asked for
-- column part    double  its part of the change of the speed, reporting currency a day
with

pairs as (
    select
        earlier.period as against,
        log_mean(now.velocity, earlier.velocity) as weight,
        now,
        earlier
    from pipeline_velocity as now
    inner join pipeline_velocity as earlier on earlier.period <> 'asked'
    where now.period = 'asked'
),

drivers as (
    select against, 1 as place, 'opportunities' as driver, weight, 1 as sign,
        cast(earlier.opportunities as double) as before, cast(now.opportunities as double) as after
    from pairs
    union all
    select against, 2 as place, 'win_rate' as driver, weight, 1 as sign,
        earlier.win_rate as before, now.win_rate as after
    from pairs
    union all
    select against, 3 as place, 'mean_won_amount' as driver, weight, 1 as sign,
        earlier.mean_won_amount as before, now.mean_won_amount as after
    from pairs
    union all
    select against, 4 as place, 'median_cycle_days' as driver, weight, -1 as sign,
        earlier.median_cycle_days as before, now.median_cycle_days as after
    from pairs
),

parts as (
    select
        against,
        place,
        driver,
        before,
        after,
        case when weight is not null then sign * weight * ln(after / before) end as part
    from drivers
)

select against, driver, before, after, part from parts
order by against, place
