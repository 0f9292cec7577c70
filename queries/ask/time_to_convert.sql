-- How many have still not moved on after so many days?
--
-- Kaplan–Meier: of the records at risk on each day (entered, neither moved on nor lost from sight before it), the share that moved on
-- that day; survival is the product of the shares that did not. Interval: Greenwood's variance on the scale log(−log), so that it
-- stays between 0 and 1 (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980). One row for each number of
-- days after which a record moved on or was last seen; between two rows the curve is flat.
--
-- grain: one row per stage and days, in order (stage, days)
-- needs: leads
-- apart: yes
-- reads: convert_records
-- records: convert_records
-- drill: converted = count(*) filter (where is_converted)
-- drill: censored = count(*) filter (where not is_converted)
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- setting leavers varchar = censored : censored | at_risk, those who left count until that day or are never done
-- column stage     varchar stage that was entered: lead, mql, sal, sql or opportunity
-- column days      integer days since entry
-- column at_risk   bigint  records still there at the start of that day, count
-- column converted bigint  of those, moved on that day
-- column censored  bigint  of those, last seen that day without having moved on
-- column survival  double  share that has not moved on by the end of that day, ratio 0..1
-- column low       double  lower end of its 95 % interval
-- column high      double  upper end of its 95 % interval
with

by_day as (
    select
        stage,
        days,
        count(*) filter (where is_converted) as converted,
        count(*) filter (where not is_converted) as censored
    from convert_records
    group by stage, days
),

with_risk as (
    select
        *,
        cast(sum(converted + censored) over (partition by stage order by days desc) as bigint) as at_risk
    from by_day
),

products as (
    select
        *,
        product(1 - ratio(converted, at_risk)) over (partition by stage order by days) as survival,
        sum(ratio(converted, at_risk * (at_risk - converted))) over (partition by stage order by days) as greenwood
    from with_risk
),

with_reach as (
    select
        *,
        case
            when survival > 0 and survival < 1 then 1.959963984540054 * sqrt(greenwood) / ln(survival)
        end as reach
    from products
),

curve as (
    select
        s.stage_no,
        w.stage,
        w.days,
        w.at_risk,
        w.converted,
        w.censored,
        w.survival,
        coalesce(pow(w.survival, exp(-w.reach)), w.survival) as low,
        coalesce(pow(w.survival, exp(w.reach)), w.survival) as high
    from with_reach as w
    inner join funnel_stages() as s on w.stage = s.stage
)

select stage, days, at_risk, converted, censored, survival, low, high from curve
order by stage_no, days
