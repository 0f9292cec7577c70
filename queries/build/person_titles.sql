-- Who is each person, as far as the exports say?
--
-- Contacts, and people of whom there is only a lead.
--
-- grain: one row per person (person_key)
-- reads: people lead_links leads
-- column person_key varchar who it is
-- column title      varchar job title; null when not known
-- column email      varchar e-mail address; null when not known
-- column role       varchar role in buying; null when not known
with

known as (
    select person_id as person_key, title, email, buying_role as role from people
    union all
    select lead_links.person_key, null as title, leads.email, null as role
    from lead_links
    inner join leads on lead_links.lead_id = leads.lead_id
),

described as (
    select
        person_key,
        max(nullif(trim(title), '')) as title,
        max(nullif(lower(trim(email)), '')) as email,
        max(nullif(trim(role), '')) as role
    from known
    group by person_key
)

select * from described
order by person_key
