-- What do campaigns earn under each model that shares out deal by deal?
--
-- Opportunities created in the period (milestone won: won in it), split over the campaigns of their eligible touches. With all models, a campaign
-- has a row under each of them, be it of 0; with one, a row where that gives it anything.
--
-- grain: one row per campaign, channel and model (campaign, channel, model)
-- needs: opportunities
-- reads: campaign_credits
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel of the touches
-- column model    varchar        how the amount is split
-- column credit   double         opportunities credited to it, sum of weights
-- column amount   decimal(18, 2) amount credited to it, reporting currency
with

added as (
    select
        campaign,
        channel,
        sum(first_credit) as first_credit,
        sum(first_amount) as first_amount,
        sum(last_credit) as last_credit,
        sum(last_amount) as last_amount,
        sum(lead_credit) as lead_credit,
        sum(lead_amount) as lead_amount,
        sum(linear_credit) as linear_credit,
        sum(linear_amount) as linear_amount,
        sum(position_credit) as position_credit,
        sum(position_amount) as position_amount,
        sum(u_hubspot_credit) as u_hubspot_credit,
        sum(u_hubspot_amount) as u_hubspot_amount,
        sum(u_marketo_credit) as u_marketo_credit,
        sum(u_marketo_amount) as u_marketo_amount,
        sum(w_hubspot_credit) as w_hubspot_credit,
        sum(w_hubspot_amount) as w_hubspot_amount,
        sum(w_marketo_credit) as w_marketo_credit,
        sum(w_marketo_amount) as w_marketo_amount,
        sum(full_credit) as full_credit,
        sum(full_amount) as full_amount,
        sum(time_decay_credit) as time_decay_credit,
        sum(time_decay_amount) as time_decay_amount
    from campaign_credits
    where
        counts_for(milestone, $milestone) and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
    group by campaign, channel
),

every_model as (
    select
        campaign,
        cast(channel as varchar) as channel,
        unnest([
            'first', 'last', 'lead', 'linear', 'position', 'u_hubspot', 'u_marketo', 'w_hubspot', 'w_marketo',
            'full', 'time_decay'
        ]) as model,
        unnest([
            first_credit, last_credit, lead_credit, linear_credit, position_credit, u_hubspot_credit,
            u_marketo_credit, w_hubspot_credit, w_marketo_credit, full_credit, time_decay_credit
        ]) as credit,
        unnest([
            first_amount, last_amount, lead_amount, linear_amount, position_amount, u_hubspot_amount,
            u_marketo_amount, w_hubspot_amount, w_marketo_amount, full_amount, time_decay_amount
        ]) as amount
    from added
),

credits as (
    select
        campaign,
        channel,
        model,
        credit,
        cast(amount as decimal(18, 2)) as amount
    from every_model
    where $model = 'all' or (model = $model and credit > 0)
)

select * from credits
order by campaign, channel, model
