-- In how many days does the credit of a touch halve under time decay?
--
-- What the reader says; else a third of the median cycle of the deals won, and 30 where there is none.
--
-- grain: one row
-- reads: deals
-- setting half_life_days double = auto : days in which credit halves; auto = a third of the median cycle of won deals, else 30
-- column days double days, above nothing
with

won_cycles as (
    select
        cycle_days,
        row_number() over (order by cycle_days, opportunity_id) as turn,
        count(*) over () as cycles
    from deals
    where state = 'won' and cycle_days is not null
),

half_life as (
    select
        coalesce(
            case when $half_life_days > 0 then cast($half_life_days as double) end,
            nullif(cast(sum(cycle_days) as double) / (3 * count(*)), 0),
            30
        ) as days
    from won_cycles
    where 2 * turn >= cycles and 2 * turn <= cycles + 2
)

select * from half_life
