"""The wording that is no news of any country: which formulas changed, and in how many of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tipdiff.label import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipdiff.model import Comparison


class Formula(NamedTuple):
    """A formula that changed in many narratives at once."""

    name: str
    statements: int
    countries: int


def formulas(comparisons: Iterable[Comparison]) -> tuple[Formula, ...]:
    """The wording that was taken for no change, alone or beside one, the most frequent first.

    Both quotes of a change have it as they are, without signs: here is what it was.
    """
    statements: Counter[str] = Counter()
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for comparison in comparisons:
        for change in comparison.outcomes:
            for reason in change.reasons:
                mark, _, formula = reason.rule.partition(": ")
                name = reason.words or formula
                if mark == TEMPLATE:
                    statements[name] += 1
                    countries[name].add(comparison.new.country.iso3)
    return tuple(
        Formula(name=name, statements=number, countries=len(countries[name]))
        for name, number in statements.most_common()
    )
