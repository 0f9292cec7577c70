-- Which side brought each opportunity, under each rule?
--
-- crm_field: the side recorded on the opportunity, else that of its recorded lead source. first_touch: side of the earliest eligible touch
-- inside the look-back before it was opened, both ends included (an opening that is only a date is the end of its day). before_sales: did
-- marketing precede sales' first activity, whatever the age of either? Marketing when a marketing touch lies at or before the opening and
-- before that activity (which may come after the opening, or never), else partner likewise, else sales when there is an activity. Two
-- touches in one moment are in order of their ids. Nothing of the kind: unknown.
--
-- grain: one row per opportunity and rule (opportunity_id, rule)
-- reads: deals deal_touches
-- setting lookback_days integer = 365 : days before the opening that a first touch may lie; all = any time
-- setting match varchar = people : people | account, whose touches count
-- column opportunity_id varchar the opportunity
-- column region         enum    sales region
-- column segment        enum    size segment
-- column kind           enum    kind of opportunity
-- column rule           enum    crm_field, first_touch or before_sales
-- column source_class   enum    marketing, sales, partner or unknown
-- column touch_no       bigint  the touch that decides; null when none does
with

openings as (
    select
        opportunity_id,
        created_at - interval 1 day * cast($lookback_days as integer) as since_at,
        case
            when created_at = cast(created_on as timestamp) then created_at + interval 1 day - interval 1 microsecond
            else created_at
        end as until_at
    from deals
    where created_at is not null
),

dated as (
    select
        deal_touches.opportunity_id,
        deal_touches.side,
        deal_touches.touch_no,
        deal_touches.touched_at <= openings.until_at as is_before,
        openings.since_at is null or deal_touches.touched_at >= openings.since_at as is_recent
    from deal_touches
    inner join openings on deal_touches.opportunity_id = openings.opportunity_id
    where deal_touches.by_people or ($match = 'account' and deal_touches.by_account)
),

firsts as (
    select
        opportunity_id,
        min(case when is_before and is_recent then touch_no end) as first_no,
        min(case when is_before and side = 'marketing' then touch_no end) as marketing_no,
        min(case when is_before and side = 'partner' then touch_no end) as partner_no,
        min(case when side = 'sales' then touch_no end) as sales_no
    from dated
    group by opportunity_id
),

classes as (
    select
        opportunity_id,
        'crm_field' as rule,
        cast(side as varchar) as source_class,
        cast(null as bigint) as touch_no
    from deals
    union all
    select
        deals.opportunity_id,
        'first_touch' as rule,
        case when dated.side in ('marketing', 'sales', 'partner') then cast(dated.side as varchar) else 'unknown' end
            as source_class,
        firsts.first_no as touch_no
    from deals
    left join firsts on deals.opportunity_id = firsts.opportunity_id
    left join dated on firsts.opportunity_id = dated.opportunity_id and firsts.first_no = dated.touch_no
    union all
    select
        deals.opportunity_id,
        'before_sales' as rule,
        case
            when firsts.marketing_no < coalesce(firsts.sales_no, firsts.marketing_no + 1) then 'marketing'
            when firsts.partner_no < coalesce(firsts.sales_no, firsts.partner_no + 1) then 'partner'
            when firsts.sales_no is not null then 'sales'
            else 'unknown'
        end as source_class,
        case
            when firsts.marketing_no < coalesce(firsts.sales_no, firsts.marketing_no + 1) then firsts.marketing_no
            when firsts.partner_no < coalesce(firsts.sales_no, firsts.partner_no + 1) then firsts.partner_no
            else firsts.sales_no
        end as touch_no
    from deals
    left join firsts on deals.opportunity_id = firsts.opportunity_id
),

described as (
    select
        classes.opportunity_id,
        deals.region,
        deals.segment,
        deals.kind,
        classes.rule,
        classes.source_class,
        classes.touch_no
    from classes
    inner join deals on classes.opportunity_id = deals.opportunity_id
)

select * from described
order by rule, region, opportunity_id
