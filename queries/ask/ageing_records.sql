-- How long has every open lead and deal been in its stage?
--
-- What was open on the last day of the quarter, or at the data cut-off when that is earlier; days since it entered the stage in which it was
-- then. Against the stage's own measure, over all regions: usual up to P75, slow up to P90, stuck over P90; unknown where fewer than 10
-- stays ended, or nobody wrote down when it entered.
--
-- grain: one row per process and record (process, record_id)
-- reads: open_ages deals lead_journeys
-- setting span_quarters integer = 4 : quarters whose ended stays are the measure, up to the one asked for
-- column process           varchar        funnel = a lead; sales = a deal
-- column record_id         varchar        the lead or the opportunity
-- column name              varchar        who or what it is
-- column account_name      varchar        who buys; null for a lead
-- column owner             varchar        the seller who owns it
-- column region            varchar        sales region
-- column segment           varchar        size segment
-- column stage             varchar        stage on that day
-- column amount            decimal(18, 2) amount of the deal; null for a lead
-- column entered_on        date           the day it entered the stage; null when not recorded
-- column days              integer        calendar days since then
-- column p75_days          double         three quarters of the stage's stays were no longer
-- column p90_days          double         nine in ten were no longer
-- column band              varchar        usual, slow, stuck or unknown
-- column expected_close_on date           day it is expected to close; null when not recorded or closed since
-- column state             varchar        open, won or lost at the data cut-off; for a lead its status
-- column opportunity_id    varchar        the opportunity; null where the record is none
with

named as (
    select
        a.*,
        d.name,
        d.account_name,
        d.owner,
        cast(d.region as varchar) as region,
        d.expected_close_on,
        cast(d.state as varchar) as state,
        d.opportunity_id
    from open_ages as a
    inner join deals as d on a.record_id = d.opportunity_id
    where a.process = 'sales'
    union all
    select
        a.*,
        l.name,
        cast(null as varchar) as account_name,
        l.owner,
        cast(l.region as varchar) as region,
        cast(null as date) as expected_close_on,
        l.status as state,
        cast(null as varchar) as opportunity_id
    from open_ages as a
    inner join lead_journeys as l on a.record_id = l.lead_id
    where a.process = 'funnel'
),

records as (
    select
        process,
        record_id,
        name,
        account_name,
        owner,
        region,
        segment,
        stage,
        amount,
        entered_on,
        days,
        p75_days,
        p90_days,
        band,
        expected_close_on,
        state,
        opportunity_id
    from named
)

select * from records
order by process, record_id
