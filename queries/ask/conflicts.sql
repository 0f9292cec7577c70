-- Which records say different things about who is who?
--
-- Every contradiction about people and accounts, with what is done meanwhile: nothing is merged by guess. All records, no filters.
--
-- grain: one row per conflict and what it is about (conflict, about)
-- reads: identity_conflicts
-- column conflict varchar kind of conflict, in words
-- column about    varchar the e-mail, domain, company or lead that it is about
-- column records  bigint  records concerned, count
-- column first_id varchar one of the records that contradict each other
-- column other_id varchar another of them; null where they have none in common
-- column remedy   varchar what is done meanwhile, and what mends it
with

listed as (
    select conflict, about, records, first_id, other_id, remedy
    from identity_conflicts
)

select * from listed
order by conflict, about
