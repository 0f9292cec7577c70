-- How much of the pipeline can be attributed at all?
--
-- Opportunities created in the period, of which a touch, a person or a source is known; by amount. What is not covered is no statement
-- about marketing or sales: the export lacks it.
--
-- grain: one row per measure (measure)
-- needs: opportunities
-- reads: evidence_counts
-- records: pipeline_coverage_records
-- drill: deals = count(*) filter (where is_covered)
-- drill: of_deals = count(*)
-- drill: amount = coalesce(sum(amount) filter (where is_covered), 0)
-- drill: share = ratio(coalesce(sum(amount) filter (where is_covered), 0), sum(amount))
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column measure  varchar        what is known
-- column deals    bigint         opportunities of which it is known, count
-- column of_deals bigint         all opportunities, count
-- column amount   decimal(18, 2) amount of those of which it is known, reporting currency
-- column share    double         amount / amount of all, ratio 0..1; null when there is no amount
-- column remedy   varchar        what to export to raise it
with

known as (
    select
        cast(sum(deals) as bigint) as of_deals,
        cast(sum(touched) as bigint) as touched,
        cast(sum(by_marketing) as bigint) as by_marketing,
        cast(sum(with_person) as bigint) as with_person,
        cast(sum(with_source) as bigint) as with_source,
        cast(sum(with_side) as bigint) as with_side,
        sum(amount) as of_amount,
        sum(touched_amount) as touched_amount,
        sum(marketing_amount) as marketing_amount,
        sum(person_amount) as person_amount,
        sum(source_amount) as source_amount,
        sum(side_amount) as side_amount
    from evidence_counts
    where
        milestone = 'created' and in_period(counts_on, $start_on, $end_on) and happened(counts_on, $as_of)
        and picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
),

by_measure as (
    select
        unnest([
            'a touch', 'a marketing touch', 'a person', 'a source', 'a source that belongs to a side'
        ]) as measure,
        unnest([touched, by_marketing, with_person, with_source, with_side]) as deals,
        of_deals,
        unnest([touched_amount, marketing_amount, person_amount, source_amount, side_amount]) as amount,
        of_amount,
        unnest([
            'Export campaign members, tasks and events of every contact and lead, with their person.',
            'Export campaign members with their campaign, and responses from marketing automation.',
            'Export opportunity contact roles, or the leads that were converted.',
            'Export the lead source of every opportunity.',
            'Say in tandem.toml, under [sources], whose each source is.'
        ]) as remedy
    from known
    where of_deals > 0
),

coverage as (
    select
        measure,
        deals,
        of_deals,
        cast(coalesce(amount, 0) as decimal(18, 2)) as amount,
        ratio(coalesce(amount, 0), of_amount) as share,
        remedy
    from by_measure
)

select * from coverage
order by measure
