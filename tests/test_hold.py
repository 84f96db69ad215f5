"""What a person should look at first: the thresholds, on made-up narratives and on real pages."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from tests.comparisons import VELDONIA
from tests.shared import shared
from tipdiff import compare
from tipdiff.hold import has_fallen, is_beyond_recognition, reason_to_hold
from tipdiff.model import Change, Comparison, Narrative, Place, Section
from tipdiff.parse import parse_document
from tipdiff.tables.holding import THRESHOLDS


def narrative(edition: int, characters: int = 100, *, partial: bool = False) -> Narrative:
    """A narrative of so many characters."""
    section = Section(kind="summary", text="x" * characters)
    return Narrative(
        country=VELDONIA, edition=edition, source="file", sections=(section,), partial=partial
    )


def outcome(number: int, kind: str) -> Change:
    """What became of a statement of the old narrative."""
    place = (Place(section=0, statement=number),)
    return Change(
        id=str(number),
        kind=kind,  # type: ignore[arg-type]
        subject="statement",
        label="",
        section="summary",
        old=place,
        new=() if kind in ("dropped", "uncompared") else place,
    )


def comparison(kept: int, dropped: int, uncompared: int = 0) -> Comparison:
    """One in which so many statements continue, are dropped, and could not be compared."""
    kinds = ["reworded"] * kept + ["dropped"] * dropped + ["uncompared"] * uncompared
    return Comparison(
        old=narrative(2023),
        new=narrative(2024),
        headlines=(),
        outcomes=tuple(outcome(number, kind) for number, kind in enumerate(kinds)),
    )


@pytest.mark.parametrize(
    ("kept", "dropped", "uncompared", "strange"),
    [
        (45, 55, 0, False),
        (44, 56, 0, True),
        (45, 55, 900, False),
        (0, 0, 9, False),
        (0, 1, 0, True),
    ],
)
def test_what_continues_of_what_could_be_compared_decides(
    kept: int, dropped: int, uncompared: int, strange: bool
) -> None:
    """A partial copy makes nothing strange."""
    assert is_beyond_recognition(comparison(kept, dropped, uncompared)) is strange


@pytest.mark.parametrize(("characters", "fallen"), [(50, False), (49, True), (100, False)])
def test_a_sharp_fall_is_one_below_half(characters: int, fallen: bool) -> None:
    """Of whole narratives: a partial one is short by nature."""
    made = replace(comparison(1, 0), new=narrative(2024, characters))

    assert has_fallen(made) is fallen
    assert not has_fallen(replace(made, new=narrative(2024, characters, partial=True)))


@pytest.mark.parametrize(
    ("strange", "reason"),
    [
        ({2024: (94, 188)}, ""),
        (
            {2023: (0, 9), 2024: (95, 188)},
            "2024: 95 of 188 countries are changed beyond recognition",
        ),
    ],
)
def test_more_than_half_of_an_edition_is_held(
    strange: dict[int, tuple[int, int]], reason: str
) -> None:
    """Half of it is not."""
    assert reason_to_hold([comparison(9, 0)], strange) == reason


def test_more_editions_than_come_out_between_two_digests_are_held() -> None:
    """Two are one that waited and the one behind it; three are an archive that was filled."""
    made = [replace(comparison(9, 0), new=narrative(year)) for year in (2021, 2022, 2022, 2023)]

    assert reason_to_hold(made[:3], {}) == ""
    assert reason_to_hold(made, {}) == (
        "3 editions at once, 2021 to 2023: an archive that was filled is no news"
    )


def test_a_reason_names_a_few_countries() -> None:
    """The line stays one that can be read."""
    fallen = replace(comparison(1, 0), new=narrative(2024, 10))

    assert reason_to_hold([fallen] * 9, {}) == (
        f"less than 50% of the length before: {', '.join(['Veldonia 2024'] * 5)}, ..."
    )


def test_every_threshold_says_where_it_is_from() -> None:
    """And has a name of its own."""
    assert len({row.name for row in THRESHOLDS}) == len(THRESHOLDS)
    assert all(row.origin and row.value > 0 for row in THRESHOLDS)


@pytest.mark.parametrize("country", ["argentina", "denmark", "zimbabwe"])
@pytest.mark.parametrize(("edition", "expected"), [(2019, False), (2022, False), (2024, True)])
def test_on_real_pages_only_an_edition_that_was_cut_is_strange(
    country: str, edition: int, expected: bool
) -> None:
    """The edition of 2024 was cut to a third, all over the world."""
    old, new = (
        parse_document(
            gzip.decompress(shared("pages/hrr", str(year), f"{country}.html.gz").read_bytes()),
            name=f"{year}/{country}.html",
            edition=year,
        )[0]
        for year in (edition - 1, edition)
    )
    made = compare(old, new)

    assert (is_beyond_recognition(made), has_fallen(made)) == (expected, expected)
