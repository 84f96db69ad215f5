"""Silent edits: what counts as one, what does not, and what an upgrade must not change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from tests.archive_samples import clock
from tipdiff import keep, parse, reading, revisions
from tipdiff.archive import Archive
from tipdiff.capture import Exchange, Facts
from tipdiff.importing import Given
from tipdiff.pipeline import bring
from tipdiff.revisions import comparison_of, edits, number_wordings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tipdiff.capture import Capture
    from tipdiff.model import Narrative

TEXT = (files("tipdiff") / "demo" / "veldonia-2018.txt").read_text(encoding="utf-8")
URL = "https://www.example.org/reports/2018/veldonia/"
SITE = Facts(source="state_gov", country="XVE", edition=2018)

A = TEXT
B = TEXT.replace("only two fishing vessels", "only three fishing vessels")
C = TEXT.replace("appointing a national rapporteur", "naming a national rapporteur")
TYPOGRAPHY = TEXT.replace(" government", "\N{NO-BREAK SPACE}government").replace("-", "‑")
TEMPLATE = TEXT.replace("does not fully meet the minimum", "does not fully comply with the minimum")
SHORTER = TEXT[: TEXT.index("PREVENTION")]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive whose clock goes on by a second at every look."""
    with Archive(tmp_path / "archive", now=clock()) as made:
        yield made


@dataclass(frozen=True)
class Told:
    """A revision, told by the number of each look."""

    old: int
    new: int
    confirmed: bool


def page(text: str, facts: Facts = SITE, archive: Archive | None = None) -> None:
    """One look at the page, read as the fetcher does."""
    assert archive is not None
    exchange = Exchange(
        url=URL, http_status=200, headers=(("Content-Type", "text/plain"),), body=text.encode()
    )
    capture = archive.add_fetched(exchange, facts).capture
    if capture.same_as is None:
        with archive.writing() as store:
            store.narratives.save(capture, reading.parse_capture(capture, text.encode()))
    number_wordings(archive)


def found(archive: Archive) -> list[Told]:
    looks = archive.store.narratives.looks()
    times = [look.at for look in looks]
    return [
        Told(times.index(r.old.at), times.index(r.new.at), r.confirmed)
        for r in revisions.revisions(looks)
    ]


CASES = {
    "one look": ([A], []),
    "the same bytes": ([A, A, A], []),
    "an edit, seen once": ([A, B], [Told(0, 1, confirmed=False)]),
    "an edit that stays": ([A, A, B, B], [Told(1, 2, confirmed=True)]),
    "gone at the next look": ([A, B, A], []),
    "gone at the next look, for good": ([A, A, B, A, A], []),
    "an edit taken back later": (
        [A, B, B, A, A],
        [Told(0, 1, confirmed=True), Told(2, 3, confirmed=True)],
    ),
    "two edits, the first seen once": ([A, B, C, C], [Told(0, 2, confirmed=True)]),
    "flapping between two": ([A, B, A, B, A, B], [Told(4, 5, confirmed=False)]),
    "typography": ([A, TYPOGRAPHY, TYPOGRAPHY], []),
    "a formula in other words": ([A, TEMPLATE], [Told(0, 1, confirmed=False)]),
    "a section that is gone": ([A, SHORTER], [Told(0, 1, confirmed=False)]),
}


@pytest.mark.parametrize("name", CASES)
def test_silent_edits_are_told_apart_from_what_is_none(archive: Archive, name: str) -> None:
    """The last look at the old words, and the first at the new ones."""
    texts, expected = CASES[name]

    for text in texts:
        page(text, archive=archive)

    assert found(archive) == expected


