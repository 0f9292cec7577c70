-- How much was open on the last day of each quarter, by stage?
--
-- On the last day of the quarter, or on the data cut-off when that is earlier: deals opened and not closed by then, in the stage they were in
-- on that day; leads made by then that had neither become an opportunity nor ended. Additive over everything but the days.
--
-- grain: one row per day, record, stage, region, segment and kind (open_on, record, stage, region, segment, kind)
-- reads: quarters open_spans
-- cut: as_of
-- param  as_of   date           last day counted
-- column open_on date           the day
-- column record  varchar        deal or lead
-- column stage   varchar        stage on that day
-- column region  enum           sales region
-- column segment enum           size segment
-- column kind    enum           kind of opportunity; of leads (no kind)
-- column records bigint         open deals or leads, count
-- column amount  decimal(18,2)  amount of the deals; null for leads
with

days as (
    select case when end_on <= $as_of then cast(end_on - interval 1 day as date) else $as_of end as open_on
    from quarters
    union
    select $as_of as open_on
),

counts as (
    select
        days.open_on,
        open_spans.record,
        open_spans.stage,
        open_spans.region,
        open_spans.segment,
        open_spans.kind,
        count(*) as records,
        cast(sum(open_spans.amount) as decimal(18, 2)) as amount
    from days
    inner join open_spans on days.open_on >= open_spans.from_on and days.open_on < open_spans.until_on
    group by
        days.open_on, open_spans.record, open_spans.stage, open_spans.region, open_spans.segment, open_spans.kind
)

select * from counts
order by open_on, record, stage, region, segment, kind
