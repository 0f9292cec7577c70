-- Who reached the target accounts: both sides, one of them, or nobody?
--
-- Accounts on the target list by who touched them in the quarter. Partner: touched by a partner only, or nobody knows by whom. The five sum to
-- all target accounts; all but nobody to those reached.
--
-- grain: one row per answer, in order (engaged_by)
-- needs: accounts touches
-- reads: periods reach_records
-- records: reach_records
-- drill: accounts = count(*) filter (where quarter = (select max(quarter) from records))
-- param start_on date first day counted; null = every record
-- setting quarters integer = 5 : quarters of trend to add to what is asked for
-- column engaged_by varchar both, marketing, sales, partner or nobody
-- column accounts   bigint  target accounts, count
-- column share      double  accounts ÷ all target accounts, ratio 0..1; null when there are none
-- column low        double  lower end of its 95 % Wilson interval
-- column high       double  upper end of its 95 % Wilson interval
-- column previous   double  the share in the quarter before; null with all time asked for
-- column year_ago   double  the share in the same quarter a year before; null with all time asked for
with

answers as (
    select
        generate_subscripts(['both', 'marketing', 'sales', 'partner', 'nobody'], 1) as place,
        unnest(['both', 'marketing', 'sales', 'partner', 'nobody']) as engaged_by
),

counts as (
    select
        a.place,
        a.engaged_by,
        count(*) filter (where p.is_asked and r.engaged_by = a.engaged_by) as accounts,
        count(*) filter (where p.is_asked) as targets,
        ratio(
            count(*) filter (where p.back = 2 and $start_on is not null and r.engaged_by = a.engaged_by),
            count(*) filter (where p.back = 2 and $start_on is not null)
        ) as previous,
        ratio(
            count(*) filter (where p.back = 5 and $start_on is not null and r.engaged_by = a.engaged_by),
            count(*) filter (where p.back = 5 and $start_on is not null)
        ) as year_ago
    from answers as a
    cross join reach_records as r
    inner join periods as p on r.quarter = p.quarter
    group by a.place, a.engaged_by
),

shares as (
    select
        a.place,
        a.engaged_by,
        coalesce(c.accounts, 0) as accounts,
        ratio(c.accounts, c.targets) as share,
        wilson_low(c.accounts, c.targets) as low,
        wilson_high(c.accounts, c.targets) as high,
        c.previous,
        c.year_ago
    from answers as a
    left join counts as c on a.engaged_by = c.engaged_by
)

select engaged_by, accounts, share, low, high, previous, year_ago from shares
order by place
