"""Comparisons: every statement one outcome, labels a reader uses, nothing invented."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tipdiff
from tipdiff.model import Change, Comparison, Narrative, Place

OLD = """VELDONIA: Tier 2

The Government of Veldonia does not fully meet the minimum standards for the elimination of trafficking; however, it is making significant efforts to do so. The government demonstrated increasing efforts compared to the previous reporting period; therefore Veldonia remained on Tier 2. The government demonstrated increasing efforts by opening its first public shelter and by convicting nine traffickers. However, the government did not meet the minimum standards in several key areas. Inspectors boarded only two fishing vessels. The government did not provide residence permits to victims.

RECOMMENDATIONS FOR VELDONIA

Inspect fishing vessels and identify victims of forced labor on board; continue to fund the public shelter; grant residence permits to foreign victims; and adopt a national action plan.

PROSECUTION

The government increased law enforcement efforts. Police investigated 31 trafficking cases in 2017. Courts convicted nine traffickers.

PROTECTION

The government increased protection efforts. Authorities identified 47 trafficking victims in 2017.

PREVENTION

The government maintained prevention efforts. The hotline received 310 calls.

TRAFFICKING PROFILE

As reported over the past five years, Veldonia is a source country for men forced to work on fishing vessels.
"""  # noqa: E501


def narrative(text: str = OLD, edition: int = 2019) -> Narrative:
    """A parsed edition of the made-up country."""
    return tipdiff.parse_text(text, edition=edition, country="Veldonia")


def compared(*edits: tuple[str, str], text: str = OLD) -> Comparison:
    """The 2019 edition against a 2020 edition that differs by the edits."""
    new = text
    for before, after in edits:
        assert before in new
        new = new.replace(before, after)
    return tipdiff.compare(narrative(text), narrative(new, 2020))


def labels(comparison: Comparison) -> list[str]:
    """What a reader is told, the most significant first."""
    return [change.label for change in comparison.changes]


def test_the_same_text_gives_no_change() -> None:
    """Nothing is reported where nothing changed."""
    assert labels(compared()) == []


CASES = [
    ([("VELDONIA: Tier 2", "VELDONIA: Tier 1"),
      (("does not fully meet the minimum standards for the elimination of trafficking; however, it "
       "is making significant efforts to do so"), ("fully meets the minimum standards for the "
       "elimination of trafficking")), ("remained on Tier 2", "was upgraded to Tier 1")],
     "tier change: Tier 2 to Tier 1"),
    ([("government increased protection efforts", "government decreased protection efforts")],
     "grade of protection: increased to decreased"),
    ([("Inspectors boarded only two fishing vessels. ", "")], "dropped deficiency"),
    ([("convicting nine traffickers. However", ("convicting nine traffickers. Additionally, the "
       "government trained nurses. However"))], "new achievement"),
    ([("; and adopt a national action plan", ("; adopt a national action plan; and prohibit "
       "worker-paid recruitment fees"))], "new recommendation"),
    ([("grant residence permits to foreign victims; ", "")], "dropped recommendation"),
    ([("continue to fund the public shelter", "fund the public shelter")],
     "reworded recommendation (strengthened)"),
    ([("Police investigated 31 trafficking cases in 2017", ("Police investigated 44 trafficking "
       "cases in 2018"))], "updated statement"),
    ([("received 310 calls.", "received 310 calls. Posters hung in ports.")],
     "new statement"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "label"), CASES)
def test_a_change_bears_the_label_a_reader_uses(edits: list[tuple[str, str]], label: str) -> None:
    """One edit, and the change it makes is among those told."""
    assert label in labels(compared(*edits))


def test_a_tier_change_that_the_text_contradicts_says_so() -> None:
    """The heading alone is no proof."""
    told = labels(compared(("VELDONIA: Tier 2", "VELDONIA: Tier 1")))

    assert told == ["tier change: Tier 2 to Tier 1 (contradicted in the text)"]


def test_a_sentence_that_a_headline_quotes_is_told_once() -> None:
    """The grade's sentence is not a reworded statement beside the grade change."""
    told = labels(compared(("increased protection efforts", "decreased protection efforts")))

    assert told == ["grade of protection: increased to decreased"]


def test_changes_of_figures_say_from_what_to_what() -> None:
    """The numbers that changed are named."""
    change = only(compared(("investigated 31", "investigated 44")), "updated")

    assert [(figure.old, figure.new) for figure in change.figures] == [("31", "44")]


def test_formulae_changed_everywhere_are_template_wording_and_no_change() -> None:
    """`compared to` became `compared with` in every narrative."""
    comparison = compared(("compared to the previous", "compared with the previous"))

    assert labels(comparison) == []
    assert only(comparison, "template").subject == "tier"


def test_a_shuffle_of_recommendations_gives_only_moves() -> None:
    """The same demands in another order are moved, each with both ranks."""
    shuffled = (
        "Adopt a national action plan; inspect fishing vessels and identify victims of forced "
        "labor on board; continue to fund the public shelter; and grant residence permits to "
        "foreign victims."
    )
    start, end = OLD.index("Inspect fishing"), OLD.index("\n\nPROSECUTION")

    comparison = compared((OLD[start:end], shuffled))

    assert labels(comparison) == ["reprioritized recommendation (rank 4 to 1)"]


def test_what_a_partial_source_does_not_hold_is_not_dropped() -> None:
    """A copy with summary and recommendations only drops nothing of the other sections."""
    part = OLD[: OLD.index("PROSECUTION")]

    comparison = tipdiff.compare(narrative(), narrative(part, 2020))

    assert labels(comparison) == []
    assert comparison.uncompared == ("prosecution", "protection", "prevention", "profile")


