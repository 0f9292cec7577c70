-- Which collateral is on the shelf?
--
-- An asset without a date of publishing was always there. Made by marketing unless it says otherwise.
--
-- grain: one row per asset (asset_id)
-- reads: assets
-- column asset_id       varchar       the asset
-- column title          varchar       title, else the asset's id
-- column asset_kind     enum          kind, else (no kind)
-- column funnel_stage   enum          stage it is made for, else (no stage)
-- column persona        varchar       reader it is made for, else (no persona)
-- column product_family varchar       product family, else (no product family)
-- column origin         enum          marketing or rep
-- column published_on   date          first day available; null when not recorded
-- column archived_on    date          day withdrawn; null while on the shelf
-- column cost           decimal(18,2) production cost; null when not recorded
with

resolved as (
    select
        asset_id,
        coalesce(nullif(trim(title), ''), asset_id) as title,
        coalesce(nullif(trim(kind), ''), '(no kind)') as asset_kind,
        coalesce(nullif(trim(funnel_stage), ''), '(no stage)') as funnel_stage,
        coalesce(nullif(trim(persona), ''), '(no persona)') as persona,
        coalesce(nullif(trim(product_family), ''), '(no product family)') as product_family,
        coalesce(nullif(lower(trim(origin)), ''), 'marketing') as origin,
        published_on,
        archived_on,
        cost
    from assets
)

select * from resolved
order by asset_id
