-- What would the quarter have brought with more leads, better conversion, bigger deals, a shorter cycle?
--
-- Money = opportunities × win rate × mean amount won, per cycle: (1 + volume) × (1 + conversion) × (1 + deal size) ÷ (1 + cycle) times what
-- the deals closed in the quarter brought, each a percent change. Another step's conversion than opportunity→won moves only the deals that
-- came from a lead; a rate cannot exceed 1, nothing falls below 1 % of what it was. Parts: each inflow's change over its factors by the
-- logarithmic mean (additive LMDI-I: B. W. Ang, Energy Policy 33 (2005) 867–871); they sum to the difference.
--
-- grain: one row per driver, in order (driver)
-- needs: opportunities
-- reads: cycle_records funnel
-- records: cycle_records
-- drill: money_before = coalesce(sum(cast(amount as double)) filter (where period = 'asked' and state = 'won'), 0)
-- setting volume double = 0 : more or fewer leads and opportunities, percent
-- setting conversion double = 0 : better or worse conversion of the step, percent of the rate
-- setting deal_size double = 0 : bigger or smaller deals, percent
-- setting cycle double = 0 : longer or shorter cycle, percent
-- setting step varchar = opportunity : lead | mql | sal | sql | opportunity, whose conversion moves
-- column driver       varchar volume, conversion, deal_size or cycle
-- column before       double  the driver as it was: opportunities, the step's rate, mean amount won, median days
-- column after        double  the driver as it would be
-- column change       double  after ÷ before − 1
-- column money_before double  won in the quarter, reporting currency; the same on every row
-- column money_after  double  what it would have been; the same on every row
-- column part         double  the driver's part of the difference
with

base as (
    select
        count(*) as opportunities,
        ratio(count(*) filter (where state = 'won'), count(*)) as win_rate,
        avg(cast(amount as double)) filter (where state = 'won') as mean_amount,
        quantile_cont(cycle_days, 0.5) filter (where state = 'won') as cycle_days,
        coalesce(sum(cast(amount as double)) filter (where state = 'won' and inflow = 'lead'), 0) as from_leads,
        coalesce(sum(cast(amount as double)) filter (where state = 'won' and inflow = 'sales'), 0) as from_sales
    from cycle_records
    where period = 'asked'
),

rates as (
    select case when $step = 'opportunity' then b.win_rate else f.conversion end as rate
    from base as b
    cross join funnel as f
    where f.stage = $step
),

factors as (
    select
        greatest(1 + $volume / 100, 0.01) as volume,
        least(greatest(1 + $conversion / 100, 0.01), greatest(coalesce(1 / nullif(r.rate, 0), 1), 1)) as conversion,
        greatest(1 + $deal_size / 100, 0.01) as deal_size,
        1 / greatest(1 + $cycle / 100, 0.01) as speed,
        r.rate
    from rates as r
),

inflows as (
    select from_leads as money, 1 as moves from base
    union all
    select from_sales as money, case when $step = 'opportunity' then 1 else 0 end as moves from base
),

weights as (
    select
        i.moves,
        i.money as money_before,
        i.money * f.volume * pow(f.conversion, i.moves) * f.deal_size * f.speed as money_after
    from inflows as i
    cross join factors as f
),

sums as (
    select
        sum(money_before) as money_before,
        sum(money_after) as money_after,
        sum(log_mean(money_after, money_before)) as weight,
        sum(log_mean(money_after, money_before) * moves) as moving_weight
    from weights
),

drivers as (
    select
        b.opportunities,
        b.mean_amount,
        b.cycle_days,
        f.*,
        s.*
    from base as b
    cross join factors as f
    cross join sums as s
),

parts as (
    select 1 as place, 'volume' as driver, cast(opportunities as double) as before, volume as factor,
        weight * ln(volume) as part
    from drivers
    union all
    select 2 as place, 'conversion' as driver, rate as before, conversion as factor,
        moving_weight * ln(conversion) as part
    from drivers
    union all
    select 3 as place, 'deal_size' as driver, mean_amount as before, deal_size as factor,
        weight * ln(deal_size) as part
    from drivers
    union all
    select 4 as place, 'cycle' as driver, cycle_days as before, 1 / speed as factor,
        weight * ln(speed) as part
    from drivers
),

answers as (
    select
        d.place,
        d.driver,
        d.before,
        d.before * d.factor as after,
        d.factor - 1 as change,
        s.money_before,
        s.money_after,
        d.part
    from parts as d
    cross join sums as s
)

select driver, before, after, change, money_before, money_after, part from answers
order by place
