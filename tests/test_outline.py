"""The outline of the Human Rights Reports: topics by heading, by label, by what they stand in."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from tests.shared import shared
from tipdiff import series
from tipdiff.parse import parse_document, parse_text
from tipdiff.parse.coverage import uses_of
from tipdiff.parse.outline import topic_of

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.model import Narrative

HRR = series.find("hrr")
HEADINGS = {
    "a. Arbitrary Deprivation of Life and Other Unlawful or Politically Motivated Killings": (
        "killings"
    ),
    "a. Extrajudicial Killings": "killings",
    "EXECUTIVE SUMMARY": "executive_summary",
    "f. Transnational Repression.": "transnational_repression",
    "b. Coercion in Population Control": "population_control",
    "Section 4. Corruption in Government": "corruption",
    "Section 4. Corruption and Lack of Transparency in Government": "corruption",
    "a. Freedom of Association and the Right to Collective Bargaining": "unions",
    "Freedom of Association": "assembly",
    "Acts of Violence, Criminalization, and Other Abuse Based on Sexual Orientation": "orientation",
    "d. Discrimination (see section 6)": "employment_discrimination",
    "Section 1. Life": None,
    "Bilateral Pressure": None,
}


@pytest.mark.parametrize(("heading", "kind"), HEADINGS.items())
def test_a_heading_is_of_a_topic_whatever_its_number_and_its_edition(
    heading: str, kind: str | None
) -> None:
    assert topic_of(heading, HRR) == kind


PAGE = """
<link rel="canonical" href="https://www.state.gov/reports/{0}-country-reports-on-human-rights-practices/veldonia/">
<section class="report__main">{1}</section>
"""
OLD = PAGE.format(
    2023,
    "<h2>EXECUTIVE SUMMARY</h2><p>Nothing changed in Veldonia.</p>"
    "<h4>Section 1.</h4><h3>Respect for the Integrity of the Person</h3>"
    "<h3>c. Torture and Other Cruel, Inhuman, or Degrading Treatment or Punishment</h3>"
    "<p>The law forbade it.</p>"
    "<h4>Prison and Detention Center Conditions</h4><p>Cells were cold.</p>"
    "<p><b>Administration</b><b>:</b>  Wardens answered letters.</p><p>They met inmates.</p>"
    "<h4>A Prison of Its Own</h4><p>One stood on an island.</p>"
    "<h4>h. A Thing Never Seen</h4><p>It was seen.</p>"
    "<h3>Children</h3><p><u>Child, Early, and Forced Marriage</u>: The age was 18.</p>"
    "<p><u>Child Abuse</u>: A hotline was open.</p><p>Note: it was free.</p>",
)


def test_a_section_is_of_the_topic_that_its_heading_its_label_or_its_neighbour_says() -> None:
    """A label heads a paragraph; what no row knows goes on, unless it has a number of its own."""
    narrative = parse_text(OLD)

    assert [
        (s.kind, s.heading, [(each.role, each.text) for each in s.statements])
        for s in narrative.sections
        if s.statements
    ] == [
        (kind, heading, [(kind, text) for text in texts])
        for kind, heading, *texts in (
            ("executive_summary", "EXECUTIVE SUMMARY", "Nothing changed in Veldonia."),
            (
                "torture",
                "c. Torture and Other Cruel, Inhuman, or Degrading Treatment or Punishment",
                "The law forbade it.",
            ),
            ("prisons", "Prison and Detention Center Conditions", "Cells were cold."),
            ("prisons", "Administration", "Wardens answered letters.", "They met inmates."),
            ("prisons", "A Prison of Its Own", "One stood on an island."),
            ("other", "h. A Thing Never Seen", "It was seen."),
            ("child_marriage", "Child, Early, and Forced Marriage", "The age was 18."),
            ("children", "Child Abuse", "A hotline was open.", "Note: it was free."),
        )
    ]
    assert {s.kind for s in narrative.sections} <= {kind for kind, _ in HRR.sections}
    assert (narrative.series, narrative.tier, narrative.grades) == ("hrr", None, ())


def test_a_text_without_markup_has_the_same_sections() -> None:
    """Each line is looked up; but for headings that no row knows and no number tells."""
    marked = parse_text(OLD)
    plain = "\n\n".join(section.text.strip() for section in marked.sections)
    plain = plain.replace("Section 1.\n\n", "Section 1. ")
    read = parse_text(plain, edition=2023, country="Veldonia")

    same = [(s.kind, s.heading) for s in marked.sections if s.heading != "A Prison of Its Own"]
    assert [(s.kind, s.heading) for s in read.sections] == same
    assert read.series == "hrr"


@pytest.mark.parametrize("pattern", [row for t in HRR.topics for row in (*t.headings, *t.labels)])
def test_every_row_is_the_heading_of_a_real_page(pattern: str, real_headings: str) -> None:
    form = re.compile(rf"^(?:section \d+\. |[a-z]\. )?(?:{pattern})[.:]*$", re.I | re.M)
    assert form.search(real_headings)


@pytest.mark.parametrize("pattern", HRR.labels)
def test_every_label_heads_a_paragraph_of_a_real_page(pattern: str, real_headings: str) -> None:
    assert re.search(rf"^(?:{pattern})$", real_headings, re.I | re.M)


@pytest.fixture(scope="module")
def real_headings() -> str:
    """The headings of real pages, one a line."""
    return "\n".join(
        dict.fromkeys(
            " ".join(section.heading.split())
            for path in sorted(shared("pages", "hrr").glob("*/*.html.gz"))
            for section in read(path).sections
            if section.heading
        )
    )


def read(path: Path) -> Narrative:
    """The one narrative of a page."""
    (narrative,) = parse_document(gzip.decompress(path.read_bytes()))
    return narrative


def test_no_character_of_a_real_page_is_lost() -> None:
    """Pages of several countries in all editions; every section is of a kind of the vocabulary."""
    kinds = {kind for kind, _ in HRR.sections}
    for path in sorted(shared("pages", "hrr").glob("*/*.html.gz"))[::7]:
        narrative = read(path)
        assert (narrative.series, narrative.edition) == ("hrr", int(path.parent.name))
        assert uses_of(narrative)["unaccounted"] == 0, path
        assert {s.kind for s in narrative.sections} <= kinds
        assert sum(s.kind == "other" and bool(s.statements) for s in narrative.sections) <= 1, path
