"""Two lists of statements become links."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdiff.align import align
from tipdiff.align.groups import grouped
from tipdiff.align.similar import profiles
from tipdiff.align.words import read
from tipdiff.model import Link
from tipdiff.tables.formulae import fold

SUMMARY = (
    (
        "The Government of Veldonia does not fully meet the minimum standards for the elimination "
        "of trafficking but is making significant efforts to do so."
    ),
    "These efforts included convicting more traffickers and opening a shelter in the capital.",
    "However, courts suspended most prison sentences.",
    "Officials did not screen seasonal fruit pickers for indicators of forced labor.",
    "The national hotline received 212 calls, and police opened nine cases.",
    "Border guards deported stateless children without an assessment of their needs.",
)

VOCABULARY = """the court convicted nine traffickers and victims of forced labor received no
shelter in 2019 however officials trained police on screening migrants for indicators not"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join)
LISTS = st.lists(st.one_of(WORDS, st.sampled_from(SUMMARY), st.text(max_size=20)), max_size=9)


def pairs(links: tuple[Link, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.old, link.new) for link in links]


def test_equal_lists_are_linked_one_to_one_and_unchanged() -> None:
    """Nothing changed, nothing moved, and the reason says why."""
    expected = tuple(
        Link(old=(i,), new=(i,), kind="unchanged", reasons=("same words",))
        for i in range(len(SUMMARY))
    )

    assert expected == align(SUMMARY, SUMMARY)


def test_a_dropped_and_a_new_statement_move_no_other() -> None:
    """What is in no link was dropped or is new."""
    new = [*SUMMARY[:1], "A museum of fishing opened its doors.", *SUMMARY[2:]]

    links = align(SUMMARY, new)

    assert [((0,), (0,)), *(((i,), (i,)) for i in range(2, 6))] == pairs(links)
    assert not any(link.moved for link in links)


def test_a_statement_set_elsewhere_is_moved_and_the_others_stay() -> None:
    """One long jump is one move, not five."""
    new = [*SUMMARY[:2], *SUMMARY[3:], SUMMARY[2]]

    assert [link.moved for link in align(SUMMARY, new)] == [False, False, True, False, False, False]


def test_a_statement_split_in_two_is_one_link() -> None:
    """Both halves continue the old statement."""
    old = [
        SUMMARY[0],
        (
            "Courts convicted eleven brick kiln owners of debt bondage, and the ministry of labor "
            "blacklisted forty recruitment agencies for charging illegal fees."
        ),
        SUMMARY[3],
    ]
    new = [
        SUMMARY[0],
        "Courts convicted eleven brick kiln owners of debt bondage.",
        "The ministry of labor blacklisted forty recruitment agencies for charging illegal fees.",
        SUMMARY[3],
    ]

    links = align(old, new)

    assert pairs(links) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]
    assert "split" in links[1].reasons


def test_a_merge_is_the_mirror_image_of_a_split() -> None:
    """The same statements the other way round."""
    old = [
        "Inspectors visited 30 farms in the northern valley.",
        "Inspectors found no written contracts among pickers there.",
    ]
    new = [
        (
            "Inspectors visited 30 farms in the northern valley and found no written contracts "
            "among pickers there."
        )
    ]

    (link,) = align(old, new)

    assert (link.old, link.new) == ((0, 1), (0,))
    assert "merge" in link.reasons


def test_two_links_that_belong_together_are_one() -> None:
    """Two old statements and two new ones, where each new one holds something of both old ones."""
    old = [
        "Harbor police boarded 40 trawlers and freed nine deckhands from bonded service.",
        "Courts fined the trawlers' owners and revoked four licenses for withheld wages.",
    ]
    new = [
        "Harbor police boarded 40 trawlers; courts fined their owners for withheld wages.",
        "Nine deckhands were freed from bonded service, and four licenses of owners were revoked.",
    ]

    weighed = profiles([read(text) for text in old], [read(text) for text in new])
    crossed = {(0, 0): 9.0, (0, 1): 8.0, (1, 0): 8.0, (1, 1): 9.0}

    groups, attached = grouped(*weighed, [(0, 0), (1, 1)], crossed)

    assert (groups, sorted(attached)) == ([((0, 1), (0, 1))], [(0, 1), (1, 0)])


def test_a_theme_links_recommendations_that_share_hardly_a_word() -> None:
    """Both ask for prison, one of them without the word."""
    old = [
        "Amend the labor code to ban fees that workers pay.",
        "Sentence traffickers as the gravity of their deeds demands.",
        "Open a second shelter for boys.",
    ]
    new = [
        "Collect data on forced begging.",
        "Seek prison terms and other adequate penalties for convicted traffickers.",
        "Open shelters for boys in all provinces.",
    ]

    links = align(old, new)

    assert pairs(links) == [((1,), (1,)), ((2,), (2,))]
    assert "theme: sentencing" in links[0].reasons


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Police didn't act.", "Police didn’t act."),
        ("The “anti-trafficking” law – in force", 'the "anti-trafficking" law - in force'),
        ("Victims\u00a0received   care .", "Victims received care."),
        ("The anti-corruption unit met.", "The anticorruption unit met."),
    ],
)
def test_typography_is_no_change(old: str, new: str) -> None:
    """Quotation marks, dashes, case and spaces are not read."""
    (link,) = align([old], [new])

    assert (link.kind, link.moved, link.score) == ("unchanged", False, 1.0)


