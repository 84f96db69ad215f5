"""What became of a linked statement: unchanged, reworded, or updated, and by which rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from tipdiff.align.facts import facts_of
from tipdiff.stems import lemma
from tipdiff.tables.formulae import template_wording
from tipdiff.tables.kinds import (
    LEAST_COMMON,
    LEAST_WORDS,
    OTHER_EVENT,
    PRONOUNS,
    SAME_ORDER,
    SWAPS,
    TELLING_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tipdiff.align.facts import Facts
    from tipdiff.align.words import Text
    from tipdiff.model import LinkKind

Told = TypeVar("Told", "frozenset[str]", "Counter[str]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named test; the first that holds decides."""

    name: str
    kind: LinkKind
    holds: Callable[[Facts, Facts], bool]


def kind_of(old: Sequence[Text], new: Sequence[Text]) -> tuple[LinkKind, tuple[str, ...]]:
    """The kind of a link, and the names of the rules it was decided by."""
    template = tuple(f"template wording: {name}" for name in _template(old, new))
    if [text.words for text in old] == [text.words for text in new]:
        return "unchanged", template
    before, after = facts_of(old), facts_of(new)
    for rule in RULES:
        if rule.holds(before, after):
            return rule.kind, (rule.name, *template)
    return "reworded", template


def _template(old: Sequence[Text], new: Sequence[Text]) -> tuple[str, ...]:
    before, after = (
        {k: v for text in side for k, v in text.formulae.items()} for side in (old, new)
    )
    return template_wording(before, after) if before or after else ()


def _small_words(old: Facts, new: Facts) -> bool:
    if old.lemmas != new.lemmas or not _same_facts(old, new):
        return False
    return _in_order(old, new) or _set_first(old.content, new.content)


def _same_facts(old: Facts, new: Facts) -> bool:
    """The same figures of the same, dates, denials and ways; a day of a month may come or go."""
    if (old.figures, old.counted, old.dates) != (new.figures, new.counted, new.dates):
        return False
    if (old.negations, old.denied) != (new.negations, new.denied):
        return False
    return not (_swapped(old.days, new.days) or _names_exchanged(old, new))


def _in_order(old: Facts, new: Facts) -> bool:
    both = len(old.content) + len(new.content)
    return 2 * longest_common(old.content, new.content) >= SAME_ORDER * both


def longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the two have in common in the same order (Hyyrö 2004, bit by bit)."""
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    whole = (1 << len(one)) - 1
    left = whole
    for word in other:
        held = left & places.get(word, 0)
        left = (left + held) | (left - held)
    return len(one) - (left & whole).bit_count()


def _set_first(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """The same words, but what stood last stands first, or the reverse."""
    longer = len(old) == len(new) >= LEAST_WORDS
    return longer and any(old[at:] + old[:at] == new for at in range(1, len(old)))


def _pronoun_for_name(old: Facts, new: Facts) -> bool:
    if not _same_facts(old, new):
        return False
    for one, other in ((old, new), (new, old)):
        if one.first in PRONOUNS and one.lemmas <= other.lemmas:
            added = other.lemmas - one.lemmas
            if len(added) <= 2 and lemma(other.first) in added and not added & _telling():
                return True
    return False


@cache
def _telling() -> frozenset[str]:
    return frozenset(map(lemma, TELLING_WORDS))


def _swapped(one: Told, other: Told) -> bool:
    return bool(one - other and other - one)


def _figures_swapped(old: Facts, new: Facts) -> bool:
    return old.figures != new.figures and _swapped(Counter(old.figures), Counter(new.figures))


def _exchanged(old: frozenset[tuple[str, str]], new: frozenset[tuple[str, str]]) -> bool:
    """Whether two of these changed places: (4, minister), (3, secretary) to (3, minister), ..."""
    gone, come = old - new, new - old
    return any(
        {(one[0], other[1]), (other[0], one[1])} <= come for one, other in combinations(gone, 2)
    )


def _figures_exchanged(old: Facts, new: Facts) -> bool:
    return _exchanged(old.counted, new.counted)


def _names_exchanged(old: Facts, new: Facts) -> bool:
    return _exchanged(old.bound, new.bound)


def _names_swapped(old: Facts, new: Facts) -> bool:
    """Other names on both sides; initials may stand for a name that is written out."""
    if not _swapped(old.names, new.names):
        return False
    lone = frozenset([initials.lower() for initials in old.initials ^ new.initials])
    letters = frozenset().union(*lone)
    return _swapped(*(_unabridged(side.names - lone, letters) for side in (old, new)))


def _unabridged(names: frozenset[str], letters: frozenset[str]) -> frozenset[str]:
    return frozenset([name for name in names if name[0] not in letters])


def _dates_differ(old: Facts, new: Facts) -> bool:
    """Other years, months or days; where little else is the same, any date that one side lacks."""
    told = ((side.days, years := _years(side), side.dates - years) for side in (old, new))
    if any(map(_swapped, *told)):
        return True
    return old.dates != new.dates and _common(old, new) < OTHER_EVENT


def _years(told: Facts) -> frozenset[str]:
    return frozenset(filter(str.isdigit, told.dates))


def _common(old: Facts, new: Facts) -> float:
    """The share of the content that both have."""
    return len(old.lemmas & new.lemmas) / (len(old.lemmas | new.lemmas) or 1)


def _polarity_differs(old: Facts, new: Facts) -> bool:
    """One side denies what the other, without any negation, says; or once more than the other."""
    if old.lemmas == new.lemmas and old.negations != new.negations:
        return True
    return any(
        one.denied & other.lemmas and not other.denied for one, other in ((old, new), (new, old))
    )


def _swap_rule(words: frozenset[str], *, exact: bool) -> Callable[[Facts, Facts], bool]:
    family = frozenset(map(lemma, words))

    def holds(old: Facts, new: Facts) -> bool:
        before, after = old.lemmas & family, new.lemmas & family
        differs = bool(before and after and before != after) if exact else _swapped(before, after)
        return differs and _common(old, new) >= LEAST_COMMON

    return holds


RULES: tuple[Rule, ...] = (
    Rule(name="small words", kind="unchanged", holds=_small_words),
    Rule(name="pronoun for a name", kind="unchanged", holds=_pronoun_for_name),
    Rule(
        name="figures differ",
        kind="updated",
        holds=_figures_swapped,
    ),
    Rule(
        name="figures changed places",
        kind="updated",
        holds=_figures_exchanged,
    ),
    Rule(
        name="names changed places",
        kind="updated",
        holds=_names_exchanged,
    ),
    Rule(
        name="dates differ",
        kind="updated",
        holds=_dates_differ,
    ),
    Rule(
        name="polarity differs",
        kind="updated",
        holds=_polarity_differs,
    ),
    *(
        Rule(
            name=f"{swap.name} differs",
            kind="updated",
            holds=_swap_rule(swap.words, exact=swap.exact),
        )
        for swap in SWAPS
    ),
    Rule(
        name="names differ",
        kind="updated",
        holds=_names_swapped,
    ),
)
