"""What people did: every load, refusal and rollback, kept in a relational database."""

from tandem.ledger.ledger import Entry, Ledger

__all__ = ["Entry", "Ledger"]
