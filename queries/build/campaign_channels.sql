-- Under which channel does each campaign run?
--
-- grain: one row per campaign (campaign_id)
-- reads: campaigns
-- column campaign_id varchar the campaign
-- column campaign    varchar name, else the campaign's id
-- column channel     enum    channel, else (no channel)
-- column region      enum    region, else (no region)
with

resolved as (
    select
        campaign_id,
        coalesce(nullif(trim(name), ''), campaign_id) as campaign,
        coalesce(nullif(trim(channel), ''), '(no channel)') as channel,
        coalesce(nullif(trim(region), ''), '(no region)') as region
    from campaigns
)

select * from resolved
order by campaign_id
