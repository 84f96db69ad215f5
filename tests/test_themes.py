"""The concepts a text speaks of."""

from __future__ import annotations

import pytest

from tipdiff.align.themes import themes_of
from tipdiff.tables.themes import THEMES


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Sentence traffickers to prison.", ("sentencing",)),
        ("Seek adequate penalties for convicted traffickers.", ("sentencing", "conviction")),
        ("Do not penalize victims for crimes.", ("non-penalization",)),
        ("Victims were inappropriately penalized.", ("non-penalization",)),
        ("Police screened migrants.", ("identification", "migrants")),
        ("Ban worker-paid recruitment fees.", ("recruitment fees",)),
        ("Train labor inspectors.", ("labor inspection", "training")),
        ("A committee met.", ()),
        ("They committed crimes of trafficking.", ()),
        ("Accede to the 2000 UN TIP Protocol.", ("international protocol",)),
        ("", ()),
    ],
)
def test_a_text_has_every_theme_whose_words_it_holds(text: str, themes: tuple[str, ...]) -> None:
    """In any order and any form of the words; in the table's order."""
    assert themes_of(text) == themes


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_cue_shows_its_theme(theme: object) -> None:
    """No cue is out of reach."""
    row = next(row for row in THEMES if row is theme)

    assert all(row.name in themes_of(cue) for cue in row.cues)


def test_names_are_told_apart() -> None:
    """A name is what output and search show."""
    assert len(THEMES) == len({theme.name for theme in THEMES})
