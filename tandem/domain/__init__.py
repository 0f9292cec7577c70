"""The words of the business as frozen values: built right or not at all; standard library only."""

from tandem.domain.filters import COUNTED_KINDS, Filters, Scope
from tandem.domain.quarter import Quarter
from tandem.domain.stage import Side, Stage

__all__ = ["COUNTED_KINDS", "Filters", "Quarter", "Scope", "Side", "Stage"]
