"""Edits of a text and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tipdiff.model import Repair
from tipdiff.parse.edits import Edit, Repaired, apply, restore

NOISY = "It had been 165DENMARKgranted—twice"


def edit(before: str, after: str, rule: str = "rule") -> Edit:
    start = NOISY.index(before)
    return Edit(rule=rule, start=start, end=start + len(before), after=after)


def test_edits_are_recorded_where_they_are_in_the_new_text() -> None:
    """In reading order, whatever order they were given in."""
    assert apply(NOISY, [edit("—", " - ", "dash"), edit("165DENMARK", "", "head")]) == Repaired(
        text="It had been granted - twice",
        repairs=(
            Repair(rule="head", start=12, before="165DENMARK", after=""),
            Repair(rule="dash", start=19, before="—", after=" - "),
        ),
    )


def test_of_two_edits_of_one_place_the_first_given_is_made() -> None:
    """The other is left out whole."""
    made = apply(NOISY, [edit("165DENMARK", "", "head"), edit("DENMARKgranted", "x", "other")])

    assert [repair.rule for repair in made.repairs] == ["head"]


def test_an_edit_is_recorded_as_small_as_it_is() -> None:
    """What it leaves as it was is no part of it; an edit that changes nothing is none."""
    made = apply(NOISY, [edit("granted—", "granted, "), edit("It had", "It had")])

    assert made.repairs == (Repair(rule="rule", start=29, before="—", after=", "),)


def test_places_of_the_source_are_found_in_the_repaired_text() -> None:
    """Before, between and after the repairs."""
    made = apply(NOISY, [edit("165DENMARK", ""), edit("—", " - ")])

    for word in ("It", "granted", "twice"):
        assert made.text[made.place(NOISY.index(word)) :].startswith(word)


def test_repairs_within_a_part_count_from_its_beginning() -> None:
    """So that the part alone can be put back."""
    made = apply(NOISY, [edit("165DENMARK", ""), edit("—", " - ")])
    start = made.text.index("granted")

    assert restore(made.text[start:], made.within(start, len(made.text))) == NOISY[12:]


@given(st.text("ab c\n", max_size=40), st.data())
def test_what_was_edited_can_always_be_put_back(text: str, data: st.DataObject) -> None:
    """Character by character, whatever the edits were."""
    place = st.integers(0, len(text))
    edits = st.builds(
        lambda a, b, after: Edit(rule="r", start=min(a, b), end=max(a, b), after=after),
        place,
        place,
        st.text("abx ", max_size=4),
    )
    made = apply(text, data.draw(st.lists(edits, max_size=8)))

    assert restore(made.text, made.repairs) == text
