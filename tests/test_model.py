"""Values are what they were made of, wherever they come from."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError
from importlib.resources import files

import pytest

from tipdiff.model import Section, Statement, statements_at
from tipdiff.parse import parse_document

TEXT = "HEADING: Veldonia fined two."
STATEMENT = Statement(text="Veldonia fined two.", start=9, end=28, role="prosecution", rank=None)
SECTION = Section(kind="prosecution", text=TEXT, heading="HEADING", statements=(STATEMENT,))


def test_statements_are_made_of_their_places() -> None:
    """As frozen as all others, and equal to them."""
    (made,) = statements_at(TEXT, [(9, 28, "prosecution", None)])

    assert made == STATEMENT
    assert hash(made) == hash(STATEMENT)
    assert repr(made) == repr(STATEMENT)
    with pytest.raises(FrozenInstanceError):
        made.text = "x"  # type: ignore[misc]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_section_arrives_whole_and_frozen(protocol: int) -> None:
    """With its parts, whatever protocol the pool speaks."""
    arrived = pickle.loads(pickle.dumps(SECTION, protocol))

    assert arrived == copy.deepcopy(SECTION) == SECTION
    with pytest.raises(FrozenInstanceError):
        arrived.statements[0].text = "x"


def test_a_narrative_arrives_as_it_was_read() -> None:
    """Its statements as well, whose texts do not travel beside that of their section."""
    page = files("tipdiff") / "demo" / "veldonia-2018.txt"
    read = parse_document(page.read_bytes(), name="2018/veldonia.txt")
    sent = pickle.dumps(read)

    assert pickle.loads(sent) == read
    texts = [each.text for section in read[0].sections for each in section.statements]
    assert sent.count(max(texts, key=len).encode()) == 1
