-- How much of the pipeline can be attributed at all?
--
-- Opportunities created in the period, of which a touch, a person or a source is known; by amount. What is not covered is no statement
-- about marketing or sales: the export lacks it.
--
-- grain: one row per measure (measure)
-- needs: opportunities
-- reads: pipeline_coverage_records
-- records: pipeline_coverage_records
-- drill: deals = count(*) filter (where is_covered)
-- drill: of_deals = count(*)
-- drill: amount = coalesce(sum(amount) filter (where is_covered), 0)
-- drill: share = ratio(coalesce(sum(amount) filter (where is_covered), 0), sum(amount))
-- column measure  varchar        what is known
-- column deals    bigint         opportunities of which it is known, count
-- column of_deals bigint         all opportunities, count
-- column amount   decimal(18, 2) amount of those of which it is known, reporting currency
-- column share    double         amount / amount of all, ratio 0..1; null when there is no amount
-- column remedy   varchar        what to export to raise it
with

remedies as (
    select measure, remedy
    from (values
        ('a touch', 'Export campaign members, tasks and events of every contact and lead, with their person.'),
        ('a marketing touch', 'Export campaign members with their campaign, and responses from marketing automation.'),
        ('a person', 'Export opportunity contact roles, or the leads that were converted.'),
        ('a source', 'Export the lead source of every opportunity.'),
        ('a source that belongs to a side', 'Say in tandem.toml, under [sources], whose each source is.')
    ) as known (measure, remedy)
),

by_measure as (
    select
        measure,
        count(*) filter (where is_covered) as deals,
        count(*) as of_deals,
        cast(coalesce(sum(amount) filter (where is_covered), 0) as decimal(18, 2)) as amount,
        ratio(coalesce(sum(amount) filter (where is_covered), 0), sum(amount)) as share
    from pipeline_coverage_records
    group by measure
),

coverage as (
    select
        m.measure,
        m.deals,
        m.of_deals,
        m.amount,
        m.share,
        r.remedy
    from by_measure as m
    inner join remedies as r on m.measure = r.measure
)

select * from coverage
order by measure