def test_template_wording_is_no_change_and_named() -> None:
    """A link whose only difference is a formula says which."""
    old = "The Government of Veldonia fully complies with the minimum standards."
    new = "The Government of Veldonia fully meets the minimum standards."

    (link,) = align([old], [new])

    assert link.kind == "unchanged"
    assert link.reasons == ("same words", "template wording: fully complies is fully meets")


def test_equal_statements_are_told_apart_by_their_neighbours() -> None:
    """The second of two, when the new list keeps only what follows it."""
    again = "For additional information, see the annex."
    old = ["One shelter burned down.", again, "Two judges retired.", again, "Nine boats sank."]
    new = ["Two judges retired.", again, "Nine boats sank."]

    assert pairs(align(old, new)) == [((2,), (0,)), ((3,), (1,)), ((4,), (2,))]


def test_two_events_are_no_link() -> None:
    """What happened in May is not what happened in July; what happened in one month may be."""
    old = ["On May 4, a farmer in Alta beat two workers to death.", "The law bans begging."]
    july = ["On July 9, a broker in Alta beat a girl with a belt.", "The law bans begging."]
    may = ["In May a broker in Alta beat a girl with a belt.", "The law bans begging."]

    assert [link.old for link in align(old, july)] == [(1,)]
    assert [link.old for link in align(old, may)] == [(0,), (1,)]


def test_a_stricter_call_keeps_only_sure_links() -> None:
    """What stands in other sections must be surer."""
    old = ["Police screened some migrants at the airport for indicators.", *SUMMARY]
    new = [*SUMMARY, "At the airport, officers did not screen migrants for indicators."]

    assert [len(align(old, new, least=least)) for least in (0.9999, 0.2)] == [6, 7]


def test_leftovers_are_weighed_by_the_lists_they_are_from() -> None:
    """Words rare among two statements may be common in the whole narrative."""
    old = ["The government trained 30 judges."]
    new = ["The government trained 12 nurses."]
    common = [f"The government trained {group} in town." for group in ("cooks", "guards", "pilots")]

    assert len(align(old, new, least=0.2)) == 1
    assert align(old, new, least=0.2, among=([*old, *common * 4], [*new, *common * 4])) == ()


def test_empty_lists_give_no_links() -> None:
    """Nothing to link on one side or on both."""
    assert (align([], []), align(SUMMARY, []), align([], SUMMARY)) == ((), (), ())


@given(LISTS, LISTS)
def test_every_statement_is_in_one_link_at_most(old: list[str], new: list[str]) -> None:
    """One outcome each, and links are sorted by their first old statement."""
    links = align(old, new)
    olds = [i for link in links for i in link.old]
    news = [j for link in links for j in link.new]

    assert (len(olds), len(news)) == (len(set(olds)), len(set(news)))
    assert set(olds) <= set(range(len(old)))
    assert set(news) <= set(range(len(new)))
    assert [link.old for link in links] == sorted(link.old for link in links)
    assert all(0 <= link.score <= 1 for link in links)


@given(LISTS, LISTS)
def test_the_other_direction_is_the_mirror_image(old: list[str], new: list[str]) -> None:
    """Links, kinds, scores and moves are the same from both sides."""
    here = {(x.old, x.new, x.kind, x.moved, x.score) for x in align(old, new)}
    there = {(x.new, x.old, x.kind, x.moved, x.score) for x in align(new, old)}

    assert here == there


@given(LISTS)
def test_a_shuffle_gives_moves_only(statements: list[str]) -> None:
    """Every statement is linked, unchanged, and with its equal."""
    shuffled = random.Random(0).sample(statements, len(statements))
    links = align(statements, shuffled)

    assert len(statements) == len(links)
    assert {"unchanged"} >= {link.kind for link in links}
    assert all(fold(statements[x.old[0]]) == fold(shuffled[x.new[0]]) for x in links)


@given(LISTS)
def test_typographic_changes_change_nothing(statements: list[str]) -> None:
    """Other spaces and quotation marks, the same links as with the list itself."""
    other = [text.replace(" ", " \u00a0").replace("'", "’") for text in statements]

    assert {("unchanged", False)} >= {(x.kind, x.moved) for x in align(statements, other)}
    assert len(statements) == len(align(statements, other))


@given(LISTS, LISTS)
def test_the_same_input_gives_the_same_links(old: list[str], new: list[str]) -> None:
    """Nothing of one call is left for the next."""
    assert align(old, new) == align(old, new)
