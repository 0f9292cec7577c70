-- What do the exports lack, and what is done where it is missing?
--
-- Touches of the period and opportunities created in it that lack something; each is counted as said, so that no total is ever wrong: credits
-- still sum to the amounts of the deals. Repeats of one id count once already when they are loaded. Touches that name neither person, lead,
-- account nor deal are refused when they are loaded, and listed there.
--
-- grain: one row per gap (gap)
-- needs: opportunities
-- reads: touch_gaps deals
-- records: evidence_gap_records
-- drill: records = count(*)
-- param start_on date first day counted; null = every record
-- param end_on date first day no longer counted; null = every record
-- param as_of date data cut-off, last day counted
-- param regions varchar[] regions picked; empty = all
-- param segments varchar[] segments picked; empty = all
-- param kinds varchar[] opportunity kinds picked; empty = all
-- column gap     varchar what is missing or odd
-- column of_what varchar touches, marketing touches, touches on deals or deals
-- column records bigint  records of which it is so, count
-- column of      bigint  all of them, count
-- column share   double  records / of, ratio 0..1; null when there are none
-- column counted varchar what is done with them
-- column remedy  varchar what to export, or to mend, so that there are none
with

touches as (
    select
        coalesce(sum(touches), 0) as touches,
        coalesce(sum(of_nobody), 0) as of_nobody,
        coalesce(sum(without_side), 0) as without_side,
        coalesce(sum(without_channel), 0) as without_channel,
        coalesce(sum(by_marketing), 0) as by_marketing,
        coalesce(sum(without_campaign), 0) as without_campaign,
        coalesce(sum(unlisted), 0) as unlisted,
        coalesce(sum(before_lead), 0) as before_lead,
        coalesce(sum(on_deals), 0) as on_deals,
        coalesce(sum(repeats), 0) as repeats
    from touch_gaps
    where
        picked($regions, region) and picked($segments, segment)
        and in_period(touched_on, $start_on, $end_on) and happened(touched_on, $as_of)
),

opened as (
    select
        count(*) as deals,
        count(*) filter (where amount is null) as without_amount,
        count(*) filter (where amount = 0) as of_nothing,
        count(*) filter (where amount < 0) as below_nothing
    from deals
    where
        picked($regions, region) and picked($segments, segment) and picked($kinds, kind)
        and in_period(created_on, $start_on, $end_on) and happened(created_on, $as_of)
),

gaps as (
    select
        unnest([
            'of nobody known', 'of no side', 'without a channel', 'without a campaign', 'of a campaign not loaded',
            'before their lead', 'recorded twice', 'without an amount', 'of 0.00', 'below 0.00'
        ]) as gap,
        unnest([
            'touches', 'touches', 'marketing touches', 'marketing touches', 'touches', 'touches', 'touches on deals',
            'deals', 'deals', 'deals'
        ]) as of_what,
        unnest([
            of_nobody, without_side, without_channel, without_campaign, unlisted, before_lead, repeats, without_amount,
            of_nothing, below_nothing
        ]) as records,
        unnest([
            touches, touches, by_marketing, by_marketing, touches, touches, on_deals, deals, deals, deals
        ]) as of,
        unnest([
            'They belong to no deal and earn no credit.',
            'They earn credit only where both sides count; first, they source “unknown”.',
            'They earn their credit under “(no channel)”.',
            'They earn their credit under “(no campaign)”.',
            'They earn their credit under the campaign’s id.',
            'They count: people are met before they fill in a form.',
            'Each counts, unless repeats on one channel are counted once.',
            'They count as deals, and 0.00 is shared.',
            'They count as deals, and 0.00 is shared.',
            'Their amount is shared like any other and lowers the totals.'
        ]) as counted,
        unnest([
            'Export the contacts, leads, accounts and deals that touches name.',
            'Export whose each touch is: marketing, sales or partner.',
            'Export the channel of every touch, or the type of every campaign.',
            'Export campaign members with their campaign.',
            'Export every campaign, ended ones too.',
            'Nothing, unless they are many: then look at when leads are made.',
            'Export touches with their ids: the same id twice counts once.',
            'Enter the amount, or load the exchange rate that is missing.',
            'Enter the amount.',
            'Correct the amount, or export credit notes apart.'
        ]) as remedy
    from touches
    cross join opened
),

shares as (
    select
        gap,
        of_what,
        cast(records as bigint) as records,
        cast(of as bigint) as of,
        ratio(records, of) as share,
        counted,
        remedy
    from gaps
)

select * from shares
order by gap
