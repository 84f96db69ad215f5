"""What became of a linked statement: unchanged, reworded, or updated, and by which rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tipdiff.align.words import Text, lemma, words_of
from tipdiff.tables.formulae import template_wording
from tipdiff.tables.kinds import (
    COUNTING,
    LEAST_COMMON,
    MONTHS,
    NEGATIONS,
    PRONOUNS,
    REACH_OF_NEGATION,
    SAME_ORDER,
    SAME_WORDS,
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
    denied: frozenset[str]
    """What stands right after a negation."""


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
    undated = words_of(rest)
    content = tuple(_sense(word) for word in undated if word not in SMALL_WORDS)
    return Facts(
        words=words,
        content=content,
        lemmas=frozenset(content),
        dates=dates,
        figures=_figures(undated),
        names=frozenset(name.lower() for name in names),
        initials=frozenset(name for name in names if name.isupper()),
        denied=_denied(words),
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    months = "|".join(MONTHS)
    return {
        "date": re.compile(rf"\b({months})\b(?: \d{{1,2}}\b(?!,?\d))?(?:,? ((?:19|20)\d\d)\b)?"),
        "year": re.compile(r"(?<![\d,.$])(?:19|20)\d\d(?![\d,]\d|\.\d)"),
        "name": re.compile(r"(?<=[\w,;)] )[A-Z][^\W\d_]+"),
    }


def _denied(words: Sequence[str]) -> frozenset[str]:
    denied: set[str] = set()
    for at, word in enumerate(words):
        if lemma(word) in _negations():
            following = [_sense(after) for after in words[at + 1 :] if after not in SMALL_WORDS]
            denied.update(following[:REACH_OF_NEGATION])
    return frozenset(denied)


@lru_cache(maxsize=65536)
def _sense(word: str) -> str:
    word = lemma(word)
    return _same_words().get(word, word)


@cache
def _same_words() -> dict[str, str]:
    return {lemma(word): lemma(other) for word, other in SAME_WORDS.items()}


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

    if old.lemmas != new.lemmas or old.figures != new.figures or not _same_dates(old, new):
        return False
    return bool(Indel.normalized_similarity(old.content, new.content) >= SAME_ORDER)


def _same_dates(old: Facts, new: Facts) -> bool:
    """The same months and years, or the same month with its year written out."""
    months = {month for month in old.dates | new.dates if not month.isdigit()}
    return old.dates == new.dates or (months <= old.dates & new.dates and bool(months))


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


def _dates_differ(old: Facts, new: Facts) -> bool:
    """Other months or years; a year or a month written out beside the same date is no other."""
    if old.dates and new.dates:
        return _swapped(old.dates, new.dates)
    return old.dates != new.dates


def _polarity_differs(old: Facts, new: Facts) -> bool:
    """One side denies what the other, without any negation, says."""
    return any(
        one.denied & other.lemmas and not other.denied for one, other in ((old, new), (new, old))
    )


def _swap_rule(words: frozenset[str], *, exact: bool) -> Callable[[Facts, Facts], bool]:
    family = frozenset(map(lemma, words))

    def holds(old: Facts, new: Facts) -> bool:
        if len(old.lemmas & new.lemmas) < LEAST_COMMON * len(old.lemmas | new.lemmas):
            return False
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
