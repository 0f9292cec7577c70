-- Which campaigns return what they cost, whatever the model?
--
-- The campaigns of attribution_campaigns under every model: each opportunity created in the period (milestone won: won in it) is split over
-- the campaigns of its eligible touches. Return is (amount − spend) ÷ spend, with the spend of the period. Spend has a region but no segment:
-- with a segment picked there is none. A campaign that a model gives nothing stands with 0. All are the models that share out deal by deal;
-- solved = yes adds Markov and Shapley. Channels that Shapley takes together stand there as “Other channels”, with the spend of all of them.
--
-- grain: one row per campaign, channel and model (campaign, channel, model)
-- needs: opportunities
-- reads: campaign_results
-- records: attribution_records
-- drill: credit = coalesce(sum(credit), 0)
-- drill: amount = coalesce(sum(amount), 0)
-- setting model varchar = all : first | last | lead | linear | position | u_hubspot | u_marketo | w_hubspot | w_marketo | full | time_decay | markov | shapley | all, the models to show
-- setting solved varchar = no : no | yes, whether Markov and Shapley are among all models
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- column campaign varchar        campaign of the touches, "(no campaign)" or "(no touch)"
-- column channel  varchar        channel of the touches
-- column model    varchar        how the amount is split
-- column credit   double         opportunities credited to it, sum of weights
-- column amount   decimal(18, 2) amount credited to it, reporting currency
-- column spend    decimal(18, 2) spent on it in the period, reporting currency; null when nothing is recorded
-- column roi      double         (amount − spend) ÷ spend; null when there is no spend
-- column lowest   double         its least return under any model shown; null when there is no spend
-- column highest  double         its highest return under any model shown; null when there is no spend
with

by_campaign as (
    select
        *,
        ratio(amount - spend, spend) as roi
    from campaign_results
),

spread as (
    select
        campaign,
        channel,
        min(roi) as lowest,
        max(roi) as highest
    from by_campaign
    group by campaign, channel
),

returns as (
    select
        b.*,
        s.lowest,
        s.highest
    from by_campaign as b
    inner join spread as s on b.campaign = s.campaign and b.channel = s.channel
)

select * from returns
order by campaign, channel, model
