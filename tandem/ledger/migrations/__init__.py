"""The steps that bring a ledger of any age to the tables of today."""
