"""What a reader asks for, and what they may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.domain.quarter import Quarter
from tandem.errors import WrongUse

COUNTED_KINDS = ("new", "expansion", "(no kind)")


@dataclass(frozen=True)
class Filters:
    """A quarter (None = every record, no period), regions and segments (empty = all), opportunity kinds."""

    quarter: Quarter | None = None
    regions: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    kinds: tuple[str, ...] = COUNTED_KINDS

    @classmethod
    def of(
        cls,
        quarter: Quarter | None,
        regions: Iterable[str] = (),
        segments: Iterable[str] = (),
    ) -> "Filters":
        """Filters with their lists sorted and without repeats, so that equal questions are equal values."""
        return cls(quarter, tuple(sorted(set(regions))), tuple(sorted(set(segments))))

    def at(self, quarter: Quarter | None) -> "Filters":
        """The same filters in another quarter."""
        return Filters(quarter, self.regions, self.segments, self.kinds)

    def __str__(self) -> str:
        """As “2026Q3 · EMEA · all segments”."""
        parts = [
            str(self.quarter) if self.quarter else "all time",
            ", ".join(self.regions) or "all regions",
            ", ".join(self.segments) or "all segments",
        ]
        return " · ".join(parts)


@dataclass(frozen=True)
class Scope:
    """The regions that an identity may see; None = every region."""

    regions: frozenset[str] | None

    @classmethod
    def everything(cls) -> "Scope":
        """The scope of the one local user."""
        return cls(None)

    @classmethod
    def of_regions(cls, regions: Iterable[str]) -> "Scope":
        """The scope of somebody who may see these regions only."""
        return cls(frozenset(regions))

    def narrow(self, regions: tuple[str, ...]) -> tuple[str, ...]:
        """The regions to ask for: those wanted, else all that are allowed; raises WrongUse outside the scope."""
        if self.regions is None:
            return regions
        outside = sorted(set(regions) - self.regions)
        if outside:
            raise WrongUse(f"Not in your regions: {', '.join(outside)}.")
        if not self.regions:
            raise WrongUse("No region is open to you: ask for access.")
        return regions or tuple(sorted(self.regions))
