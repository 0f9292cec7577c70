-- Whose is each lead: which person, which account, which opportunity?
--
-- Person: the contact it became, else the contact (or other lead's contact) with its e-mail, else the e-mail, else the lead itself.
-- Account: its own, else the one account whose web address is the domain of its e-mail (free-mail domains and domains of several
-- accounts say nothing), else the one account of the same name without legal form. Opportunity: the one it was converted to, else the
-- one that its lead record has a role on, else one that its person has a role on: the first opened at or after the lead was made,
-- else the earliest. A reference to a record that is not loaded joins nothing. Leads made after the cut-off are left out.
--
-- grain: one row per lead (lead_id)
-- reads: leads people accounts opportunities opportunity_people users
-- param  as_of             date    last day counted
-- column lead_id           varchar the lead
-- column person_key        varchar who it is
-- column person_route      enum    contact, e-mail of a contact, e-mail or lead
-- column account_id        varchar its account; null when none is found
-- column account_route     enum    account id, e-mail domain, company name or none
-- column domain            varchar domain of its e-mail, when a company may be found by it; else null
-- column domain_accounts   bigint  accounts with that domain, count
-- column company           varchar its company's name without legal form; null when it has none
-- column company_accounts  bigint  accounts of that name, count
-- column opportunity_id    varchar its opportunity; null when none is found
-- column opportunity_route enum    converted, lead role, person role or none
-- column region            enum    its own region, else its account's, else its owner's
-- column segment           enum    its own segment, else its account's
-- column lead_at           timestamp when it was made
with

free_mail as (
    select domain from (values
        ('gmail.com'), ('googlemail.com'), ('yahoo.com'), ('yahoo.co.uk'), ('ymail.com'), ('hotmail.com'),
        ('hotmail.co.uk'), ('outlook.com'), ('live.com'), ('msn.com'), ('aol.com'), ('icloud.com'),
        ('me.com'), ('mac.com'), ('gmx.de'), ('gmx.net'), ('gmx.com'), ('web.de'), ('t-online.de'),
        ('mail.com'), ('mail.ru'), ('yandex.ru'), ('proton.me'), ('protonmail.com'), ('zoho.com'),
        ('qq.com'), ('163.com'), ('126.com'), ('orange.fr'), ('free.fr'), ('libero.it'), ('comcast.net')
    ) as domains (domain)
),

company_names as (
    select lower(trim(name)) as written from accounts where name is not null
    union
    select lower(trim(company)) as written from leads where company is not null
),

companies as (
    select
        written,
        trim(regexp_replace(
            replace(replace(written, '.', ''), ',', ''),
            ' +(inc|incorporated|llc|ltd|limited|plc|corp|corporation|co|company|gmbh|ag|kg|se|sa|sas|spa|bv|nv|oy)$',
            ''
        )) as company
    from company_names
),

known_leads as (
    select
        leads.lead_id,
        leads.created_at,
        leads.person_id,
        leads.account_id,
        leads.opportunity_id,
        leads.owner_id,
        nullif(trim(leads.region), '') as region,
        nullif(trim(leads.segment), '') as segment,
        nullif(lower(trim(leads.email)), '') as email,
        nullif(split_part(lower(trim(leads.email)), '@', 2), '') as domain,
        companies.company
    from leads
    left join companies on lower(trim(leads.company)) = companies.written
    where cast(leads.created_at as date) <= $as_of
),

emails as (
    select lower(trim(email)) as email, person_id from people where email is not null
    union all
    select email, person_id from known_leads where email is not null and person_id is not null
),

person_by_email as (
    select email, min(person_id) as person_id
    from emails
    group by email
),

account_names as (
    select
        accounts.account_id,
        companies.company,
        regexp_replace(
            split_part(regexp_replace(lower(trim(accounts.website)), '^[a-z]+://', ''), '/', 1), '^www[.]', ''
        ) as domain
    from accounts
    left join companies on lower(trim(accounts.name)) = companies.written
),

account_by_domain as (
    select account_names.domain, min(account_names.account_id) as account_id, count(*) as accounts
    from account_names
    left join free_mail on account_names.domain = free_mail.domain
    where account_names.domain <> '' and free_mail.domain is null
    group by account_names.domain
),

account_by_company as (
    select company, min(account_id) as account_id, count(*) as accounts
    from account_names
    where company <> ''
    group by company
),

identified as (
    select
        known_leads.*,
        coalesce(
            known_leads.person_id, person_by_email.person_id, known_leads.email, known_leads.lead_id
        ) as person_key,
        case
            when known_leads.person_id is not null then 'contact'
            when person_by_email.person_id is not null then 'e-mail of a contact'
            when known_leads.email is not null then 'e-mail'
            else 'lead'
        end as person_route
    from known_leads
    left join person_by_email on known_leads.email = person_by_email.email
),

with_names as (
    select
        identified.lead_id,
        identified.created_at,
        identified.opportunity_id,
        identified.owner_id,
        identified.region,
        identified.segment,
        identified.person_key,
        identified.person_route,
        account_by_domain.domain,
        coalesce(account_by_domain.accounts, 0) as domain_accounts,
        nullif(identified.company, '') as company,
        coalesce(account_by_company.accounts, 0) as company_accounts,
        accounts.account_id as own_account_id,
        case when account_by_domain.accounts = 1 then account_by_domain.account_id end as domain_account_id,
        case when account_by_company.accounts = 1 then account_by_company.account_id end as company_account_id
    from identified
    left join accounts on identified.account_id = accounts.account_id
    left join account_by_domain on identified.domain = account_by_domain.domain
    left join account_by_company on identified.company = account_by_company.company
),

with_account as (
    select
        with_names.*,
        coalesce(own_account_id, domain_account_id, company_account_id) as account_id,
        case
            when own_account_id is not null then 'account id'
            when domain_account_id is not null then 'e-mail domain'
            when company_account_id is not null then 'company name'
            else 'none'
        end as account_route
    from with_names
),

known_opportunities as (
    select opportunity_id, created_at
    from opportunities
    where created_at is null or cast(created_at as date) <= $as_of
),

roles as (
    select
        opportunity_people.opportunity_id,
        opportunity_people.lead_id,
        coalesce(opportunity_people.person_id, identified.person_key) as person_key
    from opportunity_people
    left join identified on opportunity_people.lead_id = identified.lead_id
),

candidates as (
    select lead_id, opportunity_id, created_at, 1 as route from with_account where opportunity_id is not null
    union all
    select with_account.lead_id, roles.opportunity_id, with_account.created_at, 2 as route
    from with_account
    inner join roles on with_account.lead_id = roles.lead_id
    union all
    select with_account.lead_id, roles.opportunity_id, with_account.created_at, 3 as route
    from with_account
    inner join roles on with_account.person_key = roles.person_key
),

ranked as (
    select
        candidates.lead_id,
        candidates.opportunity_id,
        candidates.route,
        row_number() over (
            partition by candidates.lead_id
            order by
                candidates.route,
                case
                    when cast(opportunities.created_at as date) >= cast(candidates.created_at as date) then 0
                    else 1
                end,
                opportunities.created_at nulls last,
                candidates.opportunity_id
        ) as choice
    from candidates
    inner join known_opportunities as opportunities on candidates.opportunity_id = opportunities.opportunity_id
),

chosen as (
    select lead_id, opportunity_id, route from ranked where choice = 1
),

resolved as (
    select
        with_account.lead_id,
        with_account.person_key,
        with_account.person_route,
        with_account.account_id,
        with_account.account_route,
        with_account.domain,
        with_account.domain_accounts,
        with_account.company,
        with_account.company_accounts,
        chosen.opportunity_id,
        case chosen.route when 1 then 'converted' when 2 then 'lead role' when 3 then 'person role' else 'none' end
            as opportunity_route,
        coalesce(
            with_account.region, nullif(trim(accounts.region), ''), nullif(trim(users.region), ''), '(no region)'
        ) as region,
        coalesce(with_account.segment, nullif(trim(accounts.segment), ''), '(no segment)') as segment,
        with_account.created_at as lead_at
    from with_account
    left join chosen on with_account.lead_id = chosen.lead_id
    left join accounts on with_account.account_id = accounts.account_id
    left join users on with_account.owner_id = users.user_id
)

select * from resolved
order by region, lead_id
