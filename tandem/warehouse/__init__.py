"""Versions of the data: built, published, kept and asked; the one door to DuckDB."""

from tandem.warehouse.build import build_marts
from tandem.warehouse.engine import DuckEngine, Engine, Step
from tandem.warehouse.manifest import Check, Facts, FileEntry, Manifest
from tandem.warehouse.version import Version

__all__ = [
    "Check",
    "DuckEngine",
    "Engine",
    "Facts",
    "FileEntry",
    "Manifest",
    "Step",
    "Version",
    "build_marts",
]
