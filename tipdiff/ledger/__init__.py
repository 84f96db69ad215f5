"""Many editions of a country become ledgers: the life of every statement.

    narratives, comparisons of neighbours --> steps --> steps across gaps --> threads
        --> what became of what was dropped --> cells by year, age of the text

Pure functions: the same narratives and comparisons give the same ledger.
"""

from __future__ import annotations

from tipdiff.ledger.age import Age, Ages, ages_of, totals
from tipdiff.ledger.cells import Cell, cells_of, in_a_row
from tipdiff.ledger.model import Ledger, Thread
from tipdiff.ledger.threads import ledger_of

__all__ = [
    "Age",
    "Ages",
    "Cell",
    "Ledger",
    "Thread",
    "ages_of",
    "cells_of",
    "in_a_row",
    "ledger_of",
    "totals",
]
