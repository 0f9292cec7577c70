-- Which channels were on the paths that converted, and which on those that were lost?
--
-- Opportunities created in the period (milestone won: closed in it) with an eligible touch. Lost ones are paths that did not convert, unless
-- they are left out; all others converted: won, and still open, which milestone won does not count. Where every path is a lost one, there is
-- nothing to tell them from, and all count as converted.
--
-- grain: one row per coalition of channels and channel in it (coalition, channel)
-- needs: opportunities
-- reads: counted_days path_coalitions channel_numbers
-- setting milestone varchar = created : created | won | any, up to which touches count; any = every deal, at its close, else at the data cut-off
-- setting with_lost boolean = true : true | false, do lost opportunities count as paths that did not convert
-- column coalition bigint  number of the coalition
-- column channel   varchar channel in it
-- column converted bigint  paths of exactly these channels that converted, count
-- column lost      bigint  paths of exactly these channels that were lost, count
with

counted as (
    select
        coalition,
        coalesce(sum(deals) filter (where state <> 'lost'), 0) as converted,
        coalesce(sum(deals) filter (where state = 'lost'), 0) as lost
    from path_coalitions as c
    inner join counted_days as d on c.day_no = d.day_no
    where counts_for(c.milestone, $milestone) and coalition > 0
    group by coalition
),

told as (
    select
        coalition,
        case when sum(converted) over () = 0 then lost else converted end as converted,
        case when sum(converted) over () = 0 or not $with_lost then 0 else lost end as lost
    from counted
),

channels as (
    select
        case when channel_no > 62 then 62 else channel_no end as bit_no,
        case
            when max(channel_no) over () > 62 and channel_no >= 62 then 'Other channels'
            else cast(channel as varchar)
        end as channel
    from channel_numbers
),

members as (
    select
        told.coalition,
        channels.channel,
        cast(told.converted as bigint) as converted,
        cast(told.lost as bigint) as lost
    from told
    inner join channels on (told.coalition >> cast(channels.bit_no - 1 as integer)) & 1 = 1
    where told.converted + told.lost > 0
    group by told.coalition, channels.channel, told.converted, told.lost
)

select * from members
order by coalition, channel
