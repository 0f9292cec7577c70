"""What people did: every load, refusal, rollback and mapping made by hand, kept in a relational database."""

from tandem.ledger.ledger import Entry, KeptMapping, Ledger

__all__ = ["Entry", "KeptMapping", "Ledger"]
