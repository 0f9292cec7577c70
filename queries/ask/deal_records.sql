-- Which deals were won, lost or are still open?
--
-- Won and lost ones by their close date in the period; open ones as they stand at the data cut-off. A deal that closed after the
-- cut-off is open, one that was made after it is not there.
--
-- grain: one row per opportunity (opportunity_id)
-- needs: opportunities
-- reads: deals
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- setting by varchar = all : all | region | segment | quarter | owner | product_family | source, what to group by
-- column dimension      varchar        value of what is grouped by
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column region         varchar        sales region
-- column segment        varchar        size segment
-- column owner          varchar        the seller
-- column product_family varchar        product family
-- column source         varchar        lead source recorded on the opportunity
-- column state          varchar        won, lost or open
-- column stage          varchar        stage now
-- column amount         decimal(18, 2) net amount
-- column list_amount    decimal(18, 2) amount at list prices; null when not recorded
-- column created_on     date           the day it was opened
-- column closed_on      date           the day it closed; null while open
-- column cycle_days     integer        calendar days from opened to closed; null when open, undated or impossible
with

known_deals as (
    select
        *,
        state <> 'open' and happened(closed_on, $as_of) as is_closed
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and happened(created_on, $as_of)
),

counted_deals as (
    select * from known_deals
    where not is_closed or in_period(closed_on, $start_on, $end_on)
),

records as (
    select
        case $by
            when 'region' then cast(region as varchar)
            when 'segment' then cast(segment as varchar)
            when 'quarter' then
                coalesce(case when is_closed then cast(closed_quarter as varchar) end, '(no quarter)')
            when 'owner' then cast(owner as varchar)
            when 'product_family' then cast(product_family as varchar)
            when 'source' then cast(source as varchar)
            else 'all'
        end as dimension,
        opportunity_id,
        name,
        account_name,
        cast(region as varchar) as region,
        cast(segment as varchar) as segment,
        cast(owner as varchar) as owner,
        cast(product_family as varchar) as product_family,
        cast(source as varchar) as source,
        case when is_closed then cast(state as varchar) else 'open' end as state,
        cast(stage as varchar) as stage,
        cast(amount as decimal(18, 2)) as amount,
        cast(list_amount as decimal(18, 2)) as list_amount,
        created_on,
        case when is_closed then closed_on end as closed_on,
        case when is_closed then cast(cycle_days as integer) end as cycle_days
    from counted_deals
)

select * from records
order by opportunity_id
