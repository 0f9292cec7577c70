-- How much pipeline was made, and how much of it was booked?
--
-- Opportunities by the quarter they were opened in; won and lost ones by the quarter they closed in. The target is the loaded one for
-- “bookings”: of the regions picked, else the company's, else the sum of the regions; none with a segment picked.
--
-- grain: one row per quarter (quarter)
-- needs: opportunities
-- reads: periods promises figure_counts
-- records: pipeline_made_records
-- drill: created = count(*) filter (where event = 'created')
-- drill: created_amount = coalesce(sum(amount) filter (where event = 'created'), 0)
-- drill: won = count(*) filter (where event = 'won')
-- drill: booked_amount = coalesce(sum(amount) filter (where event = 'won'), 0)
-- drill: lost = count(*) filter (where event = 'lost')
-- drill: lost_amount = coalesce(sum(amount) filter (where event = 'lost'), 0)
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting quarters integer = 8 : quarters of trend to add to what is asked for
-- column quarter        varchar        the quarter, or "all"
-- column created        bigint         opportunities opened, count
-- column created_amount decimal(18, 2) their amount, reporting currency
-- column won            bigint         deals won, count
-- column booked_amount  decimal(18, 2) their amount
-- column lost           bigint         deals lost, count
-- column lost_amount    decimal(18, 2) their amount
-- column booked_target  double         promised bookings; null when none were loaded
with

quotas as (
    select
        quarter,
        case
            when len($segments) > 0 then null
            when len($regions) > 0 then sum(target) filter (where picked($regions, region))
            else coalesce(max(target) filter (where region = '(company)'), sum(target))
        end as quota
    from promises
    where metric = 'bookings'
    group by quarter
),

sums as (
    select
        quarter,
        sum(records) filter (where figure = 'pipeline') as created,
        sum(part) filter (where figure = 'pipeline') as created_amount,
        sum(records) filter (where figure = 'bookings') as won,
        sum(part) filter (where figure = 'bookings') as won_amount,
        sum(records) filter (where figure = 'win_rate_value') as closed,
        sum(whole) filter (where figure = 'win_rate_value') as closed_amount
    from figure_counts
    where
        figure in ('pipeline', 'bookings', 'win_rate_value')
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by quarter
),

points as (
    select
        p.quarter,
        cast(coalesce(s.created, 0) as bigint) as created,
        cast(coalesce(s.created_amount, 0) as decimal(18, 2)) as created_amount,
        cast(coalesce(s.won, 0) as bigint) as won,
        cast(coalesce(s.won_amount, 0) as decimal(18, 2)) as booked_amount,
        cast(coalesce(s.closed, 0) - coalesce(s.won, 0) as bigint) as lost,
        cast(coalesce(s.closed_amount, 0) - coalesce(s.won_amount, 0) as decimal(18, 2)) as lost_amount,
        q.quota as booked_target
    from periods as p
    left join sums as s on p.quarter = s.quarter
    left join quotas as q on p.quarter = q.quarter
    where p.is_asked or p.back <= $quarters
)

select * from points
order by quarter
