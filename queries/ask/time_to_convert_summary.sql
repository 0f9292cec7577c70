-- After how many days have a quarter, half and three quarters moved on?
--
-- Read off the Kaplan–Meier curve of the step: the first day on which no more than three quarters, half or a quarter of the records have
-- still not moved on. Empty when the curve does not come down that far.
--
-- grain: one row per stage, in order (stage)
-- needs: leads
-- reads: convert_records time_to_convert
-- records: convert_records
-- drill: entered = count(*)
-- drill: converted = count(*) filter (where next_on is not null)
-- drill: left_funnel = count(*) filter (where left_on is not null)
-- drill: still_open = count(*) filter (where next_on is null and left_on is null)
-- setting span_quarters integer = 4 : quarters looked at, up to the one asked for
-- setting leavers varchar = censored : censored | at_risk, those who left count until that day or are never done
-- column stage       varchar stage that was entered: lead, mql, sal, sql or opportunity
-- column entered     bigint  records that entered it in those quarters, count
-- column converted   bigint  of those, moved on by the data cut-off
-- column left_funnel bigint  of those, rejected or lost
-- column still_open  bigint  of those, neither
-- column median_days double  days after which half have moved on
-- column p25_days    double  days after which a quarter have
-- column p75_days    double  days after which three quarters have
with

quantiles as (
    select
        stage,
        cast(min(days) filter (where survival <= 0.5 + 1e-12) as double) as median_days,
        cast(min(days) filter (where survival <= 0.75 + 1e-12) as double) as p25_days,
        cast(min(days) filter (where survival <= 0.25 + 1e-12) as double) as p75_days
    from time_to_convert
    group by stage
),

counts as (
    select
        stage,
        count(*) as entered,
        count(*) filter (where next_on is not null) as converted,
        count(*) filter (where left_on is not null) as left_funnel,
        count(*) filter (where next_on is null and left_on is null) as still_open
    from convert_records
    group by stage
),

steps as (
    select
        s.stage_no,
        s.stage,
        coalesce(c.entered, 0) as entered,
        coalesce(c.converted, 0) as converted,
        coalesce(c.left_funnel, 0) as left_funnel,
        coalesce(c.still_open, 0) as still_open,
        q.median_days,
        q.p25_days,
        q.p75_days
    from funnel_stages() as s
    left join counts as c on s.stage = c.stage
    left join quantiles as q on s.stage = q.stage
    where s.stage <> 'won'
)

select stage, entered, converted, left_funnel, still_open, median_days, p25_days, p75_days from steps
order by stage_no
