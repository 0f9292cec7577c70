"""ask and queries."""

from argparse import Namespace

from tandem.catalog import Catalog, Query
from tandem.cli.printing import write, write_json
from tandem.cli.saying import say
from tandem.domain import Filters, Scope
from tandem.errors import WrongUse
from tandem.review import Review
from tandem.settings import Settings
from tandem.warehouse import Version, Warehouse


def ask(wanted: Namespace) -> None:
    """Prints the answer to one question; raises WrongUse naming what is known, ExtractMissing naming what to load."""
    settings = Settings.load()
    catalog = Catalog.load()
    catalog.question(wanted.query)
    review = Review(Warehouse(wanted.warehouse, settings).require(), Scope.everything(), settings, as_of=wanted.as_of)
    filters = checked_filters(review, wanted)
    if wanted.as_presented:
        review = Review(presented(wanted, settings, filters), Scope.everything(), settings, as_of=wanted.as_of)
    if review.version.warning:
        say(review.version.warning)
    given: dict[str, object] = dict(setting(text) for text in wanted.set)
    if wanted.by:
        given["by"] = checked_dimension(catalog.question(wanted.query), wanted.by)
    write(review.ask(wanted.query, filters, **given), wanted.format)


def presented(wanted: Namespace, settings: Settings, filters: Filters) -> Version:
    """The version that the quarter was presented with; raises WrongUse, naming the kept ones, when it was not kept."""
    warehouse = Warehouse(wanted.warehouse, settings)
    version = warehouse.frozen(filters.quarter) if filters.quarter else None
    if version is None:
        kept = ", ".join(warehouse.frozen_quarters()) or "none"
        raise WrongUse(f"{filters.quarter or 'All time'} was not kept as presented. Kept: {kept}.")
    return version


def checked_filters(review: Review, wanted: Namespace) -> Filters:
    """The filters asked for; raises WrongUse naming the regions, segments or quarters that are in the data."""
    try:
        return review.filters(wanted.quarter, tuple(wanted.region), tuple(wanted.segment))
    except WrongUse as wrong:
        quarters = review.options.quarters
        if "quarter" not in str(wrong) or not quarters:
            raise
        raise WrongUse(f"{wrong} In the data: {quarters[-1]} to {quarters[0]}, or all.") from wrong


def setting(text: str) -> tuple[str, str]:
    """Name and value of a setting written as name=value."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise WrongUse(f"“{text}” is not a setting: write it as name=value.")
    return name.strip(), value.strip()


def checked_dimension(query: Query, by: str) -> str:
    """The dimension, when the question has it; raises WrongUse naming those that it has."""
    if by not in query.by:
        known = f"Known: {', '.join(query.by)}." if query.by else "It has no dimensions."
        raise WrongUse(f"“{query.name}” cannot be split by {by}. {known}")
    return by


def queries(wanted: Namespace) -> None:
    """Prints every question with its grain, settings and columns."""
    asked = Catalog.load().ask.values()
    if wanted.json:
        write_json([described(query) for query in asked])
        return
    for query in asked:
        print(f"{query.name}: {query.question}")
        print(f"    grain: {query.grain}")
        for param in query.params:
            print(f"    param   {param.name} {param.type}: {param.meaning}")
        for option in query.settings:
            print(f"    setting {option.name} {option.type} = {option.default}: {option.meaning}")
        for column in query.columns:
            print(f"    column  {column.name} {column.type}: {column.meaning}")


def described(query: Query) -> dict[str, object]:
    """What the header of a question says, as a dictionary."""
    return {
        "name": query.name,
        "question": query.question,
        "counted": query.counted,
        "grain": query.grain,
        "needs": query.needs,
        "by": query.by,
        "params": [vars(param) for param in query.params],
        "settings": [vars(option) for option in query.settings],
        "columns": [vars(column) for column in query.columns],
    }