def test_an_edit_is_shown_with_its_words_and_both_captures(archive: Archive) -> None:
    """Old and new text, and when each was seen."""
    for text in (A, B):
        page(text, archive=archive)

    (revision,) = revisions.revisions(archive.store.narratives.looks())
    comparison = comparison_of(archive, revision)

    assert [
        (c.label, comparison.old.statement(c.old[0]).text, comparison.new.statement(c.new[0]).text)
        for c in edits(comparison)
    ] == [
        (
            "updated deficiency",
            "Inspectors boarded only two fishing vessels.",
            "Inspectors boarded only three fishing vessels.",
        )
    ]
    assert (revision.old.at, revision.new.at) == ("2026-09-29T08:00:00Z", "2026-09-29T08:00:01Z")


def test_another_source_and_another_edition_are_no_revision(archive: Archive) -> None:
    """Only what the same source showed of the same edition before is compared."""
    page(A, archive=archive)
    page(B, replace(SITE, source="ecoi"), archive)
    page(C, replace(SITE, edition=2019), archive)

    assert found(archive) == []


def test_a_capture_brought_late_takes_its_place_by_its_own_time(
    archive: Archive, tmp_path: Path
) -> None:
    """Others' captures of before and after the edit make the story complete."""
    page(B, archive=archive)
    body = Exchange(url=URL, http_status=200, body=A.encode())
    capture = archive.add_fetched(body, SITE, captured_at="2020-01-01T00:00:00Z").capture
    with archive.writing() as store:
        store.narratives.save(capture, reading.parse_capture(capture, A.encode()))

    number_wordings(archive)

    assert found(archive) == [Told(0, 1, confirmed=False)]


def other_parser(capture: Capture, data: bytes) -> tuple[Narrative, ...]:
    """A parser of a later version that reads the same bytes otherwise."""
    (made,) = parse.parse_document(data, name=capture.url, edition=capture.edition)
    return (replace(made, tier="3", sections=made.sections[:2], parser_version=9),)


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser after an upgrade."""
    for module in (keep, revisions):
        monkeypatch.setattr(module, "parse_capture", other_parser)
        monkeypatch.setattr(module, "PARSER_VERSION", 9)


@pytest.mark.parametrize("texts", [[A, TYPOGRAPHY], [A, A], [A, B, B]])
def test_reading_anew_makes_no_revision_and_hides_none(
    archive: Archive, texts: list[str], request: pytest.FixtureRequest
) -> None:
    """Numbers of wordings stay; the narratives are those of the newer parser."""
    for text in texts:
        page(text, archive=archive)
    before = found(archive)
    request.getfixturevalue("upgraded")

    reparsed = keep.reparse(archive)

    assert found(archive) == before
    assert reparsed.narratives == len(dict.fromkeys(texts))
    assert {(e.tier, e.parser_version) for e in archive.store.narratives.entries()} == {("3", 9)}
    assert keep.reparse(archive) == keep.Reparsed(captures=0, narratives=0, findings=())


def test_a_look_after_an_upgrade_is_compared_under_one_parser(
    archive: Archive, request: pytest.FixtureRequest
) -> None:
    """What the older parser made of the page before is not held against the page."""
    page(A, archive=archive)
    request.getfixturevalue("upgraded")
    noise = Exchange(url=URL, http_status=200, body=TYPOGRAPHY.encode())
    capture = archive.add_fetched(noise, SITE).capture
    with archive.writing() as store:
        store.narratives.save(capture, other_parser(capture, noise.body))

    number_wordings(archive)

    assert [e.wording for e in archive.store.narratives.entries()] == [1, 1]
    assert found(archive) == []


def test_importing_compares_as_well(archive: Archive, tmp_path: Path) -> None:
    """A page the operator saved twice."""
    for name, text in (("first", A), ("second", B)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        bring(archive, tmp_path / f"{name}.txt", Given(edition=2018))

    assert found(archive) == [Told(0, 1, confirmed=False)]


def test_a_rebuilt_database_tells_the_same_revisions(archive: Archive) -> None:
    """They come from the captures alone."""
    for text in (A, B, B, C, B):
        page(text, archive=archive)
    before = found(archive)

    keep.rebuild(archive)

    assert before == [Told(0, 1, confirmed=True)]
    assert found(archive) == before
