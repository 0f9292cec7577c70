-- Which deals and which spend are behind what a channel brings back?
--
-- Deals with the part that the model credits to the channel, as attribution_records says, and the spend of marketing on it in the quarter that
-- lies the lag before. Spend repeats under every model, and has no segment: with one picked there is none.
--
-- grain: one row per model, channel and record (model, channel, campaign, record, record_id)
-- needs: opportunities spend
-- reads: attribution_records channel_spend
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, how the amount is split
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- setting milestone varchar = won : created | won | any, touches up to which count
-- column model          varchar        how the amount was split
-- column channel        varchar        the channel
-- column campaign       varchar        the campaign
-- column record         varchar        deal or spend
-- column record_id      varchar        the opportunity; or month, side, channel, region and campaign
-- column name           varchar        name of the deal; null for spend
-- column region         varchar        region
-- column on_day         date           the day the deal closed, null while open; or the month of the spend
-- column credit         double         weight of the deal, 0..1; null for spend
-- column amount         decimal(18, 2) part of the deal's amount, or spent; reporting currency
-- column opportunity_id varchar        the opportunity; null where the record is none
with

records as (
    select
        model,
        channel,
        campaign,
        'deal' as record,
        opportunity_id as record_id,
        name,
        region,
        closed_on as on_day,
        credit,
        amount,
        opportunity_id
    from attribution_records
    union all
    select
        model,
        channel,
        campaign,
        'spend' as record,
        record_id,
        cast(null as varchar) as name,
        region,
        month_on as on_day,
        cast(null as double) as credit,
        amount,
        cast(null as varchar) as opportunity_id
    from channel_spend
)

select * from records
order by model, channel, campaign, record, record_id
