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
        case
            when narrow.resolved >= 10 then 'segment'
            when wide.resolved >= 10 then 'stage'
            else 'all'
        end as chance_from,
        case
            when narrow.resolved >= 10 then narrow.chance
            when wide.resolved >= 10 then wide.chance
            else anywhere.chance
        end as chance,
        case
            when narrow.resolved >= 10 then narrow.low
            when wide.resolved >= 10 then wide.low
            else anywhere.low
        end as chance_low,
        case
            when narrow.resolved >= 10 then narrow.high
            when wide.resolved >= 10 then wide.high
            else anywhere.high
        end as chance_high,
        case when own.won >= 10 then own.mean_amount else company.mean_amount end as mean_won
    from groups as g
    left join value_chances as narrow
        on
            g.quarter = narrow.quarter and g.record = narrow.record
            and g.stage = narrow.stage and g.segment = narrow.segment
    left join value_chances as wide
        on g.quarter = wide.quarter and g.record = wide.record and g.stage = wide.stage and wide.segment = '(all)'
    left join value_chances as anywhere
        on
            g.quarter = anywhere.quarter and g.record = anywhere.record
            and anywhere.stage = '(any)' and anywhere.segment = '(all)'
    left join value_amounts as own on g.quarter = own.quarter and g.segment = own.segment
    left join value_amounts as company on g.quarter = company.quarter and company.segment = '(all)'
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
        chance_from,
        mean_won,
        case when record = 'deal' then cast(amount as double) else records * mean_won end * chance as expected_value,
        case when record = 'deal' then cast(amount as double) else records * mean_won end * chance_low as low,
        case when record = 'deal' then cast(amount as double) else records * mean_won end * chance_high as high
    from with_chance
)

select * from worth
order by quarter, record, stage, segment
