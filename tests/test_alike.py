"""Series with an outline: like sections first, by topic or by what they say, then across."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.comparisons import narrative
from tests.shared import shared
from tipdiff import compare, parse_text
from tipdiff.alike import alike
from tipdiff.importing import Given, read_narratives
from tipdiff.model import Place
from tipdiff.report.html import render_html
from tipdiff.report.json import render_json
from tipdiff.report.markdown import render_markdown
from tipdiff.report.sections import Tally, tallies
from tipdiff.report.terminal import render_terminal

if TYPE_CHECKING:
    from tipdiff.model import Comparison

OLD = """EXECUTIVE SUMMARY

Courts in Veldonia tried two ministers for theft of public funds.

Section 1. Respect for the Integrity of the Person

c. Torture and Other Cruel, Inhuman, or Degrading Treatment or Punishment

The constitution banned torture. An inmate of Port Halden prison said guards beat him in May.

Prison and Detention Center Conditions

Cells at Port Halden held twice as many inmates as planned.

f. Protection of Refugees

Not applicable.

Women

Coercion in Population Control: There were no reports of coerced sterilization by health workers.

Children

Child Abuse: A hotline took nine hundred calls about children who were beaten at home.
"""
NEW = """EXECUTIVE SUMMARY

Courts in Veldonia tried two ministers for theft of public funds.

Section 1. Life

b. Coercion in Population Control

There were no reports of coerced sterilization by health workers.

Section 3. Security of the Person

a. Torture and Cruel, Inhuman, or Degrading Treatment or Punishment

The constitution banned torture. Cells at Port Halden held twice as many inmates as planned.

d. Acts of Antisemitism and Antisemitic Incitement

Not applicable.
"""


def compared() -> Comparison:
    """The made-up country before and after the outline was made anew, as if these were whole."""
    sides = (
        parse_text(text, edition=edition, country="Veldonia")
        for text, edition in ((OLD, 2023), (NEW, 2024))
    )
    return compare(*(replace(side, partial=False, missing=()) for side in sides))


def fates(comparison: Comparison) -> set[tuple[str, str]]:
    """Each outcome's kind and the beginning of what it is of."""
    sides = ((comparison.old, "old"), (comparison.new, "new"))
    return {
        (change.kind, " ".join(narrative.statement(place).text.split()[:3]))
        for change in comparison.outcomes
        for narrative, side in sides
        for place in getattr(change, side)
    }


def test_what_moved_to_another_topic_is_found_and_a_stock_phrase_is_not() -> None:
    """What an outline has no topic for was dropped: nothing is left uncompared."""
    assert fates(compared()) == {
        ("unchanged", "Courts in Veldonia"),
        ("unchanged", "The constitution banned"),
        ("unchanged", "There were no"),
        ("moved", "Cells at Port"),
        ("dropped", "An inmate of"),
        ("dropped", "Not applicable."),
        ("dropped", "A hotline took"),
        ("new", "Not applicable."),
    }
    assert compared().uncompared == ()


def test_each_section_tells_what_became_of_its_statements() -> None:
    told = {t.kind: (*t.numbers, dict(t.moved_to)) for t in tallies(compared())}

    assert told == {
        "executive_summary": (1, 1, 0, 0, 0, 0, 1, {}),
        "population_control": (1, 1, 0, 0, 0, 0, 1, {}),
        "torture": (2, 1, 0, 0, 1, 0, 2, {}),
        "antisemitism": (0, 0, 0, 0, 0, 1, 1, {}),
        "prisons": (1, 0, 0, 1, 0, 0, 0, {"torture": 1}),
        "refugees": (1, 0, 0, 0, 1, 0, 0, {}),
        "children": (1, 0, 0, 0, 1, 0, 0, {}),
    }


