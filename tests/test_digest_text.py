"""The text part and the subject: 72 columns, both quotes, and the news in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from rich.cells import cell_len

from tests.comparisons import NEW, OLD, compared, hostile, narrative, veldonia
from tests.digests import ALL, DESK, many, of, quiet, several, single
from tipdiff.digest import Digest, as_json, compose, render_html, render_text
from tipdiff.digest.sources import archived
from tipdiff.digest.subject import ROOM
from tipdiff.label import NOUNS
from tipdiff.model import ChangeKind, Comparison, Evidence, Tier
from tipdiff.tables.chapters import CHAPTERS, chapter_of


@pytest.mark.parametrize("digest", [single(), several(), many(60)], ids=["one", "some", "many"])
def test_no_line_is_wider_than_72_columns_but_an_address(digest: Digest) -> None:
    """An address that is broken leads nowhere."""
    wide = [line for line in render_text(digest).splitlines() if cell_len(line) > 72]

    assert all(line.strip().startswith("https://") for line in wide)


@pytest.mark.parametrize("words", ["x" * 500, "東京" * 300, "👩‍👩‍👧‍👦" * 90])
def test_a_word_that_fits_no_line_is_cut(words: str) -> None:
    """As a terminal counts columns: letters of East Asia take two."""
    lines = render_text(compose(DESK, [hostile(words)])).splitlines()

    assert [line for line in lines if cell_len(line) > 72 and "https" not in line] == []


def test_a_change_reads_like_this() -> None:
    text = render_text(single())

    assert (
        """
Reworded recommendations (3)
----------------------------
Strengthened, rank 1 to 2
2022 · recommendation 1
    [-Continue to-] train judges on the 2015 law.
2023 · recommendation 2
    {+Vigorously+} train judges {+and prosecutors+} on the 2015 law.
    by rule: urgency added (Vigorously)

Split
2022 · recommendation 2
"""
        in text
    )


def test_the_address_that_a_saved_page_claims_is_told_as_its_claim() -> None:
    saved = Evidence(
        sha256="a" * 64, source="saved_file", url="file:///x", claimed_url="https://a.example/"
    )
    made = veldonia()
    digest = compose(DESK, [replace(made, new=replace(made.new, evidence=saved))])

    assert """
  The saved page gives this address for itself (not checked):
  https://a.example/
""" in render_text(digest)
    assert "not checked" in render_html(digest)
    assert as_json(digest)["compared"][0]["new"]["claimed_url"] == "https://a.example/"


def test_the_evidence_reads_like_this() -> None:
    assert """
2023: state gov, captured 2023-07-01T10:00:00Z, SHA-256 aaaaaaaaaaaa
  https://example.org/reports/2023/veldonia/
  https://web.archive.org/web/20230701100000/https://example.org/reports/2023/veldonia/
""" in render_text(single())


def test_a_tier_that_changed_reads_like_this() -> None:
    assert """
* Denmark down from Tier 2 to Tier 2 Watch List
  2023  Efforts did not increase; therefore Veldonia was downgraded to
        Tier 2 Watch List.
        https://example.org/reports/2023/veldonia/
