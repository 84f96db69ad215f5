"""Which changes are shown, counted and grouped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.comparisons import NEW, OLD, Row, compared, narrative, veldonia
from tipdiff.errors import UsageError
from tipdiff.report.select import EVERYTHING, Count, Selection, chosen, counts, grouped, select

if TYPE_CHECKING:
    from tipdiff.model import Change


def ids(selection: Selection) -> list[str]:
    return [change.id for change in chosen(veldonia(), selection)]


def test_nothing_asked_for_gives_every_change_the_most_significant_first() -> None:
    assert chosen(veldonia(), EVERYTHING) == veldonia().changes


def test_full_adds_what_did_not_change_at_the_end() -> None:
    assert ids(select(full=True))[-3:] == ["c1", "c6", "c14"]


@pytest.mark.parametrize(
    ("sections", "only", "expected"),
    [
        (["prosecution"], [], ["h2", "c13", "c12"]),
        (["Prosecution,prevention"], [], ["h2", "c13", "c12"]),
        ([], ["dropped-deficiency"], ["c5"]),
        ([], ["new-achievement,dropped-achievement"], ["c3", "c4"]),
        ([], ["new"], ["c11", "c4"]),
        ([], ["Achievement"], ["c3", "c4"]),
        ([], ["tier"], ["h1", "c2"]),
        (["recommendations"], ["dropped"], ["c9"]),
        (["government-efforts"], [], []),
    ],
)
def test_sections_and_kinds_narrow_the_changes(
    sections: list[str], only: list[str], expected: list[str]
) -> None:
    assert ids(select(sections, only)) == expected


@pytest.mark.parametrize(
    ("sections", "only", "message"),
    [
        (["procution"], [], "there is no section 'procution': did you mean prosecution?"),
        ([], ["new-achievment"], "'new-achievment': did you mean new-achievement?"),
        ([], ["zzz"], "there is no kind of change 'zzz': a kind (new, dropped, "),
        ([], ["\x1b[2J"], r"there is no kind of change '\\x1b[2j'"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest_and_the_valid_ones(
    sections: list[str], only: list[str], message: str
) -> None:
    with pytest.raises(UsageError) as error:
        select(sections, only)

    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("change", veldonia().changes, ids=lambda change: str(change.id))
def test_every_slug_can_be_asked_for(change: Change) -> None:
    assert select(only=[change.slug]).only == (change.slug,)


def test_changes_are_counted_by_name_and_direction() -> None:
    changes = [c for c in veldonia().changes if c.subject == "recommendation"]

    assert counts(changes) == (
        Count(slug="dropped-recommendation", name="dropped recommendation", number=1),
        Count(slug="new-recommendation", name="new recommendation", number=1),
        Count(
            slug="reworded-recommendation",
            name="reworded recommendation",
            number=2,
            directions=(("strengthened", 1),),
        ),
        Count(slug="moved-recommendation", name="reprioritized recommendation", number=1),
    )


def test_changes_are_grouped_in_the_order_of_the_newer_report_headlines_first() -> None:
    groups = grouped(veldonia(), veldonia().changes)

    assert [(group.kind, [c.id for c in group.changes]) for group in groups] == [
        (None, ["h1", "h2"]),
        ("summary", ["c2", "c3", "c5", "c4"]),
        ("recommendations", ["c10", "c7", "c8", "c9", "c11"]),
        ("prosecution", ["c12", "c13"]),
    ]


def test_a_section_only_the_older_report_has_comes_last() -> None:
    row = Row("dropped", "statement", "dropped statement", ((3, 0),), (), 24)
    comparison = compared(narrative(2022, OLD), narrative(2023, NEW), (), (row,))

    assert [group.kind for group in grouped(comparison, comparison.changes)] == ["prevention"]


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("new achievement", "3 new achievements"),
        ("dropped deficiency", "3 dropped deficiencies"),
        ("deficiency now reported as achievement", "3 deficiencies now reported as achievements"),
        ("reworded lead-in sentence", "3 reworded lead-in sentences"),
        ("template wording of statement", "3 template wording of statements"),
        ("grade change", "3 grade changes"),
    ],
)
def test_several_changes_are_named_in_the_plural(name: str, several: str) -> None:
    assert Count(slug="x", name=name, number=3).phrase == several
    assert Count(slug="x", name=name, number=1).phrase == f"1 {name}"
