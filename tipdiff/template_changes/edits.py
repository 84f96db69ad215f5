"""The edits of one comparison: what was replaced in its linked statements, and its whole ones.

Words are read alike whatever their case and typography, and whatever the country is called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from tipdiff import countries
from tipdiff.label import TEMPLATE
from tipdiff.stems import lemma
from tipdiff.tables.formulae import fold, rewrite, template_wording
from tipdiff.tables.template_names import DEMONYMS
from tipdiff.tables.template_shares import CONTEXT, TELLING
from tipdiff.tables.vocabulary import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.model import Change, Comparison, Country, WordRun

COUNTRY = "@"
"""Stands for the country's names and its people's."""

WINDOW = 80
"""Characters around an edit in which a known formula is looked for."""

Words = tuple[str, ...]


class Edit(NamedTuple):
    """One replaced stretch of a linked statement, with the words before and after it."""

    outcome: int
    """Index among the comparison's outcomes."""
    runs: tuple[int, ...]
    """Indices of the word runs it is made of."""
    old: Words
    new: Words
    before: Words
    """All that the two statements share up to the edit before."""
    after: Words
    quote: tuple[str, str]
    """What was replaced by what, as it is written, but for the country's names."""

    @property
    def key(self) -> str:
        """What the same edit elsewhere has as well."""
        return f"{_lemmas(self.old)} → {_lemmas(self.new)}"

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is known by: its words or, where these are small words, its neighbours too."""
        return (self.key,) if content(self.old) or content(self.new) else self.bound_keys

    @property
    def bound_keys(self) -> tuple[str, str]:
        """Its words with the neighbours before, and with those after."""
        before = _up_to_content(("^", *self.before)[::-1])[::-1]
        after = _up_to_content((*self.after, "$"))
        return (f"{_lemmas(before)} [{self.key}]", f"[{self.key}] {_lemmas(after)}")

    @property
    def is_telling(self) -> bool:
        """Whether its words alone say that it is the same edit, whatever stands around it."""
        old, new = content(self.old), content(self.new)
        return bool(old and new) or len(old) + len(new) >= TELLING


class Whole(NamedTuple):
    """A statement that is new, or dropped."""

    outcome: int
    words: Words
    quote: str
    """As it is written, but for the country's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """All edits of one comparison: small, so that those of an edition fit in memory."""

    country: Country
    replaced: tuple[Edit, ...]
    new: tuple[Whole, ...]
    dropped: tuple[Whole, ...]
    formulae: tuple[str, ...]
    """Names of the known formulae that were rewritten."""


def edits_of(comparison: Comparison) -> Edits:
    """What was edited between the two narratives of a comparison."""
    country = comparison.new.country
    wholes = {kind: tuple(_wholes(comparison, kind)) for kind in ("new", "dropped")}
    return Edits(
        country=country,
        replaced=tuple(
            edit
            for n, change in enumerate(comparison.outcomes)
            for edit in _replaced(n, change, country.iso3)
        ),
        new=wholes["new"],
        dropped=wholes["dropped"],
        formulae=_formulae(comparison),
    )


def _wholes(comparison: Comparison, kind: str) -> Iterator[Whole]:
    iso3 = comparison.new.country.iso3
    for n, change in enumerate(comparison.outcomes):
        if change.kind == kind:
            text = masked(_text(comparison, change), iso3)
            yield Whole(n, _words(text), _shown(text))


def _text(comparison: Comparison, change: Change) -> str:
    sides = ((comparison.old, change.old), (comparison.new, change.new))
    return " ".join(side.statement(place).text for side, places in sides for place in places)


def content(words: Words) -> list[str]:
    """The words that carry content, the country's name apart."""
    return [word for word in words if word != COUNTRY and word not in FUNCTION_WORDS]


def _up_to_content(words: Words) -> Words:
    """The first words, as far as one that carries content."""
    telling = next((n for n, word in enumerate(words, 1) if content((word,))), CONTEXT)
    return words[: min(telling, CONTEXT)]


def _lemmas(words: Words) -> str:
    return " ".join(map(lemma, words))


def plain(text: str, iso3: str) -> Words:
    """The words of a text without its marks, in small letters, the country's names as one sign."""
    return _words(masked(text, iso3))


def _words(masked_text: str) -> Words:
    return tuple(_TOKEN.findall(masked_text.lower()))


def _shown(masked_text: str) -> str:
    return masked_text.replace(COUNTRY, "[country]")


def masked(text: str, iso3: str) -> str:
    """The text in plain typography, with the country's names as one sign."""
    names = _names(iso3)
    folded = fold(text)
    return names.sub(COUNTRY, folded) if names else folded


