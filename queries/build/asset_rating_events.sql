-- How was each asset rated?
--
-- Region: that of the user who rated. Ratings after the cut-off are left out; undated ones stay.
--
-- grain: one row per rating
-- reads: asset_ratings sellers user_identities
-- param  as_of    date    last day counted
-- column asset_id varchar the asset
-- column region   enum    region of the user, else (no region)
-- column segment  enum    (no segment): a rating has none
-- column rating   bigint  1 to 5
-- column user_id  varchar who rated; null when not recorded
-- column rated_on date    day; null when not recorded
with

resolved as (
    select
        asset_ratings.asset_id,
        coalesce(sellers.region, '(no region)') as region,
        '(no segment)' as segment,
        cast(asset_ratings.rating as bigint) as rating,
        coalesce(sellers.user_id, asset_ratings.user_id) as user_id,
        asset_ratings.rated_on
    from asset_ratings
    left join user_identities on asset_ratings.user_id = user_identities.user_id
    left join sellers on user_identities.seller_id = sellers.user_id
    where asset_ratings.rated_on is null or asset_ratings.rated_on <= $as_of
)

select * from resolved
order by asset_id, rated_on, rating, user_id
