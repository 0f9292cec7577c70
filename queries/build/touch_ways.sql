-- Over which channels and campaigns were buyers touched?
--
-- A number for each way, that is channel and campaign together, so that touches need not repeat its words while they are joined and added up.
--
-- grain: one row per channel and campaign (way_no)
-- reads: known_touches
-- column way_no   bigint  number of the way, in the order of their names
-- column channel  enum    channel
-- column campaign varchar campaign
with

ways as (
    select channel, campaign
    from known_touches
    group by channel, campaign
),

numbered as (
    select row_number() over (order by channel, campaign) as way_no, channel, campaign
    from ways
)

select * from numbered
order by way_no
