-- By which route did leads find their person, account and opportunity?
--
-- Every lead counts once for each of the three. All leads up to the data cut-off, no filters.
--
-- grain: one row per link and route (link, route)
-- reads: lead_links
-- column link  varchar what is found: person, account or opportunity
-- column route varchar how, in words; none = not found
-- column leads bigint  leads that found it so, count
-- column share double  leads / all leads, ratio 0..1
with

found as (
    select 'person' as link, person_route as route from lead_links
    union all
    select 'account' as link, account_route as route from lead_links
    union all
    select 'opportunity' as link, opportunity_route as route from lead_links
),

counted as (
    select link, cast(route as varchar) as route, count(*) as leads
    from found
    group by link, cast(route as varchar)
),

whole as (
    select count(*) as leads from lead_links
),

shares as (
    select
        counted.link,
        counted.route,
        counted.leads,
        ratio(counted.leads, whole.leads) as share
    from counted
    cross join whole
)

select * from shares
order by link, route
