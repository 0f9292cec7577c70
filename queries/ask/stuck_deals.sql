-- Which deals are stuck?
--
-- Deals open on the last day of the quarter (or at the data cut-off) that had been in their stage for longer than nine in ten stays that
-- ended in it (its P90, all regions); what has become of them since is told beside them. The largest first.
--
-- grain: one row per opportunity, in order (opportunity_id)
-- needs: opportunities
-- reads: open_ages deals
-- setting span_quarters integer = 4 : quarters whose ended stays are the measure, up to the one asked for
-- column opportunity_id    varchar        the opportunity
-- column name              varchar        name of the deal
-- column account_name      varchar        who buys
-- column owner             varchar        the seller
-- column region            varchar        sales region
-- column segment           varchar        size segment
-- column stage             varchar        stage on that day
-- column amount            decimal(18, 2) net amount, reporting currency
-- column entered_on        date           the day it entered the stage
-- column days              integer        calendar days since then
-- column p75_days          double         three quarters of the stage's stays were no longer
-- column p90_days          double         nine in ten were no longer
-- column expected_close_on date           day it is expected to close
-- column state             varchar        open, won or lost at the data cut-off
with

stuck as (
    select
        d.opportunity_id,
        d.name,
        d.account_name,
        d.owner,
        cast(d.region as varchar) as region,
        a.segment,
        a.stage,
        a.amount,
        a.entered_on,
        a.days,
        a.p75_days,
        a.p90_days,
        d.expected_close_on,
        cast(d.state as varchar) as state
    from open_ages as a
    inner join deals as d on a.record_id = d.opportunity_id
    where a.process = 'sales' and a.band = 'stuck'
)

select * from stuck
order by amount desc nulls last, opportunity_id asc
