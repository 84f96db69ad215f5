"""Unchanged, reworded or updated, and by which rule."""

from __future__ import annotations

import pytest

from tipdiff.align.kind import kind_of
from tipdiff.align.words import read


@pytest.mark.parametrize(
    ("old", "new", "kind", "rules"),
    [
        ("The court met.", "The court meets.", "unchanged", ("small words",)),
        (
            "In 2019 José Fernández met García.",
            "In 2019 Jose Fernandez met Garcia.",
            "unchanged",
            (),
        ),
        (
            "The law also bans marriages of children.",
            "However, the law bans marriage of children.",
            "unchanged",
            ("small words",),
        ),
        (
            "It does not inspect farms.",
            "The inspectorate does not inspect farms.",
            "reworded",
            (),
        ),
        (
            "It has no power to search farms.",
            "TIPCO has no power to search farms.",
            "unchanged",
            ("pronoun for a name",),
        ),
        (
            "Observers said the courts freed two men.",
            "Observers noted the courts freed two men.",
            "unchanged",
            ("small words",),
        ),
        (
            "There was no shelter for men.",
            "There was not a shelter for men.",
            "unchanged",
            ("small words",),
        ),
        (
            "They searched farms in the north.",
            "Police did not search farms in the north.",
            "updated",
            ("polarity differs",),
        ),
        (
            "They convicted traffickers in the north.",
            "Courts convicted 12 traffickers in the north.",
            "reworded",
            (),
        ),
        (
            "They convicted traffickers in May 2017.",
            "Courts convicted traffickers in May 2018.",
            "updated",
            ("dates differ",),
        ),
        (
            "They searched the farms in the north.",
            "Police searched all farms in the north.",
            "reworded",
            (),
        ),
        (
            "On June 4 police freed the boys.",
            "On June 24 police freed the boys.",
            "updated",
            ("dates differ",),
        ),
        (
            "On June 4 police freed the boys.",
            "In June police freed the boys.",
            "unchanged",
            ("small words",),
        ),
        (
            "Courts convicted 12 traffickers.",
            "Courts convicted nine traffickers.",
            "updated",
            ("figures differ",),
        ),
        (
            "Boys may marry at 18 and girls at 16, or under 16 with a judge's consent.",
            "Boys may marry at 18 and girls at 16, or under 18 with a judge's consent.",
            "updated",
            ("figures differ",),
        ),
        (
            "The cabinet of 32 included four ministers and three state secretaries.",
            "The cabinet of 32 included three ministers and four state secretaries.",
            "updated",
            ("figures changed places",),
        ),
        (
            "Thousands of migrants are at risk.",
            "Tens of thousands of migrants are at risk.",
            "updated",
            ("quantity differs",),
        ),
        (
            "For the third consecutive year no one was charged.",
            "For the fourth consecutive year no one was charged.",
            "updated",
            ("figures differ",),
        ),
        (
            "In June the cabinet opened a shelter.",
            "In May the cabinet opened a shelter.",
            "updated",
            ("dates differ",),
        ),
        (
            "On June 4 the cabinet met the judges.",
            "In June 2021 the cabinet met several judges.",
            "reworded",
            (),
        ),
        (
            "The council met.",
            "The council never met.",
            "updated",
            ("polarity differs",),
        ),
        (
            "Veldonia remained on Tier 2.",
            "Veldonia was upgraded to Tier 2.",
            "updated",
            ("status differs",),
        ),
        (
            "Police frequently detained victims.",
            "Police detained victims.",
            "reworded",
            (),
        ),
        (
            "Police frequently detained victims.",
            "Police rarely detained victims.",
            "updated",
            ("frequency differs",),
        ),
        (
            "Girls were sent to Norland for work.",
            "Girls were sent to Sudonia for work.",
            "updated",
            ("names differ",),
        ),
        (
            "Girls were sent to Norland, Sudonia and the UK for work.",
            "Girls were sent to Westmark and Ostland for work.",
            "updated",
            ("names differ",),
        ),
        (
            "The office asked the Port Inspection Council for help.",
            "The office asked the PIC for help.",
            "reworded",
            (),
        ),
        (
            "The NGO Port Watch said police did not enforce existing laws on beggars.",
            "Port Watch said police did not enforce laws on beggars.",
            "unchanged",
            ("small words",),
        ),
        (
            "Courts do not fine owners, and police do search their boats.",
            "Courts do not fine owners, and police do not search their boats.",
            "updated",
            ("polarity differs",),
        ),
        (
            "The ministry maintained funds for shelters.",
            "The ministry decreased funds for shelters.",
            "updated",
            ("direction differs",),
        ),
        (
            "During the drought, inspectors closed several brick kilns that withheld papers.",
            "Inspectors closed several brick kilns that withheld papers during the drought.",
            "unchanged",
            ("small words",),
        ),
        (
            "City inspectors closed nine brick kilns whose owners withheld papers from women.",
            "Town inspectors closed nine brick kilns whose owners withheld papers from women.",
            "reworded",
            (),
        ),
        (
            "Inspectors visited nine brick kilns with the approval of the owners.",
            "In 2022, inspectors visited nine brick kilns with the approval of the owners.",
            "reworded",
            (),
        ),
        (
            "In June the inspectors visited nine brick kilns.",
            "In 2022 the inspectors visited nine brick kilns.",
            "reworded",
            (),
        ),
        (
            "The ministry did not report on courts.",
            "In June a judge trained police to screen victims.",
            "updated",
            ("dates differ",),
        ),
        (
            "In June the city launched a shelter.",
            "The city operated a shelter.",
            "updated",
            ("stage differs",),
        ),
        (
            "Three shelters opened outside the capital: Alta, Brin and Corva.",
            "Six shelters opened outside the capital: Alta, Brin and Corva.",
            "updated",
            ("figures differ",),
        ),
        (
            "The ministry oversees the shelters.",
            "The ministry oversaw the shelters.",
            "unchanged",
            ("small words",),
        ),
        (
            "Care homes for children stayed short of funds.",
            "Funds for children stayed short of care homes.",
            "reworded",
            (),
        ),
    ],
)
def test_the_first_rule_that_holds_decides(
    old: str, new: str, kind: str, rules: tuple[str, ...]
) -> None:
    """One case for each rule, and for what none of them claims."""
    assert (kind, rules) == kind_of([read(old)], [read(new)])


