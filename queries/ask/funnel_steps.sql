-- How much of each stage moves on, in the company and in each region?
--
-- The steps of "funnel" for the whole company, as region "(all)", and for each region by itself, over the same records and under the
-- same basis. A flow ratio is entries to the next stage ÷ entries to this one and has no interval.
--
-- grain: one row per region and step, in order (region, stage)
-- needs: leads
-- reads: funnel_records
-- setting basis varchar = cohort : cohort | in_period | flow, who is looked at
-- column region       varchar sales region, or "(all)" for the company
-- column stage        varchar lead, mql, sal, sql or opportunity: the step from it to the next
-- column entered      bigint  records that entered it (in_period: that stood in it), count
-- column counted      bigint  of those, old enough for their outcome to count
-- column reached_next bigint  of the counted ones, those that reached the next stage, count; of a flow, entries to the next stage
-- column conversion   double  reached_next ÷ counted, ratio; null when none is counted
-- column ci_low       double  lower end of its 95 % Wilson interval; null for a flow
-- column ci_high      double  upper end of its 95 % Wilson interval; null for a flow
with

counts as (
    select
        stage,
        coalesce(region, '(all)') as region,
        count(*) as entered,
        count(*) filter (where is_counted) as counted,
        count(*) filter (where reached_next) as reached_next
    from funnel_records
    group by grouping sets ((stage), (stage, region))
),

shown_regions as (
    select '(all)' as region
    union
    select region from counts
),

every_step as (
    select
        r.region,
        s.stage_no,
        s.stage,
        coalesce(c.entered, 0) as entered,
        coalesce(c.counted, 0) as counted,
        case
            when $basis = 'flow'
                then lead(coalesce(c.entered, 0), 1, 0) over (partition by r.region order by s.stage_no)
            else coalesce(c.reached_next, 0)
        end as reached_next
    from shown_regions as r
    cross join funnel_stages() as s
    left join counts as c on r.region = c.region and s.stage = c.stage
),

steps as (
    select
        region,
        stage_no,
        stage,
        entered,
        counted,
        reached_next,
        ratio(reached_next, counted) as conversion,
        case when $basis <> 'flow' then wilson_low(reached_next, counted) end as ci_low,
        case when $basis <> 'flow' then wilson_high(reached_next, counted) end as ci_high
    from every_step
    where stage <> 'won'
)

select region, stage, entered, counted, reached_next, conversion, ci_low, ci_high from steps
order by region, stage_no
