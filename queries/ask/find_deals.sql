-- Which deals are called so?
--
-- Opportunities whose name, account or id holds the text, small and large letters alike; without a text every one. The largest first, as
-- many as asked for, of the regions and segments picked, whatever the quarter.
--
-- grain: one row per opportunity (opportunity_id)
-- needs: opportunities
-- reads: deals
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- setting called varchar = all : text to look for; all = every deal
-- setting most integer = 10 : deals to show
-- column opportunity_id varchar        the opportunity
-- column name           varchar        name of the deal
-- column account_name   varchar        who buys
-- column owner          varchar        the seller who owns it
-- column state          varchar        open, won or lost
-- column stage          varchar        stage now
-- column amount         decimal(18, 2) net amount
-- column created_on     date           the day it was opened; null when not recorded
with

found as (
    select
        *,
        row_number() over (order by amount desc nulls last, opportunity_id asc) as place
    from deals
    where
        picked($regions, region) and picked($segments, segment)
        and (
            $called = 'all'
            or contains(lower(concat_ws(' ', name, account_name, opportunity_id)), lower($called))
        )
),

largest as (
    select
        opportunity_id,
        name,
        account_name,
        cast(owner as varchar) as owner,
        cast(state as varchar) as state,
        cast(stage as varchar) as stage,
        cast(amount as decimal(18, 2)) as amount,
        created_on
    from found
    where place <= $most
)

select * from largest
order by amount desc nulls last, opportunity_id asc
