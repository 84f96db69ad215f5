"""A change as a reader sees it: whole quotes, with the words that changed marked in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from tipdiff.model import Change, Comparison, Narrative, Place, WordRun
from tipdiff.report.names import figures_line, place_name, places_name, reasons_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Side = Literal["old", "new"]
Op = Literal["equal", "delete", "insert"]

READABLE_SHARE = 0.4
"""Below this share of words in common a redline is a word salad: the quotes stand side by side.
Found by looking at pairs of the 2018 edition and their reworded recommendations."""

_ENDS = (".", "!", "?", "”", "’", ")", '"')
"""What a statement ends with that another may follow in one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One statement of one side, whole: the joined runs are its exact text."""

    side: Side
    edition: int
    place: str
    runs: tuple[WordRun, ...]

    @property
    def text(self) -> str:
        """The words of the narrative, character by character."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A change ready to be drawn."""

    change: Change
    place: str
    old: tuple[Quote, ...]
    new: tuple[Quote, ...]
    redline: tuple[WordRun, ...]
    """Both quotes in one; empty where there is one side only, or little in common."""

    details: tuple[str, ...]
    """Lines on figures and on the rules behind the label."""

    @property
    def brief(self) -> tuple[WordRun, ...]:
        """What a summary shortens: the redline, else the newer quote, else the older one."""
        return self.redline or next((quote.runs for quote in (*self.new, *self.old)), ())

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of both sides, the older first."""
        return (*self.old, *self.new)


def view(comparison: Comparison, change: Change) -> View:
    """Find a change's quotes in both narratives and mark the words that changed in them."""
    old = _quotes(comparison.old, change.old, change.words, "old")
    new = _quotes(comparison.new, change.new, change.words, "new")
    return View(
        change=change,
        place=places_name(comparison, change.old, change.new),
        old=old,
        new=new,
        redline=_apart(change.words) if _is_one_text(comparison, change) else (),
        details=tuple(line for line in (figures_line(change), reasons_line(change)) if line),
    )


def _is_one_text(comparison: Comparison, change: Change) -> bool:
    """Whether both sides can be read in one text: items of a list without marks would run on."""
    sides = ((comparison.old, change.old), (comparison.new, change.new))
    texts = [[side.statement(place).text for place in places] for side, places in sides]
    whole = all(text.rstrip().endswith(_ENDS) for side in texts for text in side[:-1])
    return all(texts) and whole and _readable(change.words)


def tier_quotes(comparison: Comparison) -> tuple[Quote, ...]:
    """The sentence of each side that states the tier or, where none does, the verdict."""
    sides: tuple[tuple[Narrative, Side], ...] = ((comparison.old, "old"), (comparison.new, "new"))
    return tuple(quote for narrative, side in sides for quote in _first_of_role(narrative, side))


def _first_of_role(narrative: Narrative, side: Side) -> tuple[Quote, ...]:
    found = {
        statement.role: Place(section=s, statement=t)
        for s, section in reversed([*enumerate(narrative.sections)])
        for t, statement in reversed([*enumerate(section.statements)])
    }
    places = [found[role] for role in ("tier", "verdict") if role in found]
    return _quotes(narrative, places[:1], (), side)


def _apart(words: Iterable[WordRun]) -> tuple[WordRun, ...]:
    """The runs for one text that holds both: white space is never marked, and parts all runs.

    The last word of a text has none after it, and may yet be followed by words of the other.
    """
    parted = []
    for run in words:
        text = run.text if run.op == "equal" else run.text.rstrip()
        gap = "" if text[-1:].isspace() else run.text[len(text) :] or " "
        parted += [WordRun(op=run.op, text=text), WordRun(op="equal", text=gap)]
    return tuple(run for run in parted[:-1] if run.text)


def side_runs(words: Iterable[WordRun], side: Side) -> tuple[WordRun, ...]:
    """The runs that one side has, in its own characters."""
    if side == "new":
        return tuple(replace(run, old_text=None) for run in words if run.op != "delete")
    return tuple(
        WordRun(op=run.op, text=run.text if run.old_text is None else run.old_text)
        for run in words
        if run.op != "insert"
    )


def _quotes(
    narrative: Narrative, places: Sequence[Place], words: Sequence[WordRun], side: Side
) -> tuple[Quote, ...]:
    texts = [narrative.statement(place).text for place in places]
    marked = _marked(texts, side_runs(words, side))
    return tuple(
        Quote(
            side=side,
            edition=narrative.edition,
            place=place_name(narrative, place),
            runs=tuple(runs),
        )
        for place, runs in zip(places, marked, strict=True)
    )


def _marked(texts: Sequence[str], words: Sequence[WordRun]) -> Iterator[Iterable[WordRun]]:
    """Each text as runs that say which of its words the other side lacks.

    The marks are laid over the texts by counting the characters that are not white space, so that
    what is shown is the narrative's own text whatever stands between joined statements. A text
    with no counterpart, or with marks that do not fit, is one plain run.
    """
    marks: list[Op] = [run.op for run in words for _ in "".join(run.text.split())]
    fits = len(marks) == len("".join("".join(texts).split()))
    plain: list[Op] = ["equal"] * sum(map(len, texts))
    ops = iter(marks if fits and "equal" in marks else plain)
    for text in texts:
        yield _runs(text, ops)


def _runs(text: str, ops: Iterator[Op]) -> Iterator[WordRun]:
    """Cut a text where the marks change; white space between unlike marks is unmarked."""
    marked: list[Op] = []
    gap = 0
    for char in text:
        if char.isspace():
            gap += 1
            continue
        op = next(ops)
        marked += [op if marked and marked[-1] == op else "equal"] * gap + [op]
        gap = 0
    marked += ["equal"] * gap
    for op, chars in groupby(zip(marked, text, strict=True), key=itemgetter(0)):
        yield WordRun(op=op, text="".join(char for _, char in chars))


def _readable(words: Iterable[WordRun]) -> bool:
    """Whether enough words are shared for one text to show both."""
    size = {"equal": 0, "delete": 0, "insert": 0}
    for run in words:
        size[run.op] += len(run.text.split())
    longer = size["equal"] + max(size["delete"], size["insert"])
    return longer > 0 and size["equal"] / longer >= READABLE_SHARE
