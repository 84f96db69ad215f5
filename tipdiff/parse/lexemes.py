"""A sentence cut into the lexemes of tables/figures.py, and what single lexemes say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
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


_AND = Token(kind="joint", value="", text="and", start=0, end=0)


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


def dealt_out(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same, each number with its own year: "9 and 7 victims in 2016 and 2015, respectively"."""
    at = next((k for k, t in enumerate(tokens) if t.text.lower() == "respectively"), 0)
    periods, start = _list_before(tokens, at, "period")
    between = start
    while between and tokens[between - 1].kind in ("word", "unit", "noun"):
        between -= 1
    numbers, first = _list_before(tokens, between, "number")
    if len(numbers) != len(periods) or len(numbers) < 2:
        return tokens
    counted = tokens[between:start]
    dealt = [(n, *counted, period, _AND) for n, period in zip(numbers, periods, strict=True)]
    return (*tokens[:first], *chain.from_iterable(dealt), *tokens[at:])


def _list_before(tokens: tuple[Token, ...], end: int, kind: LexemeKind) -> tuple[list[Token], int]:
    """The lexemes of a kind that stand joined before a place, and where they begin."""
    found: list[Token] = []
    start = end
    while end and tokens[end - 1].kind in (kind, "joint", "stop"):
        end -= 1
        if tokens[end].kind == kind:
            found.insert(0, tokens[end])
            start = end
    return found, start


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
