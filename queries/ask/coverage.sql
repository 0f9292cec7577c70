-- How much of the data can be joined?
--
-- For every way in which one extract leans on another: how many of its rows found their counterpart. All records, no filters.
--
-- grain: one row per measure (measure)
-- reads: join_coverage
-- column measure varchar what is joined, as "leads with an account"
-- column have    bigint  rows that found it, count
-- column of      bigint  rows that need it, count
-- column share   double  have / of, ratio 0..1; null when there are no such rows
-- column remedy  varchar what to load or fill so that more of them do
with

measures as (
    select
        measure,
        cast(part as bigint) as have,
        cast(whole as bigint) as of,
        ratio(part, whole) as share,
        remedy
    from join_coverage
)

select * from measures
order by measure
