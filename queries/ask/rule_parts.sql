-- How is each deal's amount split by the models that share out deal by deal?
--
-- Opportunities created in the period (milestone won: won in it), with the weight and the money that the model gives to each channel and
-- campaign; weights of a deal sum to 1 and money to its amount, to the cent. A deal that no eligible touch reached stands under "(no touch)".
--
-- grain: one row per model, opportunity, channel and campaign (model, opportunity_id, channel, campaign)
-- needs: opportunities
-- reads: counted_deals deal_credits
-- setting model varchar = first : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column model          varchar        how the amount was split
-- column opportunity_id varchar        the opportunity
-- column channel        varchar        channel of the touch
-- column campaign       varchar        campaign of the touch
-- column credit         double         its weight, 0..1
-- column amount         decimal(18, 2) its part of the deal's amount
with

credits as (
    select
        c.opportunity_id,
        c.channel,
        c.campaign,
        unnest([
            'first', 'last', 'lead', 'linear', 'position', 'u_hubspot', 'u_marketo', 'w_hubspot', 'w_marketo',
            'full', 'time_decay'
        ]) as model,
        unnest([
            first_weight, last_weight, lead_weight, linear_weight, position_weight, u_hubspot_weight,
            u_marketo_weight, w_hubspot_weight, w_marketo_weight, full_weight, time_decay_weight
        ]) as credit,
        unnest([
            first_amount, last_amount, lead_amount, linear_amount, position_amount, u_hubspot_amount,
            u_marketo_amount, w_hubspot_amount, w_marketo_amount, full_amount, time_decay_amount
        ]) as amount
    from counted_deals as d
    inner join deal_credits as c on d.opportunity_id = c.opportunity_id
    where counts_for(c.milestone, case when $milestone = 'won' then 'any' else $milestone end)
),

parts as (
    select
        model,
        opportunity_id,
        cast(channel as varchar) as channel,
        cast(campaign as varchar) as campaign,
        cast(credit as double) as credit,
        cast(amount as decimal(18, 2)) as amount
    from credits
    where credit > 0 and ($model = 'all' or model = $model)
)

select * from parts
order by model, opportunity_id, channel, campaign
