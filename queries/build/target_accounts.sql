-- Which accounts are there, and which do we aim at?
--
-- Region: the account's own, else that of the seller who owns it, else "(no region)".
--
-- grain: one row per account (account_id)
-- reads: accounts users
-- column account_id varchar the account
-- column name       varchar company name, else the account's id
-- column region     enum    sales region
-- column segment    enum    size segment
-- column is_target  boolean on the target account list
-- column industry   varchar industry, else "(no industry)"
with

resolved as (
    select
        accounts.account_id,
        coalesce(nullif(trim(accounts.name), ''), accounts.account_id) as name,
        coalesce(nullif(trim(accounts.region), ''), nullif(trim(users.region), ''), '(no region)') as region,
        coalesce(nullif(trim(accounts.segment), ''), '(no segment)') as segment,
        coalesce(accounts.is_target, false) as is_target,
        coalesce(nullif(trim(accounts.industry), ''), '(no industry)') as industry
    from accounts
    left join users on accounts.owner_id = users.user_id
)

select * from resolved
order by region, account_id
