"""The same edit in many narratives: found by itself, told once, and taken out of each country."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema
import pytest

from tests.comparisons import section
from tests.shared import shared
from tipdiff import countries
from tipdiff.compare import compare
from tipdiff.importing import Given, read_narratives
from tipdiff.model import Narrative
from tipdiff.report.json import render_json
from tipdiff.tables import template_shares
from tipdiff.tables.template_names import DEMONYMS
from tipdiff.tables.template_shares import SHARED, TEMPLATE, TEMPLATE_FACTS, TEMPLATE_STATEMENT
from tipdiff.template_changes import SharedEdit, applied, edits_of, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.model import Comparison, Country, Section


def without_template_changes(
    comparisons: Iterable[Comparison],
) -> tuple[tuple[Comparison, ...], tuple[SharedEdit, ...]]:
    """The three steps on an edition in memory: what is left, and the edits that many have."""
    every = tuple(comparisons)
    findings = find([edits_of(comparison) for comparison in every])
    pairs = zip(every, findings.marks, strict=True)
    return tuple(applied(comparison, marks) for comparison, marks in pairs), findings.edits


COUNTRIES = [
    country
    for country in countries.every()
    if country.iso3 in DEMONYMS and not country.name.startswith("The ")
][:24]

SENTENCES = {
    "verdict": "The Government of {name} does not fully meet the minimum standards.",
    "achievement": "Inspectors of the coast guard of {name} boarded forty trawlers in the harbor.",
    "deficiency": "{demonym} courts did not convict any official who took bribes from recruiters.",
    "recommendation": "Train judges to order restitution for workers whose wages were withheld.",
}


def narrative(country: Country, edition: int, sentences: dict[str, str]) -> Narrative:
    """A narrative in our own words, of a real name: a sentence a role."""
    words = {"name": country.name, "demonym": DEMONYMS[country.iso3].split()[0].replace("-", " ")}
    told = {role: text.format_map(words) for role, text in sentences.items() if text}
    summary = tuple((r, t) for r, t in told.items() if r != "recommendation")
    sections = [section("summary", f"{country.name}: Tier 2\n\n", " ", summary)]
    if "recommendation" in told:
        advice = tuple(("recommendation", text) for text in told["recommendation"].split("|"))
        sections.append(section("recommendations", "\n\nRECOMMENDATIONS\n\n", "\n", advice))
    return Narrative(country=country, edition=edition, source="state_gov", sections=tuple(sections))


def edition(
    edits: Iterable[tuple[int, str, str, str]], old: dict[str, str] = SENTENCES
) -> list[Comparison]:
    """24 countries compared; each edit (countries, role, old words, new words) is of the first."""
    compared = []
    for number, country in enumerate(COUNTRIES):
        new = dict(old)
        for many, role, before, after in edits:
            if number < many:
                assert before in new[role]
                new[role] = new[role].replace(before, after) if before else after
        compared.append(compare(narrative(country, 2022, old), narrative(country, 2023, new)))
    return compared


def told(edits: Sequence[SharedEdit]) -> list[tuple[str, str, int, str]]:
    return [(edit.old, edit.new, len(edit.countries), edit.rule) for edit in edits]


def test_what_many_countries_have_is_wording_and_no_change() -> None:
    """A phrase that no table knows, for another."""
    out, edits = without_template_changes(
        edition([(24, "recommendation", "order restitution for", "award compensation to")])
    )

    assert told(edits) == [
        ("order restitution for", "award compensation to", 24, TEMPLATE.name),
    ]
    assert edits[0].countries == tuple(sorted(COUNTRIES, key=lambda country: country.name))
    assert [comparison.changes for comparison in out] == [()] * 24
    (change,) = [c for c in out[0].outcomes if c.kind == "template"]
    assert (change.significance, change.label) == (0, "template wording of recommendation")
    assert [(r.rule, r.words) for r in change.reasons if "countries" in r.rule] == [
        (
            "template wording: in 24 of 24 countries",
            "“order restitution for” → “award compensation to”",
        )
    ]


def test_what_some_countries_have_is_told_once_and_stays_a_change_of_each() -> None:
    """Seven of 24 are below a third."""
    out, edits = without_template_changes(
        edition([(7, "recommendation", "order restitution for", "award compensation to")])
    )

    assert told(edits) == [("order restitution for", "award compensation to", 7, SHARED.name)]
    assert [len(comparison.changes) for comparison in out] == [1] * 7 + [0] * 17
    (change,) = out[0].changes
    assert (change.kind, change.significance) == ("reworded", 48)
    assert change.reasons[-1].rule == "same edit: in 7 of 24 countries"


@pytest.mark.parametrize("many", [1, 4])
def test_what_few_countries_have_is_not_told_of(many: int) -> None:
    """Below five there is no pattern."""
    before = edition([(many, "recommendation", "order restitution for", "award compensation to")])

    assert without_template_changes(before) == (tuple(before), ())


def test_of_few_countries_nothing_is_wording() -> None:
    """Nine that all have it may be nine real edits."""
    before = edition([(24, "recommendation", "order restitution for", "award compensation to")])

    out, edits = without_template_changes(before[:9])

    assert [edit.template for edit in edits] == [False]
    assert all(comparison.changes for comparison in out)


def test_an_edit_of_facts_is_wording_only_for_three_in_four() -> None:
    """One stage of a case for another: 17 countries of 24 are no edition."""
    some = edition([(17, "deficiency", "convict", "arrest")])
    most = edition([(18, "deficiency", "convict", "arrest")])

    assert told(without_template_changes(some)[1]) == [("convict", "arrest", 17, SHARED.name)]
    assert told(without_template_changes(most)[1]) == [
        ("convict", "arrest", 18, TEMPLATE_FACTS.name)
    ]


def test_figures_alone_are_never_wording() -> None:
    """All countries have forty and then fifty trawlers: each is told."""
    before = edition([(24, "achievement", "forty", "fifty")])

    assert all(comparison.changes for comparison in before)
    assert without_template_changes(before) == (tuple(before), ())


def test_an_edit_is_the_same_whatever_the_country_and_its_people_are_called() -> None:
    """The names stand inside the edits."""
    out, edits = without_template_changes(
        edition(
            [
                (24, "verdict", "The Government of {name} does not", "{name}'s authorities do not"),
                (24, "achievement", "coast guard of {name}", "{demonym} coast guard"),
            ]
        )
    )

    assert {(len(edit.countries), edit.rule) for edit in edits} == {(24, TEMPLATE.name)}
    assert ("The Government of [country] does", "[country]'s authorities do") in [
        (edit.old, edit.new) for edit in edits
    ]
    assert [comparison.changes for comparison in out] == [()] * 24


def test_a_word_put_before_many_is_asked_of_each_country() -> None:
    """The same word beside other words each time is no wording, however many have it."""
    pairs = zip(
        COUNTRIES,
        "Judges Police Ports Mines Farms Banks Ships Hotels Bars Towns Mills Kilns".split(),
        "train fund staff hire inspect register license audit map publish screen house".split(),
        strict=False,
    )
    before = [
        compare(
            narrative(country, 2022, {"recommendation": f"{who} should {verb} more people."}),
            narrative(
                country, 2023, {"recommendation": f"{who} should always {verb} more people."}
            ),
        )
        for country, who, verb in pairs
    ]
    same = [
        compare(
            narrative(country, 2022, {"recommendation": "Judges should visit more people."}),
            narrative(country, 2023, {"recommendation": "Judges should always visit more people."}),
        )
        for country in COUNTRIES
    ]

    assert not any(edit.template for edit in without_template_changes(before)[1])
    assert [edit.template for edit in without_template_changes(same)[1]] == [True]


def test_beside_wording_a_real_edit_stays_and_only_it_is_marked() -> None:
    """The quotations stay those of the narratives."""
    out, edits = without_template_changes(
        edition(
            [
                (24, "recommendation", "order restitution for", "award compensation to"),
                (2, "recommendation", "wages were withheld", "passports were taken"),
            ]
        )
    )

    assert [len(edit.countries) for edit in edits] == [24]
    assert [len(comparison.changes) for comparison in out] == [1, 1] + [0] * 22
    (change,) = out[0].changes
    marked = [(run.op, run.text.strip()) for run in change.words if run.op != "equal"]
    assert marked == [
        ("delete", "wages"),
        ("insert", "passports"),
        ("delete", "withheld."),
        ("insert", "taken."),
    ]
    sides = [
        "".join(
            run.text if op == "insert" or run.old_text is None else run.old_text
            for run in change.words
            if run.op in ("equal", op)
        )
        for op in ("delete", "insert")
    ]
    assert sides == [
        out[0].old.statement(change.old[0]).text,
        out[0].new.statement(change.new[0]).text,
    ]
    assert change.reasons[-1].rule == "template wording: in 24 of 24 countries"


def test_a_country_whose_real_edit_touches_wording_is_counted_and_keeps_all_of_it() -> None:
    """Which of the words are whose cannot be told."""
    out, edits = without_template_changes(
        edition(
            [
                (24, "recommendation", "order restitution for", "award compensation to"),
                (2, "recommendation", "workers", "sailors"),
            ]
        )
    )

    assert [len(edit.countries) for edit in edits] == [24]
    assert [len(comparison.changes) for comparison in out] == [1, 1] + [0] * 22
    (change,) = out[0].changes
    marked = {run.op: run.text.strip() for run in change.words if run.op != "equal"}
    assert marked["delete"].startswith("order restitution for workers")
    assert change.reasons[-1].rule == "template wording: in 24 of 24 countries"


def test_an_edit_is_quoted_without_the_words_that_both_sides_share() -> None:
    """The word before a mark that changed is none of it."""
    edits = [(24, "recommendation", "were withheld.", "were withheld, and add interest.")]

    _, (edit,) = without_template_changes(edition(edits))

    assert edit.before.endswith("wages were withheld")
    assert (edit.old, edit.new) == ("", "and add interest")


def test_wording_that_stands_twice_in_a_row_is_wording() -> None:
    """With one small word between them both are one edit, in which the edition's is seen."""
    old = {
        **SENTENCES,
        "context": "Agents of {name} recruit deckhands by false offers of work abroad.",
        "deficiency": "No court heard deckhands or deckhands who fled in the last years.",
    }
    edits = [
        (24, "context", "deckhands", "seafarers"),
        (1, "deficiency", "deckhands or deckhands", "seafarers or seafarers"),
    ]

    out, told_edits = without_template_changes(edition(edits, old))

    assert [(edit.old, edit.new, len(edit.countries)) for edit in told_edits] == [
        ("deckhands", "seafarers", 24)
    ]
    assert [comparison.changes for comparison in out] == [()] * 24


