-- Who belongs to each opportunity?
--
-- The people with a role on it and those whose leads led to it; each person once, by one identity. Role: on the opportunity, else the one
-- recorded of the contact.
--
-- grain: one row per opportunity and person (opportunity_id, person_key)
-- reads: opportunity_people opportunities lead_links people
-- param  as_of          date    last day counted
-- column opportunity_id varchar the opportunity
-- column person_key     varchar who it is
-- column title          varchar job title; null when not known
-- column email          varchar e-mail address; null when not known
-- column role           varchar role in buying; null when not known
with

everybody as (
    select
        opportunity_people.opportunity_id,
        coalesce(opportunity_people.person_id, lead_links.person_key, opportunity_people.lead_id) as person_key,
        opportunity_people.role
    from opportunity_people
    left join lead_links on opportunity_people.lead_id = lead_links.lead_id
    union all
    select opportunity_id, person_key, null as role from lead_links where opportunity_id is not null
),

on_known_deals as (
    select everybody.opportunity_id, everybody.person_key, max(nullif(trim(everybody.role), '')) as role
    from everybody
    inner join opportunities on everybody.opportunity_id = opportunities.opportunity_id
    where opportunities.created_at is null or cast(opportunities.created_at as date) <= $as_of
    group by everybody.opportunity_id, everybody.person_key
),

described as (
    select
        on_known_deals.opportunity_id,
        on_known_deals.person_key,
        nullif(trim(people.title), '') as title,
        nullif(trim(people.email), '') as email,
        coalesce(on_known_deals.role, nullif(trim(people.buying_role), '')) as role
    from on_known_deals
    left join people on on_known_deals.person_key = people.person_id
)

select * from described
order by opportunity_id, person_key
