"""The tables of the ledger, as the newest migration leaves them."""

from sqlalchemy import JSON, Column, DateTime, Integer, MetaData, String, Table, Text

METADATA = MetaData()

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", String(200), nullable=False),
    Column("action", String(40), nullable=False),
    Column("version", Integer),
    Column("files", JSON, nullable=False),
    Column("sentence", Text, nullable=False),
)

MAPPINGS = Table(
    "mappings",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", String(200), nullable=False),
    Column("recognised_by", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("mapping", Text, nullable=False),
)
