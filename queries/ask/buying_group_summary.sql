-- How deep are we in the buying groups of open deals, against those of won deals?
--
-- People on a deal: open on the last day of the quarter (or at the data cut-off), against won in the year up to it. Alone: at most one.
--
-- grain: one row per state, in order (state)
-- needs: opportunities
-- reads: buying_group_records
-- records: buying_group_records
-- drill: deals = count(*)
-- drill: mean_people = avg(people_on)
-- drill: median_people = quantile_cont(people_on, 0.5)
-- drill: alone_share = ratio(count(*) filter (where people_on <= 1), count(*))
-- column state         varchar open or won
-- column deals         bigint  deals, count
-- column mean_people   double  mean people on a deal; null when there are no deals
-- column p25_people    double  a quarter of the deals have no more
-- column median_people double  half of the deals have no more
-- column p75_people    double  three quarters of the deals have no more
-- column alone_share   double  deals with at most one person ÷ deals, ratio 0..1
-- column low           double  lower end of its 95 % Wilson interval
-- column high          double  upper end of its 95 % Wilson interval
with

states as (
    select unnest(['open', 'won']) as state
),

counts as (
    select
        s.state,
        count(b.opportunity_id) as deals,
        avg(b.people_on) as mean_people,
        quantile_cont(b.people_on, 0.25) as p25_people,
        quantile_cont(b.people_on, 0.5) as median_people,
        quantile_cont(b.people_on, 0.75) as p75_people,
        count(*) filter (where b.people_on <= 1) as alone
    from states as s
    left join buying_group_records as b on s.state = b.state
    group by s.state
),

depths as (
    select
        state,
        deals,
        mean_people,
        p25_people,
        median_people,
        p75_people,
        ratio(alone, deals) as alone_share,
        wilson_low(alone, deals) as low,
        wilson_high(alone, deals) as high
    from counts
)

select * from depths
order by state
