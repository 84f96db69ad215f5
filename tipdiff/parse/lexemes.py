"""A sentence cut into the lexemes of tables/figures.py, and what single lexemes say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tipdiff.parse.numerals import number_of

if TYPE_CHECKING:
    from tipdiff.tables.periods import Lexeme, LexemeKind

_GAP = r"\s+(?!-)"
"""Between words; tried first, for no row begins with a space but the one of spaced dashes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A lexeme where it stands in the sentence."""

    kind: LexemeKind
    value: str
    text: str
    start: int
    end: int

    @property
    def years(self) -> list[int]:
        """The years it names."""
        return [int(year) for year in re.findall(r"(?:19|20)\d\d", self.text)]


@lru_cache(maxsize=4096)
def tokens_of(sentence: str) -> tuple[Token, ...]:
    """The lexemes of a sentence in order; what none matches is left out."""
    pattern, rows = _lexer()
    out = []
    for match in pattern.finditer(sentence):
        if match.lastgroup is None:
            continue
        row = rows[match.lastgroup]
        out.append(
            Token(
                kind=row.kind,
                value=row.value,
                text=match.group(),
                start=match.start(),
                end=match.end(),
            )
        )
    return tuple(out)


def value_of(token: Token) -> int | None:
    """How many the number stands for."""
    return int(token.value) if token.value else number_of(token.text)


def kind_of(sentence: str, first: Token, last: Token) -> str:
    """The one kind that is counted, if the words name one; "sex and labor" names both."""
    from tipdiff.tables.figures import BOTH_KINDS, TYPED

    tail = re.match(r" (?:for|of|in) [^,;(.—]{1,48}", sentence[last.end :])
    words = sentence[first.start : last.end] + (tail.group() if tail else "")
    if re.search(BOTH_KINDS, words, re.IGNORECASE):
        return ""
    found = re.search(TYPED, words, re.IGNORECASE)
    return found.lastgroup or "" if found else ""


def span_of(words: str) -> str:
    """The period as the text names it, without the preposition."""
    plain = re.sub(r"(?i)^(?:(?:from|between|in|for|during|over|the) )+", "", words)
    return re.sub(r" ?(?:\b(?:and|to|through|until)\b|[-–—]) ?(?=\w+ \d|\d)", "-", plain)


def is_plain_object(sentence: str, start: int) -> bool:
    """Whether a denial that ends at `start` speaks of all cases: "did not convict anyone"."""
    return _plain_object().match(sentence, start) is not None


@cache
def _lexer() -> tuple[re.Pattern[str], dict[str, Lexeme]]:
    from tipdiff.tables.figures import LEXEMES

    rows = {f"row{place}": row for place, row in enumerate(LEXEMES)}
    pattern = "|".join(f"(?P<{name}>{row.pattern})" for name, row in rows.items())
    return re.compile(f"{_GAP}|{pattern}", re.IGNORECASE), rows


@cache
def _plain_object() -> re.Pattern[str]:
    from tipdiff.tables.figures import PLAIN_OBJECT

    return re.compile(PLAIN_OBJECT, re.IGNORECASE)
