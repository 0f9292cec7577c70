"""Versions of the data: built, published, kept and asked; the one door to DuckDB."""

from tandem.warehouse.build import build_marts
from tandem.warehouse.engine import DuckEngine, Engine, Step
from tandem.warehouse.frozen import Frozen
from tandem.warehouse.manifest import Check, Facts, FileEntry, Manifest
from tandem.warehouse.origins import Source, Taken
from tandem.warehouse.staging import Staging
from tandem.warehouse.turns import turn
from tandem.warehouse.version import Version
from tandem.warehouse.warehouse import Warehouse

__all__ = [
    "Check",
    "DuckEngine",
    "Engine",
    "Facts",
    "FileEntry",
    "Frozen",
    "Manifest",
    "Source",
    "Staging",
    "Step",
    "Taken",
    "Version",
    "Warehouse",
    "build_marts",
    "turn",
]
