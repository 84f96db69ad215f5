"""What makes a linked statement updated rather than reworded, and what is no change at all."""

from __future__ import annotations

from dataclasses import dataclass

from tipdiff.tables.vocabulary import FUNCTION_WORDS, words

TELLING_WORDS = words(
    """no not never neither nor without may might could must should all some most many few several
    each every only more less before after until unless against further"""
)
"""Function words whose coming or going a reader would call a change."""

SMALL_WORDS = (FUNCTION_WORDS - TELLING_WORDS) | words(
    "regarding concerning age ages aged see annual existing current currently ngo"
)
"""Words whose coming and going is no change: articles, auxiliaries, connectives, pronouns.

The last ones are from the pairs of Human Rights Reports 2016 to 2023: "regarding" for "about",
"as young as age seven", "Also see the annual report", "existing laws" for "laws", "the NGO Hope" for
"Hope".
"""

SAME_WORDS = {
    "may": "can",
    "might": "can",
    "could": "can",
    "state": "say",
    "note": "say",
    "issue": "matter",
    "problem": "matter",
    "minor": "child",
    "ensure": "assure",
    "utilize": "use",
    "assist": "help",
    "obtain": "get",
    "receive": "get",
    "approximately": "about",
    "roughly": "about",
    "no": "not",
    "estimated": "about",
}
"""Words that stand for each other without a change: the commonest swaps in those 140 pairs."""

PRONOUNS = words("he her him his it its she their them they this these")
"""What may stand for a name that the other edition writes out."""

NEGATIONS = words("no not never neither nor without none cannot fail lack unable refuse cease")

LEAST_COMMON = 0.25
"""Share of the content both must have for a swapped word to be news: else all is reworded."""

OTHER_EVENT = 0.3
"""Share of the content both must have for a date that one edition leaves out to be no news: in 78
pairs of lists, "In 2022, inspectors visited" for "Inspectors visited" tells of nothing else."""

REACH_OF_NEGATION = 2
"""Words of content that a negation is taken to deny: "did not adequately protect"."""

WAYS = ("from", "to", "into", "by", "against", "for", "over")
"""Words before a name that say which way: "from Chad to Niger" is not "from Niger to Chad"."""

MONTHS = words(
    "January February March April May June July August September October November December"
)

A_MONTH = "|".join(sorted(MONTHS))
"""A pattern of its own, to be set in others."""

COUNTING = {
    "one": "1",
    "first": "1.",
    "second": "2.",
    "third": "3.",
    "fourth": "4.",
    "fifth": "5.",
    "sixth": "6.",
    "seventh": "7.",
    "eighth": "8.",
    "ninth": "9.",
    "tenth": "10.",
}
"""Words that count where no figure stands; "one of" counts nothing."""

SAME_ORDER = 0.9
"""How much of the content must stand in the same order for small words to be the only change."""


LEAST_WORDS = 8
"""Words of content a statement must have for what stood last to stand first without a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Words of one family: where one edition has one and the other another, the facts changed."""

    name: str
    words: frozenset[str]
    origin: str
    exact: bool = False
    """A word of the family that comes or goes alone is news as well."""


def _swap(name: str, members: str, origin: str, *, exact: bool = False) -> Swap:
    return Swap(name=name, words=words(members), origin=origin, exact=exact)


SWAPS: tuple[Swap, ...] = (
    _swap(
        "status",
        "remain upgrade downgrade place",
        "format reference, section 6: trajectory sentences",
    ),
    _swap(
        "direction",
        "increase decrease maintain remain improve decline rise fall reduce expand drop double triple",
        "format reference, section 6: section verdicts",
    ),
    _swap(
        "stage",
        "draft propose pend introduce approve pass adopt enact ratify finalize repeal amend launch "
        "establish complete begin continue suspend close open release operate end",
        "stages of a law, a plan or a programme",
    ),
    _swap(
        "procedure",
        "arrest charge try convict acquit sentence appeal dismiss release detain investigate",
        "stages of a case",
    ),
    _swap(
        "frequency",
        "always often frequently regularly usually sometimes occasionally rarely seldom never",
        "adverbs of frequency",
    ),
    _swap(
        "quantity",
        "dozens tens hundreds thousands millions",
        "yearly summaries: thousands of workers that become tens of thousands",
        exact=True,
    ),
    _swap(
        "role",
        "source transit destination",
        "format reference, section 6: opening of the profile to 2018",
        exact=True,
    ),
)
