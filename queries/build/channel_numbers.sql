-- Which number stands for each channel in the counts of paths?
--
-- 1 for the channel with the most touches of opportunities, and so on; equal ones in the order of their names.
--
-- grain: one row per channel (channel_no)
-- reads: deal_touches
-- column channel_no bigint number of the channel, from 1
-- column channel    enum   the channel
with

touched as (
    select channel, count(*) as touches
    from deal_touches
    group by channel
),

numbered as (
    select row_number() over (order by touches desc, channel asc) as channel_no, channel
    from touched
)

select * from numbered
order by channel_no
