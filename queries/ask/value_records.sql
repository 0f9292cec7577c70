-- What is each open deal and each open lead worth?
--
-- A deal: its amount × the chance of its stage and segment. A lead: the chance of its stage and segment × the mean amount won in its
-- segment. Chances and amounts are those of the year before; where fewer than 10 were resolved in the stage and segment, those of
-- the stage in all segments; where fewer than 10 in the stage, those of all stages.
--
-- grain: one row per quarter and record (quarter, record, record_id)
-- reads: value_open value_chances value_amounts
-- column quarter        varchar        the quarter at whose end it was open, or "all"
-- column record         varchar        deal or lead
-- column record_id      varchar        the opportunity or the lead
-- column name           varchar        name of the deal or lead
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column stage          varchar        stage on that day
-- column amount         double         amount of the deal; for a lead the mean amount won in its segment
-- column chance         double         chance of being won, ratio 0..1; null when nothing was resolved
-- column chance_from    varchar        segment, stage or all: whose resolved records gave the chance
-- column expected_value double         amount × chance, reporting currency
with

with_chance as (
    select
        o.*,
        case
            when narrow.resolved >= 10 then 'segment'
            when wide.resolved >= 10 then 'stage'
            else 'all'
        end as chance_from,
        case
            when narrow.resolved >= 10 then narrow.chance
            when wide.resolved >= 10 then wide.chance
            else anywhere.chance
        end as chance
    from value_open as o
    left join value_chances as narrow
        on o.quarter = narrow.quarter and o.record = narrow.record
        and o.stage = narrow.stage and o.segment = narrow.segment
    left join value_chances as wide
        on o.quarter = wide.quarter and o.record = wide.record and o.stage = wide.stage and wide.segment = '(all)'
    left join value_chances as anywhere
        on o.quarter = anywhere.quarter and o.record = anywhere.record
        and anywhere.stage = '(any)' and anywhere.segment = '(all)'
),

with_amount as (
    select
        c.*,
        case
            when c.record = 'deal' then cast(c.amount as double)
            when own.won >= 10 then own.mean_amount
            else company.mean_amount
        end as worth
    from with_chance as c
    left join value_amounts as own on c.quarter = own.quarter and c.segment = own.segment
    left join value_amounts as company on c.quarter = company.quarter and company.segment = '(all)'
),

records as (
    select
        quarter,
        record,
        record_id,
        name,
        region,
        segment,
        stage,
        worth as amount,
        chance,
        chance_from,
        worth * chance as expected_value
    from with_amount
)

select * from records
order by quarter, record, record_id
