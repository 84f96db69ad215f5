"""Marks of print inside the text: running heads with page numbers, footnotes, odd characters.

These need more than a pattern: a running head is one by the country's name in it, a footnote
belongs to the foot of the page, and what an odd character stands for shows in the whole document.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tipdiff.countries import known
from tipdiff.parse.edits import Edit, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST = 4
"""Letters: Chad and Cuba, but no code such as NG, which begins NGO."""
_CAPITALS = "A-ZÀ-ÖØ-Þ"


def print_edits(text: str) -> Iterator[Edit]:
    """The edits that take marks of print out of a text."""
    heads = list(running_heads(text))
    yield from _footnotes(text, heads)
    yield from heads
    yield from quotation_marks(text)
    yield from em_dashes(text)


def running_heads(text: str) -> Iterator[Edit]:
    """Page numbers with the name of a country in capitals, glued into sentences or on lines."""
    if _patterns()["capital at a number"].search(text):
        yield from _glued_heads(text)
    for match in _patterns()["own line"].finditer(text):
        if _is_name(match["name"]) and f"{match['name']}: TIER" in text[: match.start()].upper():
            yield _without(text, match.start(), match.end())


def _glued_heads(text: str) -> Iterator[Edit]:
    """Those inside sentences."""
    if _patterns()["glued number"].search(text):
        for form in ("twice", "name first"):
            for match in _patterns()[form].finditer(text):
                if _is_name(match["name"]):
                    yield _without(text, match.start(), match.end())
    for match in _patterns()["number first"].finditer(text):
        length = _length_of_name(match["name"])
        start = _start_of_number(text, match.start())
        if length and start is not None:
            yield _without(text, start, match.start("name") + length)


def quotation_marks(text: str) -> Iterator[Edit]:
    """The characters ﬁ and ﬂ, which stand for quotation marks unless they stand in words."""
    if "ﬁ" not in text and "ﬂ" not in text:
        return
    in_words = _patterns()["ligature"].search(text) is not None
    letters = {"ﬁ": "fi", "ﬂ": "fl"} if in_words else {"ﬁ": "“", "ﬂ": "”"}
    rule = "ligature" if in_words else "quotation mark"
    for match in re.finditer("[ﬁﬂ]", text):
        start, end = match.span()
        yield Edit(rule=rule, start=start, end=end, after=letters[match.group()])


def em_dashes(text: str) -> Iterator[Edit]:
    """The letter Š: a dash in the whole text if it is one somewhere, for no name has it inside."""
    if "Š" in text and _patterns()["dash"].search(text):
        for match in re.finditer("Š", text):
            yield Edit(rule="em dash", start=match.start(), end=match.end(), after="—")


def _footnotes(text: str, heads: list[Edit]) -> Iterator[Edit]:
    """A footnote that the foot of a page left inside a sentence goes below the title."""
    for match in re.finditer(r"ƒ\s+(?=[A-Z])", text):
        end = (text + "\n").find("\n", match.end())
        foot = next((h for h in heads if match.end() < h.start and h.end <= end), None)
        title = _patterns()["title"].search(text)
        if foot is None or title is None or title.end() > match.start():
            continue
        note = text[match.end() : foot.start].strip()
        clean = apply(note, quotation_marks(note)).text  # moved, so its marks are mended here
        yield Edit(rule="footnote", start=title.end(), end=title.end(), after=f"\n\n* {clean}")
        yield Edit(rule="footnote", start=match.start(), end=foot.end, after="")


def _without(text: str, start: int, end: int) -> Edit:
    """Takes a running head out; words that it alone kept apart stay apart."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] == "\n":
        gap = " " if after.islower() else "\n"
    else:
        apart = before in (" ", "-", "\n", "") or not (after.isalnum() or after in "“(ﬁ")
        gap = "" if apart else " "
    return Edit(rule="running head", start=start, end=end, after=gap)


def _start_of_number(text: str, last: int) -> int | None:
    """Where a page number that ends at a place begins; None for a longer or an other number."""
    digits = re.search(r"[\d,$]*$", text[max(0, last - 8) : last + 1])
    number = digits.group() if digits else ""
    return last + 1 - len(number) if re.fullmatch(r"\d{1,3}", number) else None


def _length_of_name(capitals: str) -> int:
    """The length of the longest country's name that a run of capitals begins with; 0 if none."""
    lengths = range(len(capitals), _SHORTEST - 1, -1)
    return next((n for n in lengths if _is_name(capitals[:n])), 0)


def _is_name(capitals: str) -> bool:
    name = capitals.strip()
    return (
        len(name) >= _SHORTEST
        and capitals[-1:].isalpha()
        and known(" ".join(name.split())) is not None
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    name = rf"[{_CAPITALS}][{_CAPITALS}.,'’ -]{{2,60}}"
    wrapped = rf"[{_CAPITALS}](?:[{_CAPITALS}.,'’ -]|(?<=[{_CAPITALS}, -])\n(?!\n)){{2,60}}"
    return {
        "twice": re.compile(rf"\b(?P<name>{name}?)\d{{1,3}}\d{{1,3}}(?P=name)"),
        "number first": re.compile(rf"\d(?P<name>{wrapped})"),
        "name first": re.compile(rf"\b(?P<name>{name}?)\d{{1,3}}(?=[A-Za-z(\s]|\Z)"),
        "own line": re.compile(rf"\n(?:\d{{1,3}}\n)?(?P<name>{name})(?:\n\d{{1,3}})?\n"),
        "capital at a number": re.compile(rf"[{_CAPITALS}](?:(?=\d)|(?<=\d.))"),
        "glued number": re.compile(rf"[{_CAPITALS}](?=\d)"),
        "ligature": re.compile(r"[ﬁﬂ](?=[a-z])(?:(?<=[a-z].)|(?<=ﬂ))"),
        "dash": re.compile(r"Š(?<=[a-z\d,)”ﬂ]Š)"),
        "title": re.compile(r"(?m)^[^\n]*\bTIER [123][^\n]*$", re.IGNORECASE),
    }
