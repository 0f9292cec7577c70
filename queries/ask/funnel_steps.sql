-- How much of each stage moves on, in the company and in each region?
--
-- The steps of "funnel" for the whole company, as region "(all)", and for each region by itself, over the same records and under the
-- same basis. A flow ratio is entries to the next stage ÷ entries to this one and has no interval.
--
-- grain: one row per region and step, in order (region, stage)
-- needs: leads
-- reads: stage_moves
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
    from stage_moves
    group by grouping sets ((stage), (stage, region))
),

every_step as (
    select
        coalesce(c.region, '(all)') as region,
        s.stage_no,
        s.stage,
        cast(coalesce(sum(c.entered) filter (where c.stage = s.stage), 0) as bigint) as entered,
        cast(coalesce(sum(c.counted) filter (where c.stage = s.stage), 0) as bigint) as counted,
        cast(coalesce(sum(case $basis when 'flow' then c.entered else c.reached_next end) filter (
            where c.stage = case $basis when 'flow' then s.next_stage else s.stage end
        ), 0) as bigint) as reached_next
    from funnel_stages() as s
    left join counts as c on true
    where s.stage <> 'won'
    group by c.region, s.stage_no, s.stage
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
)

select region, stage, entered, counted, reached_next, conversion, ci_low, ci_high from steps
order by region, stage_no
