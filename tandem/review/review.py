"""One person's questions to one version."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from tandem.catalog import Catalog, Query
from tandem.domain import Filters, Quarter, Scope
from tandem.errors import ExtractMissing, WrongUse
from tandem.review.answers import AnswerCache
from tandem.review.plan import Plan, as_text, base_values, is_apart, make_plan, setting_value, settings_known
from tandem.review.solvers import SOLVERS
from tandem.settings import Settings
from tandem.warehouse import Step, Version

SHARED_ANSWERS = AnswerCache(Settings().cache_entries)


@dataclass(frozen=True)
class Stamp:
    """Where a figure comes from: data cut-off, data version, definitions version, filters, whether it is the sample."""

    as_of: date
    version: int
    definitions: int
    filters: Filters
    is_sample: bool


@dataclass(frozen=True)
class Options:
    """What can be picked: regions and segments in order, quarters newest first."""

    regions: tuple[str, ...]
    segments: tuple[str, ...]
    quarters: tuple[str, ...]


class Review:
    """Questions to one version, within one scope, under one company's settings."""

    def __init__(
        self,
        version: Version,
        scope: Scope,
        settings: Settings,
        *,
        as_of: date | None = None,
        answers: AnswerCache = SHARED_ANSWERS,
    ) -> None:
        """Asks `version` within `scope`; `as_of` defaults to the version's own data cut-off."""
        self.version, self.scope, self.settings = version, scope, settings
        self.as_of = as_of or version.manifest.as_of
        self.catalog = Catalog.load()
        self._answers = answers

    def ask(self, name: str, filters: Filters, **given: object) -> pl.DataFrame:
        """The answer to the question `name`, with the columns that its header promises.

        A column `dimension` takes the name of the dimension asked for. Raises WrongUse for an unknown question, setting
        or region out of scope, ExtractMissing when the question needs a table that no load has brought.
        """
        missing = self.missing(name)
        if missing:
            raise ExtractMissing(name, missing)
        plan = self.plan(name, filters, given)
        answer = self._answers.get(self.key(plan), lambda: self._run(plan))
        by = setting_value(plan.query, "by", given)
        return answer.rename({"dimension": str(by)}) if plan.query.by else answer

    def missing(self, name: str) -> tuple[str, ...]:
        """The canonical tables that the question needs and that no load has brought."""
        loaded = self.version.manifest.tables
        return tuple(table for table in self.query(name).needs if not loaded.get(table))

    def query(self, name: str) -> Query:
        """What the header of the question says; raises WrongUse naming the known questions."""
        return self.catalog.question(name)

    def chosen(self, name: str, given: Mapping[str, object]) -> dict[str, object]:
        """Those of the given settings that differ from what the question takes when nobody says."""
        known = settings_known(self.catalog, name)
        return {key: value for key, value in given.items() if known[key].value(as_text(value)) != known[key].value()}

    def stamp(self, filters: Filters) -> Stamp:
        """The stamp of every figure under these filters."""
        manifest = self.version.manifest
        return Stamp(self.as_of, self.version.number, manifest.definitions_version, filters, manifest.is_sample)

    @cached_property
    def options(self) -> Options:
        """What the filters offer in this version."""
        every = self.ask("filter_options", Filters()).rows()
        picked = {kind: tuple(option for dimension, option in every if dimension == kind) for kind, _ in every}
        return Options(picked.get("region", ()), picked.get("segment", ()), picked.get("quarter", ()))

    @property
    def latest_quarter(self) -> Quarter:
        """The latest quarter that is complete at the data cut-off."""
        return Quarter.latest_complete(self.as_of, self.settings.fiscal_year_start_month)

    def filters(self, quarter: str | None, regions: tuple[str, ...], segments: tuple[str, ...]) -> Filters:
        """Filters for a quarter written as 2026Q3, “all”, or None for the latest complete one.

        Raises WrongUse for a region or segment that is not in the data, naming those that are.
        """
        refuse_strangers("region", regions, self.options.regions)
        refuse_strangers("segment", segments, self.options.segments)
        if quarter is None:
            return Filters.of(self.latest_quarter, regions, segments)
        if quarter.lower() == "all":
            return Filters.of(None, regions, segments)
        return Filters.of(Quarter.parse(quarter, self.settings.fiscal_year_start_month), regions, segments)

    def plan(self, name: str, filters: Filters, given: Mapping[str, object]) -> Plan:
        """What has to run so that the question has its answer; raises WrongUse like ask."""
        base = base_values(filters, self.scope, self.as_of, self.settings.currency, self.version.manifest.as_of)
        return make_plan(self.catalog, name, base, {key: as_text(value) for key, value in given.items()})

    def is_known(self, plan: Plan) -> bool:
        """Whether the answer is kept already."""
        return self._answers.known(self.key(plan)) is not None

    def key(self, plan: Plan) -> Hashable:
        """What the answer is kept under: the same for everybody who would have the same answer."""
        return self._key(plan, plan.query)

    def _key(self, plan: Plan, query: Query) -> Hashable:
        version = (self.version.folder, self.version.manifest.definitions_version)
        return (*version, self.scope, query.name, query.text, plan.values_behind(self.catalog, query))

    def _run(self, plan: Plan) -> pl.DataFrame:
        first, given = self._steps(plan)
        rows = self.version.query(plan.query.text, plan.values, first=first, given=given)
        return SOLVERS[plan.query.solver](rows) if plan.query.solver else rows

    def _steps(self, plan: Plan) -> tuple[list[Step], dict[str, pl.DataFrame]]:
        """What has to be made before the question, and what need not be, because it is answered already."""
        first: list[Step] = []
        given: dict[str, pl.DataFrame] = {}
        wanted = set(plan.query.reads)
        for query in reversed(plan.before):
            if query.name not in wanted:
                continue
            known = self._known(plan, query)
            if known is None:
                first.insert(0, Step(query.name, query.text))
                wanted.update(query.reads)
            else:
                given[query.name] = known
        return first, given

    def _known(self, plan: Plan, query: Query) -> pl.DataFrame | None:
        """The answer to a question that this one reads: as somebody asked it before, or worked out apart now."""
        if not is_apart(query, plan.values):
            return self._answers.known(self._key(plan, query))
        inner = plan.inner(self.catalog, query)
        return self._answers.get(self.key(inner), lambda: self._run(inner))


def refuse_strangers(what: str, wanted: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Raises WrongUse when something is wanted that is not among the known ones."""
    strangers = [value for value in wanted if value not in known]
    if strangers:
        raise WrongUse(f"There is no {what} {', '.join(strangers)}. Known: {', '.join(known)}.")
