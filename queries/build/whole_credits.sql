-- Which touch, if any, earns all the credit for an opportunity under every model?
--
-- The only touch of a path takes all. Without an eligible touch nobody does, so that every model's total is the whole pipeline.
--
-- grain: one row per path without a touch or with one (path_no)
-- kept: no
-- reads: credit_spans
-- column path_no  bigint path of an opportunity to a milestone
-- column position bigint place of the touch in the path; 0 when there is none
-- column way_no   bigint number of its channel and campaign; 0 when there is none
-- column cents    bigint the opportunity's amount, in cents; a missing one is 0
with

wholes as (
    select path_no, touches as position, coalesce(first_way_no, 0) as way_no, cents
    from credit_spans
    where touches <= 1
)

select * from wholes
