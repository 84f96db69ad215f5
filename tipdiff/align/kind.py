"""What became of a linked statement: unchanged, reworded, or updated, and by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.align.words import Text, lemma, words_of
from tipdiff.tables.formulae import template_wording
from tipdiff.tables.kinds import (
    COUNTING,
    MONTHS,
    NEGATIONS,
    PRONOUNS,
    SAME_ORDER,
    SMALL_WORDS,
    SWAPS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tipdiff.model import LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one side of a link says that can be told apart by rule."""

    words: tuple[str, ...]
    content: tuple[str, ...]
    """Lemmas of the words that carry content."""
    lemmas: frozenset[str]
    """The same as a set."""
    dates: frozenset[str]
    """Months and years; a day alone makes no other date."""
    figures: frozenset[str]
    """Numbers outside dates, ordinals among them."""
    names: frozenset[str]
    """Capitalised words inside sentences."""
    initials: frozenset[str]
    """Names in capitals throughout."""
    negated: bool


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
    before, after = _facts(old), _facts(new)
    for rule in RULES:
        if rule.holds(before, after):
            return rule.kind, (rule.name, *template)
    return "reworded", template


def _template(old: Sequence[Text], new: Sequence[Text]) -> tuple[str, ...]:
    before, after = (
        {k: v for text in side for k, v in text.formulae.items()} for side in (old, new)
    )
    return template_wording(before, after) if before or after else ()


def _facts(texts: Sequence[Text]) -> Facts:
    text = " ".join(text.text for text in texts)
    words = tuple(word for text in texts for word in text.words)
    dates, rest = _dates(text)
    names = [name for one in texts for name in _names(one.text)]
    content = tuple(lemma(word) for word in words if word not in SMALL_WORDS)
    return Facts(
        words=words,
        content=content,
        lemmas=frozenset(content),
        dates=dates,
        figures=_figures(words_of(rest)),
        names=frozenset(name.lower() for name in names),
        initials=frozenset(name for name in names if name.isupper()),
        negated=not _negations().isdisjoint(map(lemma, words)),
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    months = "|".join(MONTHS)
    return {
        "date": re.compile(rf"\b({months})\b(?: \d{{1,2}}\b(?!,?\d))?(?:,? ((?:19|20)\d\d)\b)?"),
        "year": re.compile(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,]\d|\.\d)"),
        "name": re.compile(r"(?<=[\w,;)] )[A-Z][^\W\d_]+"),
    }


@cache
def _negations() -> frozenset[str]:
    return frozenset(map(lemma, NEGATIONS))


def _dates(text: str) -> tuple[frozenset[str], str]:
    """Months and years of a text, and the text without them."""
    found: set[str] = set()

    def take(match: re.Match[str]) -> str:
        found.update(part for part in (match.groups() or (match[0],)) if part)
        return " "

    for pattern in ("date", "year"):
        text = _patterns()[pattern].sub(take, text)
    return frozenset(found), text


def _figures(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        COUNTING.get(word, word)
        for word, following in zip(words, (*words[1:], ""), strict=True)
        if word[0].isdigit() or (word in COUNTING and following != "of")
    )


def _names(text: str) -> list[str]:
    return [name for name in _patterns()["name"].findall(text) if name not in MONTHS]


def _small_words(old: Facts, new: Facts) -> bool:
    from rapidfuzz.distance import Indel

    if old.lemmas != new.lemmas or old.figures != new.figures or old.dates != new.dates:
        return False
    return bool(Indel.normalized_similarity(old.content, new.content) >= SAME_ORDER)


def _pronoun_for_name(old: Facts, new: Facts) -> bool:
    for one, other in ((old, new), (new, old)):
        added = other.lemmas - one.lemmas
        if (
            not one.lemmas - other.lemmas
            and len(added) <= 2
            and one.words[0] in PRONOUNS
            and lemma(other.words[0]) in added
        ):
            return True
    return False


def _swapped(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one - other and other - one)


def _names_swapped(old: Facts, new: Facts) -> bool:
    """Other names on both sides; initials may stand for a name that is written out."""
    return _swapped(old.names, new.names) and not (old.initials ^ new.initials)


def _swap_rule(words: frozenset[str], *, exact: bool) -> Callable[[Facts, Facts], bool]:
    family = frozenset(map(lemma, words))

    def holds(old: Facts, new: Facts) -> bool:
        before, after = old.lemmas & family, new.lemmas & family
        return bool(before and after and before != after) if exact else _swapped(before, after)

    return holds


RULES: tuple[Rule, ...] = (
    Rule(name="small words", kind="unchanged", holds=_small_words),
    Rule(name="pronoun for a name", kind="unchanged", holds=_pronoun_for_name),
    Rule(
        name="figures differ",
        kind="updated",
        holds=lambda old, new: _swapped(old.figures, new.figures),
    ),
    Rule(
        name="dates differ",
        kind="updated",
        holds=lambda old, new: _swapped(old.dates, new.dates),
    ),
    Rule(
        name="polarity differs",
        kind="updated",
        holds=lambda old, new: old.negated != new.negated,
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
