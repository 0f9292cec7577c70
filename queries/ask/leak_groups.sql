-- What was everything that left the funnel worth where it stood, by segment?
--
-- A lead was worth the chance of the stage it had reached × the mean amount won in its segment; a deal its amount × the chance of any deal of
-- its segment. Chances and amounts of the year before; of all segments where fewer than 10 were resolved, of all stages where fewer than 10
-- were in all segments.
--
-- grain: one row per place, reason, record, stage and segment (place, reason, record, stage, segment)
-- reads: leavers periods value_chances value_amounts
-- column place          varchar rejected, undecided, silent or lost
-- column reason         varchar why, as recorded; of silent leads the stage they were in
-- column record         varchar deal or lead
-- column stage          varchar the stage that the leads had reached; of deals (any)
-- column segment        varchar size segment
-- column records        bigint  leads or deals, count
-- column chance         double  chance of being won, ratio 0..1; null when nothing was resolved
-- column mean_won       double  mean amount won in the segment (all segments, when fewer than 10 were won in it)
-- column expected_value double  amounts × chance, reporting currency; null when nothing was resolved, or no deal has an amount
with

gone as (
    select
        place,
        reason,
        record,
        stage,
        segment,
        count(*) as records,
        sum(amount) as amount
    from leavers
    group by place, reason, record, stage, segment
),

worth as (
    select
        g.*,
        c.chance,
        a.mean_won
    from gone as g
    cross join periods as p
    left join value_chances as c
        on p.quarter = c.quarter and g.record = c.record and g.stage = c.stage and g.segment = c.segment
    left join value_amounts as a on p.quarter = a.quarter and g.segment = a.segment
    where p.is_asked
),

leaks as (
    select
        place,
        reason,
        record,
        stage,
        segment,
        records,
        chance,
        mean_won,
        case record when 'deal' then amount else records * mean_won end * chance as expected_value
    from worth
)

select * from leaks
order by place, reason, record, stage, segment
