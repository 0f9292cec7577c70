-- Which source does each rule give to this deal, and why?
--
-- The three rules of sourcing on one opportunity, with the touch that decides; a deal outside the regions picked is not shown.
--
-- grain: one row per rule (rule)
-- needs: opportunities
-- reads: deals deal_sources deal_touches
-- param regions varchar[] regions picked; empty = all
-- setting opportunity_id varchar = none : the deal
-- column rule         varchar   how the source is decided
-- column source_class varchar   marketing, sales, partner or unknown
-- column why          varchar   what the rule goes by
-- column at           timestamp when the touch that decides was; null when no touch does
-- column channel      varchar   its channel
-- column what         varchar   what it was
-- column person       varchar   whom it reached; null when not known
-- column days_before  bigint    days from it to the opening; below 0 when it came after
with

sources as (
    select
        d.*,
        s.rule,
        s.source_class,
        s.touch_no
    from deals as d
    inner join deal_sources as s on d.opportunity_id = s.opportunity_id
    where d.opportunity_id = $opportunity_id and picked($regions, d.region)
),

told as (
    select
        cast(s.rule as varchar) as rule,
        cast(s.source_class as varchar) as source_class,
        rule_says(s.rule, s.source_class, s.source) as why,
        t.touched_at as at,
        cast(t.channel as varchar) as channel,
        cast(t.touch_kind as varchar) as what,
        t.person_key as person,
        date_diff('day', cast(t.touched_at as date), s.created_on) as days_before
    from sources as s
    left join deal_touches as t on s.deal_no = t.deal_no and s.touch_no = t.touch_no
)

select * from told
order by rule
