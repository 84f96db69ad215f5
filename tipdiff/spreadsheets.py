"""What is written into tables for spreadsheets, which run what looks like a formula."""

from __future__ import annotations

_ACTING = ("=", "+", "-", "@", "\t", "\r")
"""What a text begins with that a spreadsheet would act on."""


def cell(value: object) -> object:
    """A value fit for a cell: a text that begins like a formula is given a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTING) else value
