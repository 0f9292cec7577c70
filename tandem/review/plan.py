"""What has to run, in order, so that one question has its answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tandem.catalog import Catalog, Query, Setting, Value
from tandem.domain import Filters, Scope
from tandem.errors import WrongUse

Given = Mapping[str, object]
PARAMETER = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True)
class Plan:
    """The queries to run before the question, the question itself, and every parameter that they may name."""

    before: tuple[Query, ...]
    query: Query
    values: dict[str, object]

    def params(self, query: Query) -> dict[str, object]:
        """The parameters that the SQL of `query` names; a setting may stand in its header only for what it reads."""
        return {name: self.values[name] for name in dict.fromkeys(PARAMETER.findall(query.text))}


def questions_read(catalog: Catalog, query: Query) -> list[Query]:
    """The questions that `query` reads, directly or through others, each after those that it reads itself."""
    found: dict[str, Query] = {}
    for name in query.reads:
        if name in catalog.ask:
            for inner in [*questions_read(catalog, catalog.ask[name]), catalog.ask[name]]:
                found.setdefault(inner.name, inner)
    return list(found.values())


def marts_with_settings(catalog: Catalog, queries: list[Query]) -> list[Query]:
    """The marts read by `queries` whose making has settings of its own."""
    names = dict.fromkeys(name for query in queries for name in query.reads)
    return [catalog.build[name] for name in names if name in catalog.build and catalog.build[name].settings]


def make_plan(catalog: Catalog, name: str, base: Given, given: Given) -> Plan:
    """The plan that answers the question `name` under the settings `given`.

    `base` holds what filters, scope and clock give. A mart stands as it was published unless one of its own settings is
    given another value than its default. Raises WrongUse for an unknown question, setting or value.
    """
    query = catalog.question(name)
    questions = [*questions_read(catalog, query), query]
    marts = marts_with_settings(catalog, questions)
    known = {setting.name: setting for owner in [*marts, *questions] for setting in owner.settings}
    refuse_unknown(name, known, given)
    values: dict[str, object] = {
        **base,
        **{key: setting.value(as_text(given.get(key))) for key, setting in known.items()},
    }
    remade = [mart for mart in marts if any(values[own.name] != own.value() for own in mart.settings)]
    return Plan((*remade, *questions[:-1]), query, values)


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


def base_values(filters: Filters, scope: Scope, as_of: object, currency: str) -> dict[str, object]:
    """What filters, scope and clock give to every question that names it."""
    return {
        "start_on": filters.quarter.start_on if filters.quarter else None,
        "end_on": filters.quarter.end_on if filters.quarter else None,
        "as_of": as_of,
        "regions": list(scope.narrow(filters.regions)),
        "segments": list(filters.segments),
        "kinds": list(filters.kinds),
        "currency": currency,
    }


def setting_value(query: Query, name: str, given: Given) -> Value:
    """The value that the setting `name` of `query` takes under `given`."""
    setting = query.setting(name)
    return setting.value(as_text(given.get(name))) if setting else None
