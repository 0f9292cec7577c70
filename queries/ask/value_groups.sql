-- What is everything open worth, by stage and segment?
--
-- A deal is worth its amount × the chance of its stage and segment; a lead the chance of its stage and segment × the mean amount won
-- in its segment. Chances and amounts are those of the year before; where fewer than 10 were resolved in the stage and segment, those
-- of the stage in all segments; where fewer than 10 in the stage, those of all stages.
--
-- grain: one row per quarter, record, stage and segment (quarter, record, stage, segment)
-- apart: yes
-- reads: periods open_counts value_chances value_amounts
-- records: value_records
-- drill: records = count(*)
-- drill: expected_value = sum(expected_value)
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 0 : quarters of trend to add to what is asked for
-- column quarter        varchar the quarter at whose end it was open, or "all"
-- column record         varchar deal or lead
-- column stage          varchar stage on that day
-- column segment        varchar size segment
-- column records        bigint  open deals or leads, count
-- column amount         decimal(18, 2) amount of the deals, reporting currency; null for leads
-- column chance         double  chance of being won, ratio 0..1; null when nothing was resolved
-- column chance_from    varchar segment, stage or all: whose resolved records gave the chance
-- column mean_won       double  mean amount won in the segment (all segments, when fewer than 10 were won in it)
-- column expected_value double  amounts × chance, reporting currency; null when nothing was resolved, or no deal has an amount
-- column low            double  the same with the lower end of the chance's 95 % Wilson interval
-- column high           double  the same with the upper end
with

groups as (
    select
        p.quarter,
        o.record,
        o.stage,
        cast(o.segment as varchar) as segment,
        cast(sum(o.records) as bigint) as records,
        cast(sum(o.amount) as decimal(18, 2)) as amount
    from periods as p
    inner join open_counts as o on p.last_on = o.open_on
    where
        (p.is_asked or p.back <= $quarters)
        and picked($regions, o.region) and picked($segments, o.segment)
        and (o.record = 'lead' or picked($kinds, o.kind))
    group by p.quarter, o.record, o.stage, o.segment
),

with_chance as (
    select
        g.*,
        c.chance,
        c.chance_from,
        c.low as chance_low,
        c.high as chance_high,
        a.mean_won,
        case when g.record = 'deal' then cast(g.amount as double) else g.records * a.mean_won end as value_if_won
    from groups as g
    left join value_chances as c
        on g.quarter = c.quarter and g.record = c.record and g.stage = c.stage and g.segment = c.segment
    left join value_amounts as a on g.quarter = a.quarter and g.segment = a.segment
),

worth as (
    select
        quarter,
        record,
        stage,
        segment,
        records,
        amount,
        chance,
        coalesce(chance_from, 'all') as chance_from,
        mean_won,
        value_if_won * chance as expected_value,
        value_if_won * chance_low as low,
        value_if_won * chance_high as high
    from with_chance
)

select * from worth
order by quarter, record, stage, segment
