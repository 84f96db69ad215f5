"""A quote shortened to one line around the words that changed: for summaries only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipdiff.model import WordRun
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LEAD = 4
"""Words kept before the first change."""
MORE = "\u00a0…"
"""The text goes on: never at the start of a line."""


def tidy(runs: Iterable[WordRun]) -> Iterator[WordRun]:
    """The runs on one line, fit to be shown; white space at an edge is in no marked run."""
    for run in runs:
        head = " " if run.text[:1].isspace() else ""
        tail = " " if run.text.strip() and run.text[-1:].isspace() else ""
        if run.op == "equal":
            yield WordRun(op="equal", text=f"{head}{one_line(run.text)}{tail}")
            continue
        if head:
            yield WordRun(op="equal", text=head)
        yield WordRun(op=run.op, text=one_line(run.text))
        if tail:
            yield WordRun(op="equal", text=tail)


def excerpt(runs: Sequence[WordRun], room: int, signs: int = 0) -> tuple[WordRun, ...]:
    """The first changed words with a few before them, in at most `room` characters.

    `signs` is the number of characters the form will add to each run that changed.
    """
    kept: list[WordRun] = []
    for run in _from_first_change([*tidy(runs)]):
        kept.append(WordRun(op=run.op, text=run.text[: room + 1]))
        if _size(kept, signs) > room:
            break
    else:
        return tuple(kept)
    while kept and _size(kept, signs) > room - len(MORE):
        kept[-1:] = _without_last_word(kept[-1])
    if not kept:
        return (WordRun(op="equal", text=MORE.strip()),)
    last = WordRun(op=kept[-1].op, text=kept[-1].text.rstrip())
    return (*kept[:-1], last, WordRun(op="equal", text=MORE))


def _size(runs: Iterable[WordRun], signs: int) -> int:
    return sum(len(run.text) + (0 if run.op == "equal" else signs) for run in runs)


def _without_last_word(run: WordRun) -> Iterator[WordRun]:
    text = run.text.rstrip().rpartition(" ")[0]
    if text:
        yield WordRun(op=run.op, text=text)


def _from_first_change(runs: Sequence[WordRun]) -> Sequence[WordRun]:
    """The runs without what comes long before the first change."""
    if len(runs) < 2 or runs[0].op != "equal":
        return runs
    words = runs[0].text.split(" ")
    if len(words) <= LEAD + 2:
        return runs
    return [WordRun(op="equal", text=" ".join(["…", *words[-LEAD - 1 :]])), *runs[1:]]


def first_words(text: str, room: int) -> str:
    """The text, or as many of its first words as fit."""
    return "".join(run.text for run in excerpt([WordRun(op="equal", text=text)], room))


def last_words(text: str, room: int) -> str:
    """The text, or as many of its last words as fit: the tier is named at the end."""
    line = one_line(text)
    if len(line) <= room:
        return line
    start = line.find(" ", len(line) - room + 1)
    return f"…{line[start:]}" if start > 0 else "…"
