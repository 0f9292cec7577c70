-- Is there enough open pipeline to make the quota?
--
-- For the quarter asked for and the next one. Coverage: open pipeline expected to close in what is left of the quarter ÷ what is left of the
-- quota. Required: 1 ÷ win rate by value of the deals closed in the year up to the data cut-off. The quota is the loaded target
-- “bookings”: of the regions picked, else the company's, else the sum of the regions; targets have no segment, so with one picked
-- there is none.
--
-- grain: one row per quarter (quarter)
-- needs: opportunities
-- reads: periods quarters promises deals coverage_of_quota_records
-- records: coverage_of_quota_records
-- drill: booked = coalesce(sum(amount) filter (where counts_as = 'booked'), 0)
-- drill: open_deals = count(*) filter (where counts_as = 'open')
-- drill: open_amount = coalesce(sum(amount) filter (where counts_as = 'open'), 0)
-- drill: overdue_amount = coalesce(sum(amount) filter (where counts_as = 'overdue'), 0)
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column quarter           varchar        the quarter asked for, or the next
-- column quota             double         promised bookings, reporting currency; null when none were loaded
-- column booked            decimal(18, 2) won in the quarter so far
-- column remaining         double         quota − booked, not below 0; null without a quota
-- column open_deals        bigint         open deals expected to close in what is left of the quarter, count
-- column open_amount       decimal(18, 2) their amount
-- column overdue_amount    decimal(18, 2) open deals that should have closed in the quarter by now
-- column coverage          double         open ÷ remaining; null when nothing remains or no quota is loaded
-- column closed_deals      bigint         deals the win rate is taken from, count
-- column win_rate_value    double         won ÷ closed, by amount, ratio 0..1; null when none closed
-- column required_coverage double         1 ÷ that win rate; null when nothing was won
with

wanted_quarters as (
    select cast(q.quarter as varchar) as quarter
    from periods as p
    inner join quarters as q on q.start_on in (p.start_on, p.end_on)
    where p.back = 1
),

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

closed as (
    select
        count(*) as closed_deals,
        ratio(coalesce(sum(amount) filter (where state = 'won'), 0), sum(amount)) as win_rate_value
    from deals
    where
        state <> 'open' and closed_on between cast($as_of + 1 - to_years(1) as date) and $as_of
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

sums as (
    select
        quarter,
        sum(amount) filter (where counts_as = 'booked') as booked,
        count(*) filter (where counts_as = 'open') as open_deals,
        sum(amount) filter (where counts_as = 'open') as open_amount,
        sum(amount) filter (where counts_as = 'overdue') as overdue_amount
    from coverage_of_quota_records
    group by quarter
),

beside_quotas as (
    select
        w.quarter,
        q.quota,
        cast(coalesce(s.booked, 0) as decimal(18, 2)) as booked,
        greatest(q.quota - coalesce(s.booked, 0), case when q.quota is not null then 0 end) as remaining,
        coalesce(s.open_deals, 0) as open_deals,
        cast(coalesce(s.open_amount, 0) as decimal(18, 2)) as open_amount,
        cast(coalesce(s.overdue_amount, 0) as decimal(18, 2)) as overdue_amount
    from wanted_quarters as w
    left join quotas as q on w.quarter = q.quarter
    left join sums as s on w.quarter = s.quarter
),

covered as (
    select
        b.quarter,
        b.quota,
        b.booked,
        b.remaining,
        b.open_deals,
        b.open_amount,
        b.overdue_amount,
        ratio(b.open_amount, b.remaining) as coverage,
        c.closed_deals,
        c.win_rate_value,
        ratio(1, c.win_rate_value) as required_coverage
    from beside_quotas as b
    cross join closed as c
)

select * from covered
order by quarter
