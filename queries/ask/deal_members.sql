-- Who is on this deal, or was touched around it?
--
-- The people on one opportunity and, with match account, everybody in its account who was touched before it closed, as far as the exports
-- say who they are; a deal outside the regions picked is not shown.
--
-- grain: one row per person (person)
-- needs: opportunities
-- reads: deals deal_people deal_touches person_titles
-- param regions varchar[] regions picked; empty = all
-- setting opportunity_id varchar = none : the deal
-- setting match varchar = people : people | account, whose touches count
-- column person     varchar who it is
-- column title      varchar job title; null when not known
-- column email      varchar e-mail address; null when not known
-- column role       varchar role in buying: on the deal, else the one recorded of the contact; null when not known
-- column is_on_deal boolean on the opportunity itself
with

the_deal as (
    select opportunity_id, deal_no
    from deals
    where opportunity_id = $opportunity_id and picked($regions, region)
),

met as (
    select p.person_key, p.role, true as is_on_deal
    from the_deal as d
    inner join deal_people as p on d.opportunity_id = p.opportunity_id
    union all
    select t.person_key, null as role, false as is_on_deal
    from the_deal as d
    inner join deal_touches as t on d.deal_no = t.deal_no
    where t.person_key is not null and (t.by_people or $match = 'account')
),

each_once as (
    select
        person_key,
        max(role) as role,
        bool_or(is_on_deal) as is_on_deal
    from met
    group by person_key
),

members as (
    select
        m.person_key as person,
        p.title,
        p.email,
        coalesce(m.role, p.role) as role,
        m.is_on_deal
    from each_once as m
    left join person_titles as p on m.person_key = p.person_key
)

select * from members
order by person
