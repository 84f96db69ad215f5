"""Sentences and their exact places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from tipdiff.parse import sentences as module
from tipdiff.parse.sentences import sentences_in

CASES = [
    ("It tried to do so. Veldonia failed.", ["It tried to do so.", "Veldonia failed."]),
    ("The U.S. Coast Guard helped. It left.", ["The U.S. Coast Guard helped.", "It left."]),
    ("Help came from the U.S. The law did not.", ["Help came from the U.S.", "The law did not."]),
    ("St. Lucia and St. Ives met.", ["St. Lucia and St. Ives met."]),
    ("Law No. 133 and Art. 5 forbid it. So?", ["Law No. 133 and Art. 5 forbid it.", "So?"]),
    ("Brasil Verde vs. Brazil was heard.", ["Brasil Verde vs. Brazil was heard."]),
    ("As of Dec. 31, it held 3.5 million.", ["As of Dec. 31, it held 3.5 million."]),
    ("They fined 5 percent. A few paid.", ["They fined 5 percent.", "A few paid."]),
    ('He said "no." She left.', ['He said "no."', "She left."]),
    ("It called them “guests.” They were not.", ["It called them “guests.”", "They were not."]),
    ("They met e.g. in Ives, i.e. near it.", ["They met e.g. in Ives, i.e. near it."]),
    ("Who did it? They ran! All went.", ["Who did it?", "They ran!", "All went."]),
    ("One.\u00a0 Two followed.", ["One.", "Two followed."]),
    ("First line\nSecond line.", ["First line", "Second line."]),
    ("- Train police. Fund care.", ["Train police.", "Fund care."]),
    ("12. Train police.", ["Train police."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_a_text_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    """Never inside an abbreviation or a number; list marks stay outside."""
    assert [text[a:b] for a, b in sentences_in(text, 0, len(text))] == sentences


@given(st.text("aB.!? \n“”1•U", max_size=60))
def test_sentences_lose_nothing(text: str) -> None:
    """They are in order, apart, trimmed; between them is white space and a list mark at most."""
    place = 0
    for start, end in sentences_in(text, 0, len(text)):
        assert text[place:start].strip(" \n") in ("", "•", "1.", "11.") or "•" in text[place:start]
        assert text[start:end] == text[start:end].strip()
        place = end
    assert text[place:].strip() == ""


def _cut(text: str) -> list[str]:
    module._spans.cache_clear()
    return [text[a:b] for a, b in sentences_in(text, 0, len(text))]


def _asking_of_whole_lines(line: str, begin: int) -> list[int]:
    found = module._BOUNDARY.finditer(line, begin)
    plain = {match.start(1) for match in found if module._is_end(line, match)}
    return sorted(plain | set(module._ends_by_nupunkt(line, begin, len(line), "")))


@pytest.mark.parametrize("country", ["denmark", "thailand", "peru"])
def test_nupunkt_cuts_pieces_as_it_cuts_whole_lines(
    country: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is not plain is given to it, which no sentence shows."""
    text = shared("narratives", "tip-2018", f"{country}.txt").read_text(encoding="utf-8")
    in_pieces = _cut(text)

    monkeypatch.setattr(module, "_ends", _asking_of_whole_lines)

    assert in_pieces == _cut(text)