""" in render_text(several())


def test_a_change_across_a_gap_of_years_says_so_on_the_first_screen() -> None:
    """Where several editions are compared with, the same change may stand there twice."""
    near = of("Denmark", veldonia())
    far = replace(near, old=replace(near.old, edition=2019))

    labels = [top.label for top in compose(ALL, [near, far]).page[0].top]

    assert labels[:2] == [
        "Denmark: dropped deficiency",
        "Denmark (2019 → 2023): dropped deficiency",
    ]


def test_what_was_not_asked_for_is_not_called_unchanged() -> None:
    """Denmark changed in other ways, Norway not at all."""
    asked = replace(ALL, kinds=("turned-achievement",))

    text = render_text(compose(asked, [of("Denmark", veldonia()), quiet("Norway")]))

    assert "Only changes that were not asked for (1)\n" in text
    assert "Compared and unchanged (1)\n" in text


def test_a_tier_change_that_was_not_asked_for_is_not_denied() -> None:
    """The subject says nothing of tiers then."""
    asked = replace(ALL, kinds=("new",))
    both = [of(name, veldonia()) for name in ("Denmark", "Norway")]
    still = [replace(each, headlines=()) for each in both]

    assert compose(asked, both).subject == "TIP Report 2023: 4 changes in 2 countries"
    assert "no tier changes; 4 changes" in compose(asked, still).subject


def test_the_closing_is_a_signature_to_mail_programs() -> None:
    """They grey it, and leave it out of answers (RFC 3676, 4.3)."""
    assert "\n-- \nYou get this as a subscriber of " in render_text(single())


def test_the_first_line_begins_as_a_sentence() -> None:
    without = replace(veldonia(), headlines=())

    text = render_text(compose(ALL, [of(name, without) for name in ("Denmark", "Norway")]))

    assert text.splitlines()[2].startswith("No tier changes; ")


def test_both_parts_count_what_is_not_shown() -> None:
    assert "Besides: 2 smaller changes.\nAll of it: tipdiff diff XVE 2022 2023" in render_text(
        single()
    )
    assert "Compared and unchanged (1)\n" in render_text(several())


def tiers(old: Tier | None, new: Tier | None) -> Comparison:
    whole = veldonia()
    sides = (replace(whole.old, tier=old), replace(whole.new, tier=new))
    return replace(whole, old=sides[0], new=sides[1])


@pytest.mark.parametrize(
    ("old", "new", "clause"),
    [
        ("1", "1", "Veldonia stays Tier 1"),
        ("2", "1", "Veldonia up to Tier 1"),
        ("2", "2WL", "Veldonia down to Tier 2 Watch List"),
        ("3", "special", "Veldonia from Tier 3 to Special Case"),
        (None, "2", "Veldonia: Tier 2"),
        ("2", None, "Veldonia: no tier stated"),
    ],
)
def test_the_subject_says_what_became_of_the_tier(
    old: Tier | None, new: Tier | None, clause: str
) -> None:
    subject = compose(DESK, [tiers(old, new)]).subject

    assert subject.startswith(f"TIP Report 2023: {clause}; ")


def test_the_subject_counts_the_weightiest_changes() -> None:
    """A noun is said once."""
    only = replace(DESK, kinds=("recommendation",))

    assert compose(only, [tiers("1", "1")]).subject == (
        "TIP Report 2023: Veldonia stays Tier 1; 1 dropped recommendation, 1 new, 2 reworded"
    )


def test_a_digest_of_many_names_the_tiers_it_has_room_for() -> None:
    assert len(many(40).subject) <= ROOM
    assert many(40).subject.endswith("tier changes; 520 changes in 40 countries")


def test_a_digest_with_nothing_to_tell_says_so() -> None:
    same = compared(narrative(2022, OLD), narrative(2023, NEW), (), ())

    assert compose(DESK, [same]).subject == "TIP Report 2023: no changes"
    assert compose(ALL, [quiet("Norway")]).subject == "TIP Report 2023: no changes"


@pytest.mark.parametrize(
    ("url", "captured", "expected"),
    [
        (
            "https://a.example/x",
            "2024-06-24T15:00:00Z",
            "https://web.archive.org/web/20240624150000/https://a.example/x",
        ),
        (
            "https://web.archive.org/web/20230701000000id_/https://a.example/x",
            "2024-06-24T15:00:00Z",
            "https://web.archive.org/web/20230701000000/https://a.example/x",
        ),
        ("https://a.example/x", "not recorded", ""),
        ("", "2024-06-24T15:00:00Z", ""),
    ],
)
def test_the_archived_copy_is_that_of_the_capture(url: str, captured: str, expected: str) -> None:
    assert archived(url, captured) == expected


def test_every_change_has_a_chapter_and_every_chapter_a_change() -> None:
    """A row that nothing falls under would be dead."""
    subjects = (*NOUNS, "tier", "waiver", "grade")
    used = {chapter_of(kind, subject).name for kind in get_args(ChangeKind) for subject in subjects}

    assert used == {row.name for row in CHAPTERS}
    assert all(row.origin for row in CHAPTERS)
