-- How much of the data can be joined, and what would mend the rest?
--
-- part of whole, each measure over its own records; references to records that are not loaded are not joined and do not count as part.
--
-- grain: one row per measure (measure)
-- reads: leads lead_links lead_journeys deals deal_people deal_stages people accounts touches campaigns assets asset_use_events extract_rows opportunity_people spend fx_rates calendar
-- param  as_of    date    last day counted
-- param  currency varchar reporting currency
-- column measure  varchar what is counted, in words
-- column part     bigint  records for which it holds
-- column whole    bigint  records asked
-- column remedy   varchar what to export to raise it
with

touch_ends as (
    select
        case
            when people.person_id is not null or lead_links.lead_id is not null
                or accounts.account_id is not null or deals.opportunity_id is not null then 1
        end as is_known,
        case when campaigns.campaign_id is not null then 1 end as has_campaign
    from touches
    left join people on touches.person_id = people.person_id
    left join lead_links on touches.lead_id = lead_links.lead_id
    left join accounts on touches.account_id = accounts.account_id
    left join deals on touches.opportunity_id = deals.opportunity_id
    left join campaigns on touches.campaign_id = campaigns.campaign_id
    where cast(touches.touched_at as date) <= $as_of
),

deals_with_people as (
    select opportunity_id from deal_people group by opportunity_id
),

deals_with_stages as (
    select opportunity_id from deal_stages group by opportunity_id
),

orphan_roles as (
    select case when deals.opportunity_id is not null then 1 end as is_known
    from opportunity_people
    left join deals on opportunity_people.opportunity_id = deals.opportunity_id
),

rates as (
    select upper(trim(currency)) as currency, month from fx_rates group by upper(trim(currency)), month
),

spend_in_other_currency as (
    select case when rates.month is not null then 1 end as is_rated
    from spend
    left join rates
        on upper(trim(spend.currency)) = rates.currency
            and cast(date_trunc('month', spend.month) as date) = rates.month
    where spend.month <= $as_of and upper(trim(spend.currency)) not in ('', upper($currency))
),

orders as (
    select case
        when mql_at < created_at or sal_at < coalesce(mql_at, created_at)
            or sql_at < coalesce(sal_at, mql_at, created_at)
            or assigned_at < created_at or rejected_at < created_at then null
        else 1
    end as is_ordered
    from leads
    union all
    select case when is_impossible then null else 1 end as is_ordered from deals
),

touch_months as (
    select cast(date_trunc('month', touched_at) as date) as month_on
    from touches
    where cast(touched_at as date) <= $as_of
    group by cast(date_trunc('month', touched_at) as date)
),

touch_span as (
    select min(month_on) as first_on, max(month_on) as last_on from touch_months
),

months as (
    select cast(date_trunc('month', calendar.day) as date) as month_on
    from calendar
    inner join touch_span on calendar.day >= touch_span.first_on and calendar.day <= touch_span.last_on
    group by cast(date_trunc('month', calendar.day) as date)
),

months_touched as (
    select
        touch_months.month_on as touched_on,
        case when touch_months.month_on is null then months.month_on end as gap_on
    from months
    left join touch_months on months.month_on = touch_months.month_on
),

measures as (
    select
        'leads with an account' as measure,
        count(account_id) as part,
        count(*) as whole,
        'Export leads with their account id, and accounts with their web address.' as remedy
    from lead_links
    union all
    select
        'leads with a source' as measure,
        count(case when source <> '(no source)' then 1 end) as part,
        count(*) as whole,
        'Export the lead source of every lead.' as remedy
    from lead_journeys
    union all
    select
        'leads with an opportunity, of those converted' as measure,
        count(lead_links.opportunity_id) as part,
        count(*) as whole,
        'Export the opportunities that leads were converted to.' as remedy
    from lead_links
    inner join leads on lead_links.lead_id = leads.lead_id
    where leads.opportunity_id is not null
    union all
    select
        'opportunities with a date of opening' as measure,
        count(created_at) as part,
        count(*) as whole,
        'Export the created date of every opportunity.' as remedy
    from deals
    union all
    select
        'opportunities with a person' as measure,
        count(deals_with_people.opportunity_id) as part,
        count(*) as whole,
        'Export opportunity contact roles, or the leads that were converted.' as remedy
    from deals
    left join deals_with_people on deals.opportunity_id = deals_with_people.opportunity_id
    union all
    select
        'opportunities with a source' as measure,
        count(case when source <> '(no source)' then 1 end) as part,
        count(*) as whole,
        'Export the lead source of every opportunity.' as remedy
    from deals
    union all
    select
        'opportunities with stage history' as measure,
        count(deals_with_stages.opportunity_id) as part,
        count(*) as whole,
        'Export the opportunity history.' as remedy
    from deals
    left join deals_with_stages on deals.opportunity_id = deals_with_stages.opportunity_id
    union all
    select
        'opportunities with a list price' as measure,
        count(list_amount) as part,
        count(*) as whole,
        'Export the amount at list price of every opportunity.' as remedy
    from deals
    union all
    select
        'opportunities with an exchange rate, of those in another currency' as measure,
        count(case when is_rated then 1 end) as part,
        count(*) as whole,
        'Export the exchange rates of every month and currency.' as remedy
    from deals
    where is_converted
    union all
    select
        'spend with an exchange rate, of that in another currency' as measure,
        count(is_rated) as part,
        count(*) as whole,
        'Export the exchange rates of every month and currency.' as remedy
    from spend_in_other_currency
    union all
    select
        'roles on a known opportunity' as measure,
        count(is_known) as part,
        count(*) as whole,
        'Export the opportunities that contact roles name.' as remedy
    from orphan_roles
    union all
    select
        'touches with a known person or account' as measure,
        count(is_known) as part,
        count(*) as whole,
        'Export the contacts, leads and accounts that touches name.' as remedy
    from touch_ends
    union all
    select
        'touches with a campaign' as measure,
        count(has_campaign) as part,
        count(*) as whole,
        'Export campaigns, and campaign members with their campaign.' as remedy
    from touch_ends
    union all
    select
        'touches in each month, from the first to the last' as measure,
        count(touched_on) as part,
        count(*) as whole,
        case
            when min(gap_on) is null then 'Export the touches of every month.'
            else concat('Export the touches of every month: none in that of ', cast(min(gap_on) as varchar), '.')
        end as remedy
    from months_touched
    union all
    select
        'uses with a known asset' as measure,
        count(assets.asset_id) as part,
        count(*) as whole,
        'Export every asset, archived ones too.' as remedy
    from asset_use_events
    left join assets on asset_use_events.asset_id = assets.asset_id
    union all
    select
        'uses with an opportunity' as measure,
        count(opportunity_id) as part,
        count(*) as whole,
        'Connect the collateral system to the customer system, so that shares name their opportunity.' as remedy
    from asset_use_events
    union all
    select
        'dates in order' as measure,
        count(is_ordered) as part,
        count(*) as whole,
        'Correct leads whose stages, and opportunities whose close, come before their creation.' as remedy
    from orders
    union all
    select
        'records not dated after the cut-off' as measure,
        cast(sum(row_count - after_as_of) as bigint) as part,
        cast(sum(row_count) as bigint) as whole,
        'Correct dates in the future, or load with a later --as-of.' as remedy
    from extract_rows
)

select * from measures
order by measure
