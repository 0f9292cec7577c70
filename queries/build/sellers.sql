-- Who sells, and who markets?
--
-- One row per person, however many systems know them. A user without a team counts as sales; one whose activity is not recorded counts as
-- active.
--
-- grain: one row per seller or marketer (user_id)
-- reads: users user_identities
-- column user_id   varchar the person
-- column name      varchar name, else the user's id
-- column email     varchar e-mail address in lower case; null when not recorded
-- column team      enum    sales or marketing
-- column region    enum    region, else (no region)
-- column is_active boolean still active
with

resolved as (
    select
        users.user_id,
        coalesce(nullif(trim(users.name), ''), users.user_id) as name,
        user_identities.email,
        coalesce(nullif(lower(trim(users.team)), ''), 'sales') as team,
        coalesce(nullif(trim(users.region), ''), '(no region)') as region,
        coalesce(users.is_active, true) as is_active
    from users
    inner join user_identities on users.user_id = user_identities.seller_id and users.user_id = user_identities.user_id
)

select * from resolved
order by user_id
