-- How many people do we talk to on open deals, and how many were on those we won?
--
-- Deals by the number of people on them: open on the last day of the quarter (or at the data cut-off), against won in the year up to it.
--
-- grain: one row per number of people, in order (people)
-- needs: opportunities
-- reads: buying_group_records
-- records: buying_group_records
-- drill: open_deals = count(*) filter (where state = 'open')
-- drill: won_deals = count(*) filter (where state = 'won')
-- column people     varchar people on the deal: 0, 1 … 7, 8+
-- column open_deals bigint  open deals with so many, count
-- column open_share double  of all open deals, ratio 0..1; null when there are none
-- column won_deals  bigint  won deals with so many, count
-- column won_share  double  of all won deals, ratio 0..1; null when there are none
with

sizes as (
    select
        number as place,
        case when number = 8 then '8+' else cast(number as varchar) end as people
    from range(9) as numbers (number)
),

counts as (
    select
        s.place,
        s.people,
        count(*) filter (where b.state = 'open') as open_deals,
        count(*) filter (where b.state = 'won') as won_deals
    from sizes as s
    left join buying_group_records as b on s.people = b.people
    group by s.place, s.people
),

shares as (
    select
        place,
        people,
        open_deals,
        ratio(open_deals, sum(open_deals) over ()) as open_share,
        won_deals,
        ratio(won_deals, sum(won_deals) over ()) as won_share
    from counts
)

select people, open_deals, open_share, won_deals, won_share from shares
order by place
