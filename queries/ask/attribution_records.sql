-- How is each deal's amount split over the channels that touched it?
--
-- Opportunities created in the period (milestone won: won in it), with the weight and the money that the model gives to each
-- channel and campaign; weights of a deal sum to 1 and money to its amount, to the cent. A deal that no eligible touch reached
-- stands under "(no touch)". Touches count up to the opening; with milestone won or any up to the close, else the data cut-off. With all
-- models asked for, solved = yes adds Markov and Shapley.
--
-- grain: one row per model, opportunity, channel and campaign (model, opportunity_id, channel, campaign)
-- needs: opportunities
-- reads: counted_deals rule_parts
-- when: model = markov then attribution_solved_records
-- when: model = shapley then attribution_solved_records
-- when: solved = yes then attribution_solved_records
-- setting model varchar = first : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- column model          varchar        how the amount was split
-- column channel        varchar        channel of the touch
-- column campaign       varchar        campaign of the touch
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column state          varchar        open, won or lost
-- column created_on     date           the day it was opened
-- column closed_on      date           the day it closed; null while open
-- column credit         double         its weight, 0..1
-- column amount         decimal(18, 2) its part of the deal's amount
with

records as (
    select
        p.model,
        p.channel,
        p.campaign,
        d.opportunity_id,
        d.name,
        d.account_name,
        d.region,
        d.segment,
        d.state,
        d.created_on,
        d.closed_on,
        p.credit,
        p.amount
    from rule_parts as p
    inner join counted_deals as d on p.opportunity_id = d.opportunity_id
)

select * from records
order by model, opportunity_id, channel, campaign
