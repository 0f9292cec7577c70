-- What is this deal?
--
-- One opportunity as it stands at the data cut-off; a deal outside the regions picked is not shown.
--
-- grain: one row per opportunity (opportunity_id)
-- needs: opportunities
-- reads: deals
-- param regions varchar[] regions picked; empty = all
-- setting opportunity_id varchar = none : the deal
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column owner          varchar        the seller
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column product_family varchar        product family
-- column stage          varchar        stage now
-- column state          varchar        open, won or lost
-- column amount         decimal(18, 2) net amount
-- column created_on     date           the day it was opened; null when not recorded
-- column closed_on      date           the day it closed; null while open
-- column people         bigint         people on it, count
with

the_deal as (
    select
        opportunity_id,
        name,
        account_name,
        cast(owner as varchar) as owner,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(product_family as varchar) as product_family,
        cast(stage as varchar) as stage,
        cast(state as varchar) as state,
        cast(amount as decimal(18, 2)) as amount,
        created_on,
        closed_on,
        cast(people as bigint) as people
    from deals
    where opportunity_id = $opportunity_id and picked($regions, region)
)

select * from the_deal
order by opportunity_id
