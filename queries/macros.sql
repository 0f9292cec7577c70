-- Small words that every question may use; one statement each, kept beside the marts.

-- A day inside a period, start inclusive, end exclusive; no period (start null) holds every day, and no day at all.
create or replace macro in_period(day, start_on, end_on) as
    start_on is null or (day >= start_on and day < end_on);

-- A value that is among those wanted; an empty list wants everything.
create or replace macro picked(wanted, value) as
    len(wanted) = 0 or list_contains(wanted, cast(value as varchar));

-- What is counted for the milestone asked for: under it, or under both created and any.
create or replace macro counts_for(milestone, asked) as
    milestone = asked or (milestone = 'both' and asked <> 'won');

-- A share; null when there is nothing to divide.
create or replace macro ratio(part, whole) as
    cast(part as double) / nullif(cast(whole as double), 0);

-- Lower end of the 95 % Wilson interval of k out of n; null when n is 0.
create or replace macro wilson_low(k, n) as
    case when k = 0 and n > 0 then 0.0 else (
        cast(k as double) + 1.9207294103470627
        - 1.959963984540054 * sqrt(cast(k as double) * (n - k) / nullif(cast(n as double), 0) + 0.9603647051735313)
    ) / (nullif(cast(n as double), 0) + 3.8414588206941254) end;

-- Upper end of the 95 % Wilson interval of k out of n; null when n is 0.
create or replace macro wilson_high(k, n) as
    case when k = n and n > 0 then 1.0 else (
        cast(k as double) + 1.9207294103470627
        + 1.959963984540054 * sqrt(cast(k as double) * (n - k) / nullif(cast(n as double), 0) + 0.9603647051735313)
    ) / (nullif(cast(n as double), 0) + 3.8414588206941254) end;

-- A day that is not after the cut-off; one that nobody wrote down counts.
create or replace macro happened(day, as_of) as
    coalesce(day <= as_of, true);

-- The stages of the joint funnel, in order, each with the next.
create or replace macro funnel_stages() as table
    select
        generate_subscripts(['lead', 'mql', 'sal', 'sql', 'opportunity', 'won'], 1) as stage_no,
        unnest(['lead', 'mql', 'sal', 'sql', 'opportunity', 'won']) as stage,
        unnest(['mql', 'sal', 'sql', 'opportunity', 'won', null]) as next_stage;

-- What a rule of sourcing goes by, in words.
create or replace macro rule_says(rule, source_class, source) as
    case
        when rule = 'crm_field' and source_class = 'unknown'
            then 'the recorded source “' || source || '” belongs to no side'
        when rule = 'crm_field' then 'the recorded source “' || source || '” counts for ' || source_class
        when source_class = 'unknown' then 'no touch before it was opened says whose it is'
        when rule = 'first_touch' then 'the first touch was by ' || source_class
        when source_class = 'sales' then 'nobody came before sales’ first activity'
        else source_class || ' came before sales’ first activity'
    end;

-- Ends of the 95 % Newcombe interval of a rate minus another one, from the Wilson intervals of both; null when there is none.
create or replace macro change_low(rate, low, rate_0, high_0) as
    rate - rate_0 - sqrt(pow(rate - low, 2) + pow(high_0 - rate_0, 2));

create or replace macro change_high(rate, high, rate_0, low_0) as
    rate - rate_0 + sqrt(pow(high - rate, 2) + pow(rate_0 - low_0, 2));

-- Logarithmic mean of two positive numbers: what shares a change of a product out over its factors without a rest.
create or replace macro log_mean(a, b) as
    case when a = b then cast(a as double) when a > 0 and b > 0 then (a - b) / (ln(a) - ln(b)) end;

-- What belongs to one rule model of attribution, out of what belongs to each of them in the order of their table.
create or replace macro of_model(
    model, of_first, of_last, of_lead, of_linear, of_position, of_u_hubspot, of_u_marketo, of_w_hubspot, of_w_marketo,
    of_full, of_time_decay
) as
    case model
        when 'first' then of_first
        when 'last' then of_last
        when 'lead' then of_lead
        when 'linear' then of_linear
        when 'position' then of_position
        when 'u_hubspot' then of_u_hubspot
        when 'u_marketo' then of_u_marketo
        when 'w_hubspot' then of_w_hubspot
        when 'w_marketo' then of_w_marketo
        when 'full' then of_full
        when 'time_decay' then of_time_decay
    end;

-- How many equal amounts would be as sure as these: Kish’s effective number, from their sum and the sum of their squares.
create or replace macro effective(total, squares) as
    pow(cast(total as double), 2) / nullif(cast(squares as double), 0);

-- Ends of the 95 % interval of a share of money: Wilson’s, of as many records as the amounts are worth; null where it is no share.
create or replace macro money_share_low(share, worth) as
    case when share between 0 and 1 then wilson_low(share * worth, worth) end;

create or replace macro money_share_high(share, worth) as
    case when share between 0 and 1 then wilson_high(share * worth, worth) end;

-- Ends of the 95 % interval of a sum of so many amounts, were it other deals like these; null under ten of them.
create or replace macro sum_low(number, total, squares) as
    case when number >= 10 then greatest(
        cast(total as double) - 1.959963984540054 * sqrt(cast(squares as double)),
        case when total >= 0 then 0.0 else -1e300 end
    ) end;

create or replace macro sum_high(number, total, squares) as
    case when number >= 10 then cast(total as double) + 1.959963984540054 * sqrt(cast(squares as double)) end;

-- Ends of the 95 % score interval of a number of records, were it a Poisson draw: (number − mean)² = 1.96² × mean; null under ten of them.
create or replace macro number_low(number) as
    case when number >= 10 then pow(sqrt(cast(number as double) + 0.9603647051735308) - 0.979981992270027, 2) end;

create or replace macro number_high(number) as
    case when number >= 10 then pow(sqrt(cast(number as double) + 0.9603647051735308) + 0.979981992270027, 2) end;

-- The band of a number of touches, and of a number of days, that a win took.
create or replace macro touches_band(touches) as
    case
        when touches = 0 then 'none'
        when touches < 6 then cast(touches as varchar)
        when touches < 11 then '6–10'
        when touches < 21 then '11–20'
        else 'over 20'
    end;

create or replace macro days_band(days) as
    case
        when days is null then 'none'
        when days < 31 then '0–30'
        when days < 61 then '31–60'
        when days < 91 then '61–90'
        when days < 121 then '91–120'
        when days < 181 then '121–180'
        when days < 366 then '181–365'
        else 'over 365'
    end;
