"""What has to run, in order, so that one question has its answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tandem.catalog import Catalog, Query, Setting, Value
from tandem.domain import Filters, Scope
from tandem.errors import WrongUse

Given = Mapping[str, object]
# Plans differ in filters and settings; what stands behind a question is read from the headers once.
KNOWN_PLANS = 2048


@dataclass(frozen=True)
class Plan:
    """The queries to run before the question, the question itself, and every parameter that they may name."""

    before: tuple[Query, ...]
    query: Query
    values: dict[str, object]
    base: Given
    given: Given

    @property
    def length(self) -> int:
        """How much SQL there is to plan."""
        return sum(len(query.text) for query in (*self.before, self.query))

    def apart(self) -> list[Query]:
        """The questions read that are answered on their own, each after those that it reads itself."""
        return [query for query in self.before if is_apart(query, self.values)]

    def inner(self, catalog: Catalog, query: Query) -> "Plan":
        """The plan that answers `query`, a question that this one reads, under the same settings."""
        return make_plan(catalog, query.name, self.base, self.inner_settings(catalog, query))

    def inner_settings(self, catalog: Catalog, query: Query) -> dict[str, str]:
        """The settings that a question read here is answered under: what was given, else the default here."""
        defaults = {name: setting.default for name, setting in settings_behind(catalog, self.query).items()}
        given = {name: str(as_text(value)) for name, value in self.given.items() if value is not None}
        known = settings_known(catalog, query.name)
        return {name: text for name, text in {**defaults, **given}.items() if name in known}

    def values_behind(self, catalog: Catalog, query: Query) -> frozenset[tuple[str, object]]:
        """The values that the rows of `query` depend on: of filters, scope and clock, and of the settings behind it."""
        names = {*self.base, *settings_behind(catalog, query)}
        return frozenset((name, frozen(value)) for name, value in self.values.items() if name in names)


def is_apart(query: Query, values: Given) -> bool:
    """Whether a question that others read is answered on its own: once for all, by a solver, or by another question."""
    is_answered_instead = any(values.get(when.setting) == when.value for when in query.whens)
    return query.is_apart or query.solver is not None or is_answered_instead


def frozen(value: object) -> object:
    """The value in a form that can be part of a key."""
    return tuple(value) if isinstance(value, list) else value


def questions_read(catalog: Catalog, query: Query) -> list[Query]:
    """The questions that `query` reads, directly or through others, each after those that it reads itself."""
    return read_behind(catalog.ask, [query])


def marts_behind(catalog: Catalog, queries: Iterable[Query]) -> list[Query]:
    """The marts that `queries` read, directly or through other marts, each after those that it reads itself."""
    return read_behind(catalog.build, queries)


def read_behind(known: Mapping[str, Query], queries: Iterable[Query]) -> list[Query]:
    """Those of `known` that `queries` read, directly or through each other; each is walked through once."""
    found: dict[str, Query] = {}

    def walk(query: Query) -> None:
        for name in query.reads:
            if name in known and name not in found:
                walk(known[name])
                found[name] = known[name]

    for query in queries:
        walk(query)
    return list(found.values())


@lru_cache(KNOWN_PLANS)
def behind(catalog: Catalog, query: Query) -> tuple[tuple[Query, ...], tuple[Query, ...]]:
    """The questions to answer for `query`, itself the last, and the marts that they read, each in order."""
    questions = (*questions_read(catalog, query), query)
    return questions, tuple(marts_behind(catalog, questions))


def marts_with_settings(catalog: Catalog, queries: Iterable[Query]) -> list[Query]:
    """The marts behind `queries` whose making has settings of its own."""
    return [mart for mart in marts_behind(catalog, queries) if mart.settings]


def marts_to_make(marts: Sequence[Query], questions: Sequence[Query], values: Given) -> tuple[Query, ...]:
    """Those of `marts` that do not stand as they are asked for, in order.

    One of its own settings is given another value than its default (of one that only narrows, a reader picks from what
    stands), or it counts up to another day, or it reads a mart to be made, or it is kept in no version and something to
    be made or asked reads it.
    """
    stale: set[str] = set()
    for mart in marts:
        if mart.changed(values) or stale.intersection(mart.reads):
            stale.add(mart.name)
    wanted = {name for query in questions for name in query.reads}
    made: list[Query] = []
    for mart in reversed(marts):
        if mart.name in wanted and (mart.name in stale or not mart.is_kept):
            made.insert(0, mart)
            wanted.update(mart.reads)
    return tuple(made)


def answering(catalog: Catalog, name: str, given: Given) -> Query:
    """The question that answers `name` under `given`: itself, or the one that its header names for such a value."""
    query = catalog.question(name)
    for when in query.whens:
        if setting_value(query, when.setting, given) == when.value:
            return catalog.question(when.question)
    return query


@lru_cache(KNOWN_PLANS)
def settings_behind(catalog: Catalog, query: Query) -> Mapping[str, Setting]:
    """The settings of the question and of all that it reads, or that answers for what it reads, by name."""
    questions, marts = behind(catalog, query)
    instead = [catalog.question(when.question) for one in questions[:-1] for when in one.whens]
    others = {name: own for one in instead for name, own in settings_behind(catalog, one).items()}
    return others | {own.name: own for owner in (*marts, *questions) for own in owner.settings}


@lru_cache(KNOWN_PLANS)
def settings_known(catalog: Catalog, name: str) -> Mapping[str, Setting]:
    """The settings that a reader may give to the question: its own, and those of the questions that answer for it."""
    query = catalog.question(name)
    others = [catalog.question(when.question) for when in query.whens]
    return {key: setting for one in (*others, query) for key, setting in settings_behind(catalog, one).items()}


def make_plan(catalog: Catalog, name: str, base: Given, given: Given) -> Plan:
    """The plan that answers the question `name` under the settings `given`.

    `base` holds what filters, scope and clock give. A mart stands as it was published unless a setting of its own or of
    a mart that it reads is given another value than its default. Raises WrongUse for an unknown question or setting.
    """
    query = answering(catalog, name, given)
    known = settings_known(catalog, name)
    refuse_unknown(name, known, given)
    chosen = {key: setting.value(as_text(given.get(key))) for key, setting in known.items()}
    values: dict[str, object] = {**base, **{key: chosen[key] for key in settings_behind(catalog, query)}}
    questions, marts = behind(catalog, query)
    return Plan((*marts_to_make(marts, questions, values), *questions[:-1]), query, values, base, given)


def refuse_unknown(name: str, known: Mapping[str, Setting], given: Given) -> None:
    """Raises WrongUse when a setting is given that nothing behind the question has."""
    strangers = sorted(set(given) - set(known))
    if strangers:
        has = f"Known: {', '.join(sorted(known))}." if known else "It has none."
        raise WrongUse(f"“{name}” has no setting {', '.join(strangers)}. {has}")


def as_text(given: object) -> str | None:
    """A setting's value as it would be written on the command line; None stays None."""
    match given:
        case None:
            return None
        case bool():
            return str(given).lower()
        case _:
            return str(given)


def base_values(
    filters: Filters, scope: Scope, as_of: object, currency: str, published_as_of: object
) -> dict[str, object]:
    """What filters, scope and clock give to every question that names it; and the clock when the marts were made."""
    return {
        "start_on": filters.quarter.start_on if filters.quarter else None,
        "end_on": filters.quarter.end_on if filters.quarter else None,
        "as_of": as_of,
        "published_as_of": published_as_of,
        "regions": list(scope.narrow(filters.regions)),
        "segments": list(filters.segments),
        "kinds": list(filters.kinds),
        "currency": currency,
    }


def setting_value(query: Query, name: str, given: Given) -> Value:
    """The value that the setting `name` of `query` takes under `given`."""
    setting = query.setting(name)
    return setting.value(as_text(given.get(name))) if setting else None
