-- Which records say different things about who is who?
--
-- Nothing is merged by guess: two contacts of one e-mail, leads of one e-mail that became different contacts, domains and company names
-- that several accounts share while leads are left without an account, and leads whose opportunity belongs to another account.
--
-- grain: one row per conflict and what it is about (conflict, about)
-- reads: people leads lead_links deals
-- param  as_of    date    last day counted
-- column conflict varchar kind of conflict, in words
-- column about    varchar the e-mail, domain, company or lead that it is about
-- column records  bigint  records concerned, count
-- column first_id varchar one of the records that contradict each other
-- column other_id varchar another of them; null where they have none in common
-- column remedy   varchar what is done meanwhile, and what mends it
with

contact_emails as (
    select nullif(lower(trim(email)), '') as email, person_id from people
),

lead_emails as (
    select nullif(lower(trim(email)), '') as email, person_id
    from leads
    where person_id is not null and cast(created_at as date) <= $as_of
),

unplaced as (
    select lead_id, domain, domain_accounts, company, company_accounts
    from lead_links
    where account_route = 'none'
),

conflicts as (
    select
        'contacts of one e-mail' as conflict,
        email as about,
        count(*) as records,
        min(person_id) as first_id,
        max(person_id) as other_id,
        'Their leads count for the first of them. Merge the contacts in the customer system.' as remedy
    from contact_emails
    where email is not null
    group by email
    having count(distinct person_id) > 1
    union all
    select
        'leads of one e-mail that became different contacts' as conflict,
        email as about,
        count(*) as records,
        min(person_id) as first_id,
        max(person_id) as other_id,
        'Each counts for its own contact. Merge the contacts in the customer system.' as remedy
    from lead_emails
    where email is not null
    group by email
    having count(distinct person_id) > 1
    union all
    select
        'accounts of one domain' as conflict,
        domain as about,
        count(*) as records,
        min(lead_id) as first_id,
        cast(null as varchar) as other_id,
        'Its leads stay without an account. Export leads with their account id, or merge the accounts.' as remedy
    from unplaced
    where domain_accounts > 1
    group by domain
    union all
    select
        'accounts of one name' as conflict,
        company as about,
        count(*) as records,
        min(lead_id) as first_id,
        cast(null as varchar) as other_id,
        'Its leads stay without an account. Export leads with their account id, or merge the accounts.' as remedy
    from unplaced
    where company_accounts > 1
    group by company
    union all
    select
        'lead and opportunity of different accounts' as conflict,
        lead_links.lead_id as about,
        1 as records,
        lead_links.account_id as first_id,
        deals.account_id as other_id,
        'The lead counts for its own account, the opportunity for its. Correct one of them.' as remedy
    from lead_links
    inner join deals on lead_links.opportunity_id = deals.opportunity_id
    where lead_links.account_id <> deals.account_id
)

select * from conflicts
order by conflict, about
