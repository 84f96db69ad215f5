"""Sources are told by the modules of fetchers/ and recognised by address or marks."""

from __future__ import annotations

from pathlib import Path

import pytest

import fetchers
from tipdiff.sources import any_of, layouts, named, recognise


def test_every_module_of_fetchers_is_found() -> None:
    """By itself, in the order of names."""
    folder = Path(fetchers.__path__[0])
    modules = sorted(path.stem for path in folder.glob("[a-z]*.py"))

    assert [layout.name for layout in layouts()] == modules


def test_only_the_source_that_leaves_sections_out_is_partial() -> None:
    """What it lacks was not dropped."""
    assert [(layout.name, layout.missing) for layout in layouts() if layout.partial] == [
        ("gvnet", ("prosecution", "protection", "prevention", "profile"))
    ]


def test_every_pattern_and_selector_can_be_used() -> None:
    """A layout with a mistake in it would fail only on the page that needs it."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup("<p></p>", "lxml")
    for layout in layouts():
        for patterns in (layout.marks, layout.front, layout.tail):
            assert any_of(patterns).search("Veldonia lies inland.") is None
        for selector in (*layout.narrative, *layout.drop):
            assert soup.select(selector) == []


RECOGNISED = [
    ("", "https://www.state.gov/reports/2022-trafficking-in-persons-report/fiji/", "state_gov"),
    ("", "https://2009-2017.state.gov/j/tip/rls/tiprpt/2007/82807.htm", "state_gov_archive"),
    ("", "https://www.ecoi.net/en/document/2055188.html", "ecoi"),
    ("", "http://www.refworld.org/docid/4c1883fac.html", "refworld"),
    ("", "http://gvnet.com/humantrafficking/Denmark-2.htm", "gvnet"),
    ("An official website of the United States Government Here's", "", "state_gov"),
    ("<section class='report__main'>", "", "state_gov"),
    (
        "Released by the Office to Monitor and Combat Trafficking in Persons",
        "",
        "state_gov_archive",
    ),
    ("Dokument #7\nUSDOS - US Department of State (Autor)", "", "ecoi"),
    ("x" * 9000 + "\nThis is not a UNHCR publication.", "", "refworld"),
    ("[ Human Trafficking, Country-by-Country ]", "", "gvnet"),
    ("FIJI (Tier 2) [Extracted from U.S. State Dept TIP Report, June, 2009]", "", "gvnet"),
    ("VELDONIA: TIER 2", "https://example.org/state.gov/", None),
]


@pytest.mark.parametrize(("text", "url", "name"), RECOGNISED)
def test_a_document_is_recognised(text: str, url: str, name: str | None) -> None:
    """By the address it names as its own, else by marks at its beginning or end."""
    layout = recognise(text, (url,))

    assert layout == named(name)
