-- Which records of users are the same person?
--
-- Users of one e-mail address are one person, as in the customer system and in the collateral system: the seller is the record that has a
-- region, else one that has a name other than its address, else the first by id. A user without an address stands alone.
--
-- grain: one row per record of a user (user_id)
-- reads: users
-- column user_id   varchar the record
-- column seller_id varchar the person, as in the mart of sellers
-- column email     varchar e-mail address in lower case; null when not recorded
with

described as (
    select
        user_id,
        nullif(lower(trim(email)), '') as email,
        case when nullif(trim(region), '') is null then 1 else 0 end as lacks_region,
        case when coalesce(lower(trim(name)), '') in ('', lower(trim(email))) then 1 else 0 end as lacks_name
    from users
),

ranked as (
    select
        user_id,
        email,
        coalesce(email, user_id) as person,
        row_number() over (
            partition by coalesce(email, user_id)
            order by lacks_region, lacks_name, user_id
        ) as choice
    from described
),

identities as (
    select ranked.user_id, sellers.user_id as seller_id, ranked.email
    from ranked
    inner join ranked as sellers on ranked.person = sellers.person and sellers.choice = 1
)

select * from identities
order by user_id
