-- How old is what is open, measured by what is usual in its stage?
--
-- Leads and deals open on the last day of the quarter (or at the data cut-off), by days since they entered the stage: usual up to the P75 of
-- the stays that ended in it, slow up to the P90, stuck over it.
--
-- grain: one row per process, stage and band, in order (process, stage, band)
-- needs: opportunities
-- reads: open_ages
-- records: ageing_records
-- drill: records = count(*)
-- drill: amount = coalesce(sum(amount), 0)
-- setting span_quarters integer = 4 : quarters whose ended stays are the measure, up to the one asked for
-- column process varchar        funnel = leads; sales = deals
-- column stage   varchar        the stage
-- column band    varchar        usual, slow, stuck or unknown
-- column records bigint         open leads or deals, count
-- column amount  decimal(18, 2) amount of the deals, reporting currency; 0 for leads
-- column share   double         records ÷ all open ones of the stage, ratio 0..1
with

by_band as (
    select
        process,
        place,
        stage,
        band,
        count(*) as records,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount
    from open_ages
    group by process, place, stage, band
),

bands as (
    select
        process,
        place,
        stage,
        band,
        case band when 'usual' then 1 when 'slow' then 2 when 'stuck' then 3 else 4 end as band_no,
        records,
        amount,
        ratio(records, sum(records) over (partition by process, stage)) as share
    from by_band
)

select process, stage, band, records, amount, share from bands
order by process, place nulls last, stage, band_no
