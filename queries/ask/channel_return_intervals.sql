-- How sure is what each channel brings back under Markov or Shapley?
--
-- The interval of the channel’s share of the credit, as attribution_intervals draws it, as money: its ends times the amount of the deals with an
-- eligible touch, against marketing's spend on the channel in the quarter that lies the lag before.
--
-- grain: one row per channel (channel)
-- needs: opportunities spend
-- reads: attribution_intervals path_totals channel_spend
-- setting model varchar = markov : markov | shapley, how the amount is split
-- setting milestone varchar = won : created | won | any, touches up to which count
-- column channel varchar        the channel
-- column model   varchar        markov or shapley
-- column spend   decimal(18, 2) spent on it by marketing, reporting currency; null when nothing was
-- column low     double         lower end of the 95 % interval of (amount − spend) ÷ spend, ratio; null when nothing was spent
-- column high    double         upper end of the 95 % interval
-- column deals   bigint         won opportunities in the filter, the same for every channel
with

spent as (
    select
        channel,
        cast(sum(amount) as decimal(18, 2)) as spend
    from channel_spend
    group by channel
),

ends as (
    select
        i.channel,
        i.model,
        s.spend,
        ratio(i.low * cast(t.touched_amount as double) - cast(s.spend as double), cast(s.spend as double)) as low,
        ratio(i.high * cast(t.touched_amount as double) - cast(s.spend as double), cast(s.spend as double)) as high,
        i.deals
    from attribution_intervals as i
    cross join path_totals as t
    left join spent as s on i.channel = s.channel
)

select * from ends
order by channel