def test_wording_gives_a_demand_no_direction() -> None:
    """All were strengthened by one word: none was."""
    edits = [
        (24, "recommendation", "Train", "Vigorously train"),
        (1, "recommendation", "judges", "judges of the northern provinces"),
    ]
    before = edition(edits)
    out, _ = without_template_changes(before)

    assert before[0].changes[0].direction == "strengthened"
    (change,) = out[0].changes
    assert (change.direction, change.label, change.significance) == (
        None,
        "reworded recommendation",
        48,
    )
    assert not [reason for reason in change.reasons if "vigor" in reason.rule]


def test_wording_turns_no_deficiency_into_an_achievement() -> None:
    """Where it is by its wording that a sentence was read as the other, nothing was resolved."""
    told = (
        "Although {name} meets the standards, it left kilns, farms, ports, mines and "
        "trawlers of all provinces uninspected throughout the year."
    )
    by_form = told.replace("meets the standards", "satisfies the requirements")
    compared = [
        compare(
            narrative(country, 2022, {"deficiency": told}),
            narrative(country, 2023, {"achievement": by_form}),
        )
        for country in COUNTRIES
    ]

    out, _ = without_template_changes(compared)

    assert [c.kind for comparison in compared for c in comparison.changes] == ["turned"] * 24
    assert [comparison.changes for comparison in out] == [()] * 24