_TOKEN = re.compile(r"@|\d+(?:[.,]\d+)*|[^\W\d]+")


@lru_cache(maxsize=512)
def _names(iso3: str) -> re.Pattern[str] | None:
    """Finds every name of a country and its people, the longest first."""
    country = countries.known(iso3)
    if country is None:
        return None
    demonyms = DEMONYMS.get(iso3, "").split()
    names = {fold(name) for name in (*countries.names_of(country), *demonyms)}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(name).replace(r"\-", "[ -]") for name in ordered)
    return re.compile(rf"(?<!\w)(?:the )?(?:{either})(?!\w)", re.IGNORECASE)


class _Piece(NamedTuple):
    """Words of a statement that both sides share, or the two sides of an edit."""

    runs: tuple[int, ...]
    """Indices of the word runs of an edit; none of what is shared."""
    old: Words
    new: Words
    shared: tuple[int, int] = (0, 0)
    """How many words both sides of its runs begin and end with, which are no part of the edit."""


def _replaced(n: int, change: Change, iso3: str) -> Iterator[Edit]:
    """The edits of a linked statement, without those a known formula accounts for."""
    if len(change.words) < 2:
        return
    edits: list[_Piece] = []
    shared: list[Words] = [()]
    for piece in _pieces(change, iso3):
        if piece.runs:
            edits.append(piece)
            shared.append(())
        else:
            shared[-1] += piece.new
    for at, piece in enumerate(edits):
        quote = (_quote(change, piece, "insert", iso3), _quote(change, piece, "delete", iso3))
        around = {"before": shared[at], "after": shared[at + 1]}
        yield Edit(n, piece.runs, piece.old, piece.new, **around, quote=quote)


def _quote(change: Change, piece: _Piece, without: str, iso3: str) -> str:
    """One side as it is written, without the words that both begin and end with."""
    runs = [change.words[at] for at in piece.runs]
    text = masked(side_text(runs, without), iso3)
    words = [*_TOKEN.finditer(text)]
    head, tail = piece.shared
    start = words[head - 1].end() if head else 0
    end = words[-tail].start() if tail else len(text)
    return _shown(text[start:end])


def _pieces(change: Change, iso3: str) -> Iterator[_Piece]:
    """The runs in turn; what both sides of an edit begin or end with is shared."""
    known = _may_hold_formula(change)
    numbered = enumerate(change.words)
    for same, group in groupby(numbered, key=lambda pair: pair[1].op == "equal"):
        runs = dict(group)
        old, new = (plain(side_text(runs.values(), op), iso3) for op in ("insert", "delete"))
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        middle = (old[head : len(old) - tail], new[head : len(new) - tail])
        if same or not any(middle) or (known and _formulae_of(change.words, [*runs])):
            yield _Piece((), new, new)
            continue
        yield _Piece((), new[:head], new[:head])
        yield _Piece(tuple(runs), *middle, (head, tail))
        yield _Piece((), new[len(new) - tail :], new[len(new) - tail :])


def side_text(runs: Iterable[WordRun], without: str) -> str:
    """The text of the runs on the side that lacks those of one operation."""
    kept = (run for run in runs if run.op != without)
    if without == "delete":
        return "".join(run.text for run in kept)
    return "".join(run.text if run.old_text is None else run.old_text for run in kept)


def _common(one: Words, other: Words) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _formulae(comparison: Comparison) -> tuple[str, ...]:
    """Names of the known formulae that account for an edit."""
    names: dict[str, None] = {}
    for change in comparison.outcomes:
        if _may_hold_formula(change):
            for runs in _edited(change):
                names |= dict.fromkeys(_formulae_of(change.words, runs))
    return tuple(names)


def _may_hold_formula(change: Change) -> bool:
    return any(reason.rule.startswith(TEMPLATE) for reason in change.reasons)


def _edited(change: Change) -> Iterator[tuple[int, ...]]:
    """Indices of the runs of each edit."""
    for same, group in groupby(
        range(len(change.words)), key=lambda n: change.words[n].op == "equal"
    ):
        if not same:
            yield tuple(group)


def _formulae_of(runs: Sequence[WordRun], edit: Sequence[int]) -> tuple[str, ...]:
    """The known formulae that are all of an edit: rewritten, both sides are the same."""
    first, last = edit[0], edit[-1]
    before = runs[first - 1].text[-WINDOW:] if first else ""
    after = runs[last + 1].text[:WINDOW] if last + 1 < len(runs) else ""
    here = runs[first : last + 1]
    sides = [rewrite(f"{before}{side_text(here, op)}{after}") for op in ("insert", "delete")]
    return template_wording(sides[0][1], sides[1][1]) if sides[0][0] == sides[1][0] else ()