RAID = (
    "In the harbor towns of the north inspectors of the ministry visited farms, mines, quarries, "
    "kilns, bars, ships and private homes, {}, and took whom they met to shelters of churches for "
    "medical care, counseling, legal aid, lessons, meals and rest."
)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (
            "found 12 girls and 33 boys",
            "found 33 girls and 12 boys",
            ("updated", ("figures changed places",)),
        ),
        (
            "met girls taken from Norland to Sudland",
            "met girls taken from Sudland to Norland",
            ("updated", ("names changed places",)),
        ),
        (
            "did not fine owners and did warn guards",
            "did fine owners and did not warn guards",
            ("reworded", ()),
        ),
    ],
)
def test_a_long_statement_hides_no_swap(
    old: str, new: str, kind: tuple[str, tuple[str, ...]]
) -> None:
    """The words are the same, and nearly all in their order; what they say is not."""
    assert kind_of([read(RAID.format(old))], [read(RAID.format(new))]) == kind


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("found 12 girls, 33 boys", "found 33 boys, 12 girls"),
        ("met girls from Norland and Sudland", "met girls from Sudland and Norland"),
        ("took girls from Norland to Sudland", "took girls to Sudland from Norland"),
    ],
)
def test_a_list_may_be_told_in_another_order(old: str, new: str) -> None:
    """Each number stays with what it counts, each name with its way."""
    sides = ([read(RAID.format(found))] for found in (old, new))

    assert kind_of(*sides) == ("unchanged", ("small words",))