def test_a_recommendation_that_moved_still_does() -> None:
    """What is left of it is its new rank."""
    old = {"recommendation": "Train judges to order restitution.|Map the ports.|Audit recruiters."}
    new = {"recommendation": "Map the ports.|Audit recruiters.|Train judges to award compensation."}
    plain = {
        **old,
        "recommendation": old["recommendation"].replace("order restitution", "award compensation"),
    }
    compared = [
        compare(narrative(c, 2022, old), narrative(c, 2023, new if n == 0 else plain))
        for n, c in enumerate(COUNTRIES)
    ]

    out, _ = without_template_changes(compared)

    (change,) = out[0].changes
    assert (change.kind, change.label) == ("moved", "reprioritized recommendation (rank 1 to 3)")


@pytest.mark.parametrize(("side", "kind"), [("new", "new"), ("old", "dropped")])
def test_whole_statements_in_nearly_the_same_words_are_wording(side: str, kind: str) -> None:
    """Of half the countries; one word may differ, and the names do."""
    form = "Traffickers in {name} exploit {who} who were promised work in hotels of the capital."
    who = ("women", "girls", "migrants")
    compared = []
    for n, country in enumerate(COUNTRIES):
        more = {**SENTENCES, "context": form.replace("{who}", who[n % 3]) if n < 12 else ""}
        pair = (SENTENCES, more) if side == "new" else (more, SENTENCES)
        compared.append(
            compare(narrative(country, 2022, pair[0]), narrative(country, 2023, pair[1]))
        )

    out, edits = without_template_changes(compared)
    fewer, shown = without_template_changes([*compared[1:], *edition([])[:1]])

    assert [(edit.kind, edit.template, edit.rule) for edit in edits] == [
        (kind, True, TEMPLATE_STATEMENT.name)
    ]
    assert "[country]" in edits[0].old + edits[0].new
    assert [comparison.changes for comparison in out] == [()] * 24
    assert [(edit.template, len(edit.countries)) for edit in shown] == [(False, 11)]
    assert sum(bool(comparison.changes) for comparison in fewer) == 11


