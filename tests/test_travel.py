"""Values that travel between processes arrive as they set out."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from tipdiff.model import Section, Statement

STATEMENT = Statement(text="Veldonia fined two.", start=9, end=28, role="prosecution", rank=None)
SECTION = Section(kind="prosecution", text="HEADING: Veldonia fined two.", statements=(STATEMENT,))


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_arrives_whole_and_frozen(protocol: int) -> None:
    """With its parts, whatever protocol the pool speaks."""
    arrived = pickle.loads(pickle.dumps(SECTION, protocol))

    assert arrived == SECTION
    with pytest.raises(FrozenInstanceError):
        arrived.statements[0].text = "x"


def test_the_fields_are_not_looked_up_for_each_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is what takes half the time: hundreds of statements come from every page."""
    monkeypatch.delattr("dataclasses.fields")

    assert pickle.loads(pickle.dumps(STATEMENT)) == STATEMENT