def test_a_deficiency_that_became_an_achievement_is_one_change_with_both_quotes() -> None:
    """What was missing is now reported as done; no cause is claimed."""
    comparison = compared(
        (" The government did not provide residence permits to victims.", ""),
        ("convicting nine traffickers. ", ("convicting nine traffickers. Additionally, the "
         "government provided residence permits to victims. ")),
    )  # fmt: skip

    change = only(comparison, "turned")

    assert change.label == "deficiency now reported as achievement (moved)"
    assert [comparison.old.statement(p).text for p in change.old] == [
        "The government did not provide residence permits to victims."
    ]


def only(comparison: Comparison, kind: str) -> Change:
    """The one outcome of that kind."""
    (change,) = (c for c in comparison.outcomes if c.kind == kind)
    return change


SENTENCES = [
    "Police investigated 31 cases.",
    "Police investigated 44 cases.",
    "Courts convicted nine traffickers in the capital and two on the coast.",
    "Courts convicted nine traffickers in the capital.",
    "The shelter housed 30 women.",
    "The government did not open a shelter for men.",
    "The government opened a shelter for men.",
    "“Fees” remained legal — recruiters charged them.",
]
DEMANDS = ["Fund the shelter", "continue to fund the shelter", "train judges", "train all judges",
           "inspect vessels", "adopt a plan", "prohibit recruitment fees"]  # fmt: skip


@st.composite
def narratives(draw: st.DrawFn) -> Narrative:
    """Narratives of the made-up country with any sentences and demands."""
    text = OLD
    for heading in ("PROSECUTION", "PROTECTION", "PREVENTION"):
        added = " ".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=4)))
        text = text.replace(f"{heading}\n\n", f"{heading}\n\n{added} ".rstrip(" ") + " ", 1)
    demands = draw(st.lists(st.sampled_from(DEMANDS), min_size=1, max_size=5))
    start, end = OLD.index("Inspect fishing"), OLD.index("\n\nPROSECUTION")
    text = text.replace(OLD[start:end], "; ".join([*demands, "open courts", "pay police"]) + ".")
    return narrative(text, draw(st.sampled_from([2018, 2023])))


@settings(max_examples=60, deadline=None)
@given(narratives(), narratives())
def test_every_statement_has_exactly_one_outcome(old: Narrative, new: Narrative) -> None:
    """Each place of either narrative stands in one outcome, and none is made up."""
    comparison = tipdiff.compare(old, new)

    for narrative_, places in (
        (old, Counter(p for c in comparison.outcomes for p in c.old)),
        (new, Counter(p for c in comparison.outcomes for p in c.new)),
    ):
        assert places == Counter(every_place(narrative_))


@settings(max_examples=60, deadline=None)
@given(narratives(), narratives())
def test_swapping_the_editions_mirrors_the_outcomes(old: Narrative, new: Narrative) -> None:
    """New becomes dropped, strengthened becomes weakened, split becomes merged."""
    there = tipdiff.compare(old, new).outcomes
    back = tipdiff.compare(new, old).outcomes

    assert Counter(map(gist, there)) == Counter(gist(mirrored(c)) for c in back)


@settings(max_examples=30, deadline=None)
@given(narratives())
def test_typography_makes_no_change(old: Narrative) -> None:
    """Other quotation marks, dashes, spaces and cases of headings change nothing."""
    text = old.text.replace("“", '"').replace("”", '"').replace("—", "–").replace("'", "’")
    text = text.replace(". ", ".  ").replace("PROSECUTION", "Prosecution")

    assert tipdiff.compare(old, narrative(text, old.edition)).changes == ()


@settings(max_examples=20, deadline=None)
@given(narratives(), narratives())
def test_the_same_input_gives_the_same_comparison(old: Narrative, new: Narrative) -> None:
    """Nothing depends on the hour or on chance."""
    assert tipdiff.compare(old, new) == tipdiff.compare(old, new)


def every_place(narrative_: Narrative) -> list[Place]:
    """Where every statement of a narrative stands."""
    return [
        Place(section=s, statement=t)
        for s, section in enumerate(narrative_.sections)
        for t in range(len(section.statements))
    ]


def mirrored(change: Change) -> Change:
    """The outcome as the swapped comparison must have it."""
    kinds = {"new": "dropped", "dropped": "new"}
    ways = {"strengthened": "weakened", "weakened": "strengthened", "narrowed": "broadened",
            "broadened": "narrowed"}  # fmt: skip
    return replace(
        change,
        kind=kinds.get(change.kind, change.kind),  # type: ignore[arg-type]
        old=change.new,
        new=change.old,
        split=change.merged,
        merged=change.split,
        direction=ways.get(change.direction or ""),  # type: ignore[arg-type]
    )


def gist(change: Change) -> tuple[object, ...]:
    """What must be the same both ways: the subject of a link is that of its newer side."""
    subject = change.subject if change.kind in ("new", "dropped") else ""
    return (change.kind, subject, change.old, change.new, change.moved, change.split,
            change.merged, change.direction, round(change.score, 6))  # fmt: skip


def test_a_part_that_says_the_opposite_is_told_apart() -> None:
    """One achievement that became an achievement and a deficiency hides neither."""
    before = OLD[
        OLD.index("The government demonstrated increasing efforts by") : OLD.index(" Inspectors")
    ]
    both = (
        "The government opened a second public shelter and convicted twelve traffickers. However, "
        "the government did not open its public shelter to men and convicted no traffickers abroad."
    )

    comparison = compared((before, both))

    roles = [
        {side.statement(p).role for side, places in sides for p in places}
        for c in comparison.outcomes
        for sides in [((comparison.old, c.old), (comparison.new, c.new))]
    ]
    assert not [each for each in roles if {"achievement", "deficiency"} <= each]
    assert "new deficiency" in labels(comparison)
