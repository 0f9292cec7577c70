-- Who used which asset, when, and with a buyer?
--
-- Shared, presented and viewed by a buyer is use with a buyer; a seller's own view or download is not. Region: the opportunity's, else the
-- account's, else the seller's. A seller is found by id, else by e-mail. Uses after the cut-off are left out.
--
-- grain: one row per use (use_id)
-- reads: asset_uses deals target_accounts sellers user_identities
-- param  as_of           date      last day counted
-- column use_id          varchar   the use; numbered in order of time where the extract has no id
-- column asset_id        varchar   the asset
-- column region          enum      sales region
-- column segment         enum      segment of the opportunity, else of the account
-- column used_at         timestamp when
-- column used_on         date      day of that
-- column user_id         varchar   the seller; null when not recorded
-- column opportunity_id  varchar   the opportunity; null when none is known
-- column account_id      varchar   the account; null when none is known
-- column use_kind        enum      view, share, present, buyer_view, download …, else (no kind)
-- column is_buyer_facing boolean   shared with, presented to or viewed by a buyer
with

past as (
    select use_id, asset_id, used_at, user_id, opportunity_id, account_id, kind
    from asset_uses
    where cast(used_at as date) <= $as_of
),

named as (
    select use_id, asset_id, used_at, user_id, opportunity_id, account_id, kind
    from past
    where use_id is not null
    union all
    select
        concat('row ', lpad(cast(row_number() over (
            order by used_at, asset_id, user_id, opportunity_id, account_id, kind
        ) as varchar), 12, '0')) as use_id,
        asset_id, used_at, user_id, opportunity_id, account_id, kind
    from past
    where use_id is null
),

seller_by_email as (
    select email, min(seller_id) as seller_id
    from user_identities
    where email is not null
    group by email
),

joined as (
    select
        named.use_id,
        named.asset_id,
        named.used_at,
        coalesce(user_identities.seller_id, seller_by_email.seller_id, named.user_id) as user_id,
        deals.opportunity_id,
        coalesce(deals.account_id, named.account_id) as account_id,
        coalesce(nullif(replace(lower(trim(named.kind)), ' ', '_'), ''), '(no kind)') as use_kind,
        deals.region as region,
        deals.segment as segment
    from named
    left join deals on named.opportunity_id = deals.opportunity_id
    left join user_identities on named.user_id = user_identities.user_id
    left join seller_by_email on lower(trim(named.user_id)) = seller_by_email.email
),

resolved as (
    select
        joined.use_id,
        joined.asset_id,
        coalesce(
            joined.region,
            nullif(target_accounts.region, '(no region)'),
            sellers.region,
            '(no region)'
        ) as region,
        coalesce(joined.segment, target_accounts.segment, '(no segment)') as segment,
        joined.used_at,
        cast(joined.used_at as date) as used_on,
        joined.user_id,
        joined.opportunity_id,
        target_accounts.account_id,
        joined.use_kind,
        joined.use_kind in ('share', 'present', 'buyer_view') as is_buyer_facing
    from joined
    left join target_accounts on joined.account_id = target_accounts.account_id
    left join sellers on joined.user_id = sellers.user_id
)

select * from resolved
order by region, used_at, use_id
