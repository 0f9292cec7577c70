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

counts as (
    select
        c.month,
        m.months_since,
        count(*) as leads,
        count(*) filter (
            where c.reached_on <= c.created_on + to_months(cast(m.months_since as integer))
        ) as converted
    from cohort_records as c
    inner join range(1, cast($months as bigint) + 1) as m (months_since)
        on last_day(c.created_on) + to_months(cast(m.months_since as integer)) <= $as_of
    group by c.month, m.months_since
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
