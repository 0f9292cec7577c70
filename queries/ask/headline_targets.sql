-- What was promised for the six headlines?
--
-- The loaded targets of the quarter whose metric is a headline (value, conversion, reach, velocity, return, agreement or disputed): the
-- company's; with one region picked, that region's. Shares of several regions do not add up and targets have no segment, so with more
-- than one region or with a segment picked there is none.
--
-- grain: one row per question (question)
-- reads: quarters promises
-- param start_on date first day counted; null = every record
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- column question varchar value, conversion, reach, velocity, return or agreement
-- column target   double  promised figure in the unit of the headline
with

promised as (
    select
        case p.metric when 'disputed' then 'agreement' else p.metric end as question,
        max(p.target) as target
    from promises as p
    inner join quarters as q on p.quarter = q.quarter
    where
        q.start_on = $start_on
        and p.metric in ('value', 'conversion', 'reach', 'velocity', 'return', 'agreement', 'disputed')
        and len($segments) = 0
        and case len($regions)
            when 0 then p.region = '(company)'
            when 1 then p.region <> '(company)' and picked($regions, p.region)
            else false
        end
    group by question
)

select * from promised
order by question
