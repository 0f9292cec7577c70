-- How does each month's crop of leads ripen?
--
-- Of the leads created in a month, the share that reached the stage within so many months of their own day of creation. Only cells for which
-- every lead of the month has had the time by the data cut-off.
--
-- grain: one row per month and months since (month, months_since)
-- needs: leads
-- reads: cohort_records
-- records: cohort_records
-- drill: leads = count(*)
-- param as_of date data cut-off, last day counted
-- setting months integer = 12 : months looked at, up to the end of the quarter, and months since
-- setting until varchar = won : mql | sal | sql | opportunity | won, the stage to get to
-- column month        varchar month of creation, as 2026-07
-- column months_since bigint  months that each lead had, 1 and up
-- column leads        bigint  leads of the month, count
-- column converted    bigint  of those, reached the stage within the months
-- column share        double  converted ÷ leads, ratio 0..1
-- column low          double  lower end of its 95 % Wilson interval
-- column high         double  upper end of its 95 % Wilson interval
with

ripening as (
    select
        cast(date_trunc('month', created_on) as date) as month_on,
        created_on,
        reached_on,
        cast(date_diff('month', created_on, reached_on) as integer) as months
    from cohort_records
),

ripened as (
    select
        month_on,
        case when reached_on > created_on + to_months(months) then months + 1 else months end as months_needed,
        count(*) as leads
    from ripening
    group by month_on, months_needed
),

counts as (
    select
        strftime(r.month_on, '%Y-%m') as month,
        m.months_since,
        cast(sum(r.leads) as bigint) as leads,
        coalesce(cast(sum(r.leads) filter (where r.months_needed <= m.months_since) as bigint), 0) as converted
    from ripened as r
    inner join range(1, cast($months as bigint) + 1) as m (months_since)
        on last_day(r.month_on) + to_months(cast(m.months_since as integer)) <= $as_of
    group by r.month_on, m.months_since
),

cells as (
    select
        month,
        months_since,
        leads,
        converted,
        ratio(converted, leads) as share,
        wilson_low(converted, leads) as low,
        wilson_high(converted, leads) as high
    from counts
)

select * from cells
order by month, months_since
