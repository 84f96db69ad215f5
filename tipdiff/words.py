"""The words that changed inside a linked pair: diff-match-patch on whole words and numbers.

Each word is mapped to one character, so that no word, number or amount is ever cut; punctuation
belongs to the word before it. There is no time limit: the same pair gives the same runs on any
machine, and swapping the two texts swaps deletions and insertions.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count, zip_longest
from operator import eq
from typing import TYPE_CHECKING, Any, NamedTuple

from tipdiff.model import FigureChange, WordRun
from tipdiff.tables.formulae import plain
from tipdiff.tables.lost_fl import with_fl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ISLAND_WORDS = frozenset("a an and as at by for from in it its of on or that the to with".split())
"""Words that mean nothing alone: one of them between two edits is read as part of the edit."""

NUMBER_WORDS = frozenset(
    "no zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion first second third fourth fifth sixth seventh eighth "
    "ninth tenth half once twice".split()
)
"""Words that state a number; "no" and "once" as well: from "no cases" to "four cases"."""

_TOKEN = re.compile(r"\S+\s*|\s+")
_TYPOGRAPHY = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"}
_FIGURE = re.compile(r"(?<![\w(-])[$€£]?\d[\w.,%-]*(?<![.,-])|[a-z]+(?:-[a-z]+)*", re.IGNORECASE)


class _Segment(NamedTuple):
    """A stretch of both token lists: the same words, or the words of an edit."""

    same: bool
    start: tuple[int, int]
    """In the old list and in the new one."""
    end: tuple[int, int]


def diff_words(old: str, new: str) -> tuple[WordRun, ...]:
    """The runs of words that two texts share and do not share, in reading order.

    Equal and deleted runs joined are the old text, equal and inserted ones the new text (the old
    side of an equal run is `old_text` where its typography differs).
    """
    if old == new:
        return (WordRun(op="equal", text=new),)
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_runs(_segments(_keys(old), _keys(new)), a, b))


def changed_figures(runs: Iterable[WordRun]) -> tuple[FigureChange, ...]:
    """The numbers, amounts and dates that changed, each from what to what."""
    changed: list[FigureChange] = []
    gone: list[str] = []
    come: list[str] = []
    for run in (*runs, WordRun(op="equal", text="")):
        if run.op == "delete":
            gone += _figures(run.text)
        elif run.op == "insert":
            come += _figures(run.text)
        else:
            changed += _paired(gone, come)
            gone, come = [], []
    return tuple(changed)


def _figures(text: str) -> list[str]:
    words = _FIGURE.findall(text)
    return [word for word in words if word[0] in "$€£" or word[0].isdigit() or _is_number(word)]


def _is_number(word: str) -> bool:
    return NUMBER_WORDS.issuperset(word.lower().split("-"))


def _paired(gone: Sequence[str], come: Sequence[str]) -> Iterator[FigureChange]:
    old = [figure for figure in gone if figure not in come]
    new = [figure for figure in come if figure not in gone]
    return (FigureChange(old=a, new=b) for a, b in zip_longest(old, new))


def _keys(text: str) -> list[str]:
    """What the tokens of a text are compared by: words without spaces and typography.

    An item of a list begins with a capital and ends with a full stop in one layout, and not in
    another: the first letter's case and the last word's stop are typography as well.
    """
    words = with_fl(plain(text, _TYPOGRAPHY)).split()
    if words:
        words[0] = words[0][0].lower() + words[0][1:]
        words[-1] = words[-1].rstrip(".;") or words[-1]
    return ["", *words] if text[:1].isspace() else words


def _segments(a: list[str], b: list[str]) -> list[_Segment]:
    """Segments of the canonical order of the two sides, so that a swap gives the mirror image."""
    if a <= b:
        return _joined(_diffed(a, b), a)
    mirrored = _joined(_diffed(b, a), b)
    return [_Segment(same, start[::-1], end[::-1]) for same, start, end in mirrored]


def _diffed(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """How many words in turn both sides have (0), the old one alone (-1), or the new one (1).

    What stands between the same beginning and end is one edit where it has no word in common.
    """
    start = _beginning(a, b)
    end = _beginning(a[start:][::-1], b[start:][::-1])
    old, new = a[start : len(a) - end], b[start : len(b) - end]
    if old and new and set(old).isdisjoint(new):
        return [(0, start), (-1, len(old)), (1, len(new)), (0, end)]
    return [(op, len(words)) for op, words in _matched(*_coded(a, b), start, end)]


def _beginning(a: list[str], b: list[str]) -> int:
    """How many words both lists begin with."""
    return [*map(eq, a, b), False].index(False)


def _matched(a: str, b: str, start: int, end: int) -> list[tuple[int, str]]:
    """What diff-match-patch finds while the words that one side alone has are set aside.

    These match nothing: without them the longest common sequence is the same, and found sooner.
    """
    engine = _engine()
    old, new = a[start : len(a) - end], b[start : len(b) - end]
    shared = set(old) & set(new)
    left = ("".join([word for word in side if word in shared]) for side in (old, new))
    found = _put_back(engine.diff_main(*left, False), old, new)
    every = ((0, a[:start]), *found, (0, a[len(a) - end :]))
    diffs = [(op, words) for op, words in every if words]
    engine.diff_cleanupMerge(diffs)
    return diffs


def _put_back(diffs: Iterable[tuple[int, str]], old: str, new: str) -> list[tuple[int, str]]:
    """The diffs word by word, with what was set aside before the word that it stood before."""
    i = j = 0
    whole: list[tuple[int, str]] = []
    for op, words in diffs:
        for word in words:
            if op <= 0:
                at = old.index(word, i)
                whole.append((-1, old[i:at]))
                i = at + 1
            if op >= 0:
                at = new.index(word, j)
                whole.append((1, new[j:at]))
                j = at + 1
            whole.append((op, word))
    return [*whole, (-1, old[i:]), (1, new[j:])]


def _joined(diffs: Iterable[tuple[int, int]], words: Sequence[str]) -> list[_Segment]:
    """Edits that touch become one, and so do edits with only an island word between them."""
    done: list[_Segment] = []
    here = (0, 0)
    for op, size in diffs:
        start, here = here, (here[0] + size * (op <= 0), here[1] + size * (op >= 0))
        if op and len(done) > 1 and _is_island(done[-1], words) and not done[-2].same:
            start = done[-2].start
            del done[-2:]
        elif op and done and not done[-1].same:
            start = done.pop().start
        if here != start:
            done.append(_Segment(op == 0, start, here))
    return done


def _is_island(segment: _Segment, words: Sequence[str]) -> bool:
    start, end = segment.start[0], segment.end[0]
    return segment.same and end - start == 1 and words[start].lower() in ISLAND_WORDS


def _runs(segments: Iterable[_Segment], a: list[str], b: list[str]) -> Iterator[WordRun]:
    for same, (i, j), (k, m) in segments:
        old, new = "".join(a[i:k]), "".join(b[j:m])
        if same:
            yield WordRun(op="equal", text=new, old_text=None if old == new else old)
            continue
        if old:
            yield WordRun(op="delete", text=old)
        if new:
            yield WordRun(op="insert", text=new)


def _coded(a: list[str], b: list[str]) -> tuple[str, str]:
    """Both texts with one character a word."""
    codes = dict(zip(dict.fromkeys([*a, *b]), map(chr, count(0xE000)), strict=False))
    return "".join(map(codes.__getitem__, a)), "".join(map(codes.__getitem__, b))


@cache
def _engine() -> Any:
    """diff-match-patch without its clock: its default gives up after one second of wall time."""
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine
