-- Who sells, and who markets?
--
-- A user without a team counts as sales; one whose activity is not recorded counts as active.
--
-- grain: one row per user (user_id)
-- reads: users
-- column user_id   varchar the user
-- column name      varchar name, else the user's id
-- column email     varchar e-mail address in lower case; null when not recorded
-- column team      enum    sales or marketing
-- column region    enum    region, else (no region)
-- column is_active boolean still active
with

resolved as (
    select
        user_id,
        coalesce(nullif(trim(name), ''), user_id) as name,
        nullif(lower(trim(email)), '') as email,
        coalesce(nullif(lower(trim(team)), ''), 'sales') as team,
        coalesce(nullif(trim(region), ''), '(no region)') as region,
        coalesce(is_active, true) as is_active
    from users
)

select * from resolved
order by user_id
