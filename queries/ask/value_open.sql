-- What was open on the last day of each quarter, and in which stage?
--
-- Deals opened and not closed by the last day of the quarter (or the data cut-off, when that is earlier), in the stage they were in
-- on that day; leads made by then that had neither become an opportunity nor ended.
--
-- grain: one row per quarter and record (quarter, record, record_id)
-- reads: periods open_spans
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter   varchar        the quarter at whose end it was open, or "all"
-- column record    varchar        deal or lead
-- column record_id varchar        the opportunity or the lead
-- column segment   varchar        size segment
-- column stage     varchar        stage on that day
-- column amount    decimal(18, 2) amount of the deal; null for a lead
with

records as (
    select
        p.quarter,
        s.record,
        s.record_id,
        cast(s.segment as varchar) as segment,
        s.stage,
        s.amount
    from periods as p
    inner join open_spans as s on p.last_on >= s.from_on and p.last_on < s.until_on
    where
        (p.is_asked or p.back <= $quarters)
        and picked($regions, s.region) and picked($segments, s.segment)
        and (s.record = 'lead' or picked($kinds, s.kind))
)

select * from records
order by quarter, record, record_id
