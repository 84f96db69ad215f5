"""What is wording of a whole edition is no news of one country, wherever comparisons are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.release_samples import filled
from tipdiff import batch
from tipdiff.digest import render_text
from tipdiff.digest.pairs import previews
from tipdiff.subscriptions import Subscription, checked
from tipdiff.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tipdiff.archive import Archive
    from tipdiff.model import Comparison

SOURCES = ["state_gov"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Twelve countries of two editions; all have one edit, six have another."""
    folder: Path = tmp_path_factory.mktemp("release")
    with filled(folder / "archive") as made:
        yield made


def kinds(comparison: Comparison) -> list[str]:
    return [c.kind for c in comparison.outcomes if c.kind not in ("unchanged", "uncompared")]


def test_a_digest_of_one_country_knows_the_wording_of_all(archive: Archive) -> None:
    """Kenya has that edit alone: counted once as wording, and nothing to tell."""
    kenya = checked(Subscription(name="desk", to=("desk@veldonia.example",), countries=("KEN",)))

    (digest,) = previews(archive, [kenya], SOURCES)

    assert digest.is_empty
    assert [kinds(comparison) for comparison in digest.comparisons] == [["template"]]


def test_a_digest_says_what_the_wording_is(archive: Archive) -> None:
    """All twelve countries have it; six of them beside a change of their own."""
    everybody = checked(Subscription(name="desk", to=("desk@veldonia.example",)))

    (digest,) = previews(archive, [everybody], SOURCES)

    told = " ".join(render_text(digest).split())
    words = "“order restitution for” → “award compensation to”"
    assert f"* {words}: 12 statements in 12 countries" in told


def test_another_pair_of_editions_is_held_against_all_that_are_compared_like_it(
    archive: Archive,
) -> None:
    """The two editions the other way round are no neighbours; all countries are taken so."""
    wording = Wording(archive, SOURCES)
    (pair,) = (p for p in wording.neighbours("tip", 2023) if p.new.iso3 == "KEN")
    backwards = batch.Pair(old=pair.new, new=pair.old)

    assert kinds(batch.comparison(archive, backwards)) == ["reworded"]
    assert kinds(wording.comparison(backwards)) == ["template"]
    assert kinds(wording.comparison(pair)) == ["template"]
