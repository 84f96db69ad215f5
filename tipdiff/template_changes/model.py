"""What is told of an edit that several countries have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tipdiff.model import Country


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedEdit:
    """One edit, and the countries that have it."""

    id: str
    kind: Literal["replaced", "new", "dropped", "formula"]
    """Words for others, a whole statement, or a formula that is known by name."""
    old: str = ""
    """The words as they were; "[country]" stands for the country's name. Of a formula: empty."""
    new: str = ""
    before: str = ""
    """Words before the edit that nearly all of its places share."""
    after: str = ""
    countries: tuple[Country, ...]
    """By name."""
    compared: int
    """How many countries were compared."""
    template: bool
    """Whether it is wording of the edition, and therefore taken out of each country's changes."""
    rule: str
    """The row of the tables that says so."""

    @property
    def told(self) -> str:
        """In how many countries it stands: `in 183 of 183 countries`."""
        return f"in {len(self.countries)} of {self.compared} countries"

    @property
    def words(self) -> str:
        """What became of what: `“standards” → “requirements”`."""
        if self.kind == "formula":
            return self.rule
        return " → ".join(f"“{side}”" if side else "nothing" for side in (self.old, self.new))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a shared edit stands in a comparison."""

    outcome: int
    runs: tuple[int, ...]
    """Indices of the word runs it is made of; none where it is the whole statement."""
    edit: SharedEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The shared edits of an edition, and where they stand in each comparison."""

    edits: tuple[SharedEdit, ...]
    """Wording of the edition first, then by the number of countries."""
    marks: tuple[tuple[Mark, ...], ...]
    """For each comparison, in the order they were given."""
