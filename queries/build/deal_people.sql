-- Who belongs to each opportunity?
--
-- The people with a role on it and those whose leads led to it; each person once, by one identity.
--
-- grain: one row per opportunity and person (opportunity_id, person_key)
-- reads: opportunity_people opportunities lead_links
-- param  as_of          date    last day counted
-- column opportunity_id varchar the opportunity
-- column person_key     varchar who it is
with

everybody as (
    select
        opportunity_people.opportunity_id,
        coalesce(opportunity_people.person_id, lead_links.person_key, opportunity_people.lead_id) as person_key
    from opportunity_people
    left join lead_links on opportunity_people.lead_id = lead_links.lead_id
    union all
    select opportunity_id, person_key from lead_links where opportunity_id is not null
),

on_known_deals as (
    select everybody.opportunity_id, everybody.person_key
    from everybody
    inner join opportunities on everybody.opportunity_id = opportunities.opportunity_id
    where opportunities.created_at is null or cast(opportunities.created_at as date) <= $as_of
    group by everybody.opportunity_id, everybody.person_key
)

select * from on_known_deals
order by opportunity_id, person_key