def test_known_formulae_are_told_once_as_well() -> None:
    """They are no changes already."""
    old = {
        **SENTENCES,
        "achievement": "Police closed nine bars of {name}, compared to six in 2021.",
    }
    out, edits = without_template_changes(
        edition([(24, "achievement", "compared to", "compared with")], old)
    )

    assert [(e.kind, e.rule, e.told, e.template) for e in edits] == [
        ("formula", "compared to is compared with", "in 24 of 24 countries", True)
    ]
    assert [comparison.changes for comparison in out] == [()] * 24


def test_the_result_is_a_comparison_of_the_schema() -> None:
    """Every statement keeps its outcome, and the order does."""
    before = edition([(24, "recommendation", "order restitution for", "award compensation to")])
    out, _ = without_template_changes(before)
    path = files("tipdiff").joinpath("data/comparison.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))

    for was, now in zip(before, out, strict=True):
        jsonschema.validate(json.loads(render_json(now)), schema)
        assert [(c.id, c.old, c.new) for c in was.outcomes] == [
            (c.id, c.old, c.new) for c in now.outcomes
        ]


def test_nothing_compared_gives_nothing() -> None:
    assert without_template_changes([]) == ((), ())


def test_every_threshold_has_a_name_and_an_origin() -> None:
    rows = [SHARED, TEMPLATE, TEMPLATE_FACTS, TEMPLATE_STATEMENT]

    assert len({row.name for row in rows}) == len(rows)
    assert all(row.origin and row.least >= 5 and 0 < row.share < 1 for row in rows)
    assert template_shares.TEMPLATE.of(183) == 61


def test_every_demonym_is_of_a_country() -> None:
    assert {*DEMONYMS} <= {country.iso3 for country in countries.every()}


# The 183 narratives of 2018, edited at test time.


@pytest.fixture(scope="module")
def narratives() -> list[Narrative]:
    paths = sorted(shared("narratives", "tip-2018").glob("*.txt"))
    return [n for path in paths for n in read_narratives(path, Given())]


def edited(narrative: Narrative, edits: Sequence[tuple[str, str]]) -> Narrative:
    """The next edition: the same statements, with words replaced."""
    sections = tuple(_edited_section(section, edits) for section in narrative.sections)
    return replace(narrative, edition=narrative.edition + 1, sections=sections)


def _edited_section(section: Section, edits: Sequence[tuple[str, str]]) -> Section:
    text, at, statements = "", 0, []
    for statement in section.statements:
        text += section.text[at : statement.start]
        words = statement.text
        for pattern, after in edits:
            words = re.sub(pattern, after, words)
        end = len(text) + len(words)
        statements.append(replace(statement, text=words, start=len(text), end=end))
        text, at = text + words, statement.end
    return replace(section, text=text + section.text[at:], statements=tuple(statements))


def holding(narratives: Iterable[Narrative], pattern: str) -> list[str]:
    return [
        n.country.iso3
        for n in narratives
        if any(re.search(pattern, s.text) for section in n.sections for s in section.statements)
    ]


FORMULAE = {
    "words for others": (r"\bminimum standards\b", "minimum requirements"),
    "at several of its words": (
        r"\bminimum standards for the elimination of trafficking\b",
        "minimum benchmarks for ending human trafficking",
    ),
}
REAL = (r"\bpolice\b(?=[ ,])", "law enforcement officers")


@pytest.mark.parametrize("formula", FORMULAE.values(), ids=FORMULAE)
def test_of_183_narratives_exactly_the_formula_and_the_real_edit_come_out(
    narratives: list[Narrative], formula: tuple[str, str]
) -> None:
    """The formula in all 183 is wording, the real edit in 20 of them is told and stays."""
    having = holding(narratives, REAL[0])
    really = having[:: len(having) // 20][:20]
    before = [
        compare(n, edited(n, [formula, REAL] if n.country.iso3 in really else [formula]))
        for n in narratives
    ]

    alone = {
        n.country.iso3: compare(n, edited(n, [REAL]))
        for n in narratives
        if n.country.iso3 in really
    }

    out, edits = without_template_changes(before)

    assert len(narratives) == 183
    assert holding(narratives, formula[0]) == [n.country.iso3 for n in narratives]
    assert [edit.template for edit in edits] == [True, False]
    assert [edit.told for edit in edits] == ["in 183 of 183 countries", "in 20 of 183 countries"]
    assert {country.iso3 for country in edits[1].countries} == {*really}
    assert (edits[1].old, edits[1].new) == ("police", REAL[1])
    left = {c.new.country.iso3: said(c) for c in out if c.changes}
    assert left == {iso3: said(c) for iso3, c in alone.items() if c.changes}
    assert len(left) >= 15


def said(comparison: Comparison) -> list[tuple[object, ...]]:
    """What a reader is told of the changes of a comparison."""
    return [
        (c.kind, c.label, c.old, c.new, c.direction, c.figures, c.significance)
        for c in comparison.changes
    ]
