"""Tandem: one set of numbers over sales and marketing."""
