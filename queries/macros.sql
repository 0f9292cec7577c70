-- Small words that every question may use; one statement each, kept beside the marts.

-- A day inside a period, start inclusive, end exclusive; no period (start null) holds every day, and no day at all.
create or replace macro in_period(day, start_on, end_on) as
    start_on is null or (day >= start_on and day < end_on);

-- A value that is among those wanted; an empty list wants everything.
create or replace macro picked(wanted, value) as
    len(wanted) = 0 or list_contains(wanted, cast(value as varchar));

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
