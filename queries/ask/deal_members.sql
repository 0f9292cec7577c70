-- Who is on this deal?
--
-- The people on one opportunity, as far as the exports say who they are; a deal outside the regions picked is not shown.
--
-- grain: one row per person (person)
-- needs: opportunities
-- reads: deals deal_people
-- param regions varchar[] regions picked; empty = all
-- setting opportunity_id varchar = none : the deal
-- column person varchar who it is
-- column title  varchar job title; null when not known
-- column email  varchar e-mail address; null when not known
-- column role   varchar role in buying; null when not known
with

members as (
    select
        p.person_key as person,
        p.title,
        p.email,
        p.role
    from deals as d
    inner join deal_people as p on d.opportunity_id = p.opportunity_id
    where d.opportunity_id = $opportunity_id and picked($regions, d.region)
)

select * from members
order by person
