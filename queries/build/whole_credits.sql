-- Which touch, if any, earns all the credit for an opportunity under every model?
--
-- The only touch of a path takes all. Without an eligible touch nobody does, so that every model's total is the whole pipeline.
--
-- grain: one row per milestone and path without a touch or with one (milestone, path_no)
-- kept: no
-- reads: counted_paths credit_spans
-- column milestone varchar created, won, any, or both created and any; won is only of those that were won
-- column path_no   bigint  path of an opportunity to a milestone
-- column day_no    bigint  number of the day, among the opportunities of its region, segment, kind and state
-- column position  integer place of the touch in the path; 0 when there is none
-- column way_no    bigint  number of its channel and campaign; 0 when there is none
-- column cents     bigint  the opportunity's amount, in cents; a missing one is 0
with

wholes as (
    select
        counted_paths.milestone,
        counted_paths.path_no,
        counted_paths.day_no,
        case when credit_spans.touches = 1 then 1 else 0 end as position,
        coalesce(credit_spans.first_way_no, 0) as way_no,
        cast(round(counted_paths.amount * 100, 0) as bigint) as cents
    from counted_paths
    left join credit_spans on counted_paths.path_no = credit_spans.path_no
    where coalesce(credit_spans.touches, 1) = 1 and (counted_paths.milestone <> 'won' or counted_paths.state = 'won')
)

select * from wholes
