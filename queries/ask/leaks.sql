-- Where does the funnel leak, and what is it worth?
--
-- What left the funnel in the quarter without being won: leads rejected by sales, by reason; leads handed over in it without a decision; leads
-- that fell silent, by the stage they were in; deals lost, by reason. In expected money: what they were worth where they stood.
--
-- grain: one row per place and reason, in order (place, reason)
-- needs: leads opportunities
-- reads: leak_groups
-- records: leak_records
-- drill: records = count(*)
-- drill: expected_value = sum(expected_value)
-- setting leak_days integer = 30 : days after the hand-over from which no decision is a leak
-- column place          varchar rejected, undecided, silent or lost
-- column reason         varchar why, as recorded; of silent leads the stage they were in
-- column records        bigint  leads or deals, count
-- column expected_value double  what they were worth, reporting currency; null when nothing was resolved
-- column share          double  of the expected value of all leaks, ratio 0..1
with

by_reason as (
    select
        place,
        reason,
        cast(sum(records) as bigint) as records,
        sum(expected_value) as expected_value
    from leak_groups
    group by place, reason
),

shares as (
    select
        place,
        reason,
        records,
        expected_value,
        ratio(expected_value, sum(expected_value) over ()) as share
    from by_reason
)

select * from shares
order by expected_value desc nulls last, place asc, reason asc
