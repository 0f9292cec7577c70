-- Which deals stand behind what each model earns, Markov and Shapley among them?
--
-- What attribution_records answers with model markov, shapley, or with solved = yes. Neither model credits deals: both learn from all paths
-- together what a channel is worth. What it earns is handed down to the campaigns and deals on whose paths it stands, in proportion to what it
-- earns from them under linear (solved_campaigns and solved_parts say how). So the records of a channel or a campaign sum to its figure, to the
-- cent, while those of one deal are its part of several figures and need not sum to its amount. What no deal stands behind has one record,
-- under "(no deal)". Deals that no eligible touch reached stand under "(no touch)" with their own amount.
--
-- grain: one row per model, opportunity, channel and campaign (model, opportunity_id, channel, campaign)
-- needs: opportunities
-- reads: counted_deals rule_parts solved_parts
-- setting model varchar = markov : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
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

parts as (
    select
        model,
        opportunity_id,
        channel,
        campaign,
        credit,
        amount
    from rule_parts
    union all
    select
        model,
        opportunity_id,
        channel,
        campaign,
        credit,
        amount
    from solved_parts
),

records as (
    select
        p.model,
        p.channel,
        p.campaign,
        p.opportunity_id,
        coalesce(d.name, p.opportunity_id) as name,
        coalesce(d.account_name, '(no account)') as account_name,
        coalesce(d.region, '(no region)') as region,
        coalesce(d.segment, '(no segment)') as segment,
        coalesce(d.state, '(no deal)') as state,
        d.created_on,
        d.closed_on,
        p.credit,
        p.amount
    from parts as p
    left join counted_deals as d on p.opportunity_id = d.opportunity_id
)

select * from records
order by model, opportunity_id, channel, campaign