def test_every_report_shows_the_table_and_no_tier() -> None:
    comparison = compared()
    move = "Prison and detention center conditions → Torture and other cruel treatment 1"
    terminal = render_terminal(comparison, width=90)
    shown = (terminal, render_markdown(comparison), render_html(comparison))

    assert all(move in report and "All sections" in report for report in shown)
    assert all("no tier" not in report for report in shown)
    lines = [line for line in terminal.splitlines() if line.startswith("All sections")]
    assert [line.split()[2:] for line in lines] == [["7", "3", "-", "1", "3", "1", "5"]]
    (prisons,) = (
        r for r in json.loads(render_json(comparison))["sections"] if r["section"] == "prisons"
    )
    assert (prisons["old"], prisons["moved"], prisons["moved_to"]) == (1, 1, {"torture": 1})


LOST = """Section 5. Corruption in Government

The law banned bribes.

Section 6. Discrimination and Societal Abuses

{}"""
TEXT = (
    "Fishing crews in Veldonia slept on deck without shelter. The coast guard boarded ninety "
    "vessels and freed a dozen deckhands. Skippers kept the wages of those who complained."
)


def test_sections_with_other_headings_are_alike_by_what_they_say() -> None:
    """So their statements are aligned in order, and those that hold little are known as well."""
    old = LOST.format(f"d. A Matter of Boats\n\n{TEXT} It went on.")
    new = LOST.format(f"Indigenous Peoples\n\n{TEXT} It went on.")
    sides = [parse_text(t, edition=y, country="Veldonia") for t, y in ((old, 2021), (new, 2022))]
    comparison = compare(*sides)

    assert {c.kind for c in comparison.outcomes} == {"unchanged", "moved"}
    assert [(t.kind, t.moved, t.moved_to) for t in tallies(comparison) if t.moved] == [
        ("other", 4, (("indigenous", 4),))
    ]


@pytest.mark.parametrize(
    ("text", "are_alike"),
    [
        (TEXT, True),
        (TEXT.upper().replace(" ", ", "), True),
        (TEXT.upper().replace(" ", "” “"), True),
        (TEXT.replace(" ", "_"), False),
        (TEXT.replace("e", "é"), False),
        (TEXT[:60], False),
    ],
)
def test_sections_are_alike_by_their_words_whatever_stands_between(
    text: str, *, are_alike: bool
) -> None:
    """Capitals and punctuation, of ASCII or not, make no other words; and there must be enough."""
    old = narrative(2021, (("other", "", " ", (("other", TEXT),)),), series="hrr")
    new = narrative(2022, (("indigenous", "", " ", (("indigenous", text),)),), series="hrr")
    here = [Place(section=0, statement=0)]

    found = alike(old, new, {"other": here}, {"indigenous": here})

    assert found == ([(here, here)] if are_alike else [])


@pytest.mark.parametrize("country", ["denmark", "vietnam", "zimbabwe", "grenada"])
def test_all_editions_of_a_real_country_compare_and_every_statement_is_counted(
    country: str,
) -> None:
    """Each is in one outcome; and the new outline of 2024 moved and dropped some of them."""
    files = sorted(shared("pages", "hrr").glob(f"*/{country}.html.gz"))
    pages = [read_narratives(path, Given())[0] for path in files]
    assert [page.edition for page in pages] == list(range(2016, 2025))
    for old, new in pairwise(pages):
        comparison = compare(old, new)
        rows = tallies(comparison)
        assert all(row.old == _sum_of_fates(row) for row in rows)
        for side, total in ((old, sum(r.old for r in rows)), (new, sum(r.current for r in rows))):
            assert total == sum(len(section.statements) for section in side.sections)
        kept = sum(row.kept + row.edited + row.moved for row in rows)
        assert kept > 0.2 * sum(row.old for row in rows), (old.title, new.title)
    assert sum(row.dropped for row in rows) > 20
    assert sum(row.moved for row in rows) > 0


def _sum_of_fates(row: Tally) -> int:
    return row.kept + row.edited + row.moved + row.dropped + row.uncompared
