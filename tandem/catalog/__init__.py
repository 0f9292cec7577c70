"""What questions exist: the header of every .sql file, read as a contract."""

from tandem.catalog.catalog import Catalog
from tandem.catalog.dictionary import Dictionary, Field, Table
from tandem.catalog.header import parse_header
from tandem.catalog.query import Column, Drill, Param, Query, Setting, Value, When

__all__ = [
    "Catalog",
    "Column",
    "Dictionary",
    "Drill",
    "Field",
    "Param",
    "Query",
    "Setting",
    "Table",
    "Value",
    "When",
    "parse_header",
]
