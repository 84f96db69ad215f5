"""A comparison as one self-contained HTML page: no script, no outside resource, all escaped."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import unicodedata

import pytest
from bs4 import BeautifulSoup, Tag

from tests.comparisons import NEW, OLD, compared, hostile, narrative, veldonia
from tipdiff.model import Comparison, Evidence
from tipdiff.report.evidence import CLAIMED
from tipdiff.report.html import render_html
from tipdiff.report.select import select
from tipdiff.report.view import view


def page(comparison: Comparison) -> BeautifulSoup:
    return BeautifulSoup(render_html(comparison), "lxml")


def article(comparison: Comparison, name: str) -> Tag:
    found = page(comparison).find("article", id=name)
    assert isinstance(found, Tag)
    return found


def without(tag: Tag, mark: str) -> str:
    """The text of a tag without what is marked that way."""
    for marked in tag.find_all(mark):
        marked.decompose()
    return " ".join(tag.get_text().split())


def test_the_page_needs_nothing_from_outside_and_runs_nothing() -> None:
    soup = page(veldonia())
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})

    assert isinstance(policy, Tag)
    assert str(policy["content"]).startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert soup.find_all(["script", "link", "img", "iframe", "form", "base", "object"]) == []
    assert "url(" not in render_html(veldonia())
    assert "@import" not in render_html(veldonia())
    assert not [a for tag in soup.find_all(True) for a in tag.attrs if a.startswith("on")]


def test_the_page_says_its_language_and_its_headings_come_in_order() -> None:
    soup = page(veldonia())
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]

    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_id_is_there_once_and_every_inner_link_leads_to_one() -> None:
    soup = page(veldonia())
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    links = {str(a["href"])[1:] for a in soup.find_all("a", href=re.compile("^#"))}

    assert len(ids) == len(set(ids))
    assert links <= set(ids)


def test_every_change_has_an_anchor_with_a_permalink() -> None:
    soup = page(veldonia())

    for change in veldonia().changes:
        permalink = soup.select_one(f"article#{change.id} h3 a.permalink")
        assert permalink is not None
        assert permalink["href"] == f"#{change.id}"
        assert permalink.get_text() == f"#{change.id}"


def test_every_quote_is_exact_and_whole_on_its_side() -> None:
    soup = page(veldonia())

    for change in veldonia().changes:
        for side in ("old", "new"):
            shown = soup.select(f"article#{change.id} .{side} blockquote")
            quotes = getattr(view(veldonia(), change), side)
            assert [quoted.get_text() for quoted in shown] == [quote.text for quote in quotes]
            assert all(quoted["dir"] == "auto" for quoted in shown)


def test_the_redline_holds_both_quotes() -> None:
    redline = article(veldonia(), "c7").select_one(".both")
    again = article(veldonia(), "c7").select_one(".both")
    assert redline is not None
    assert again is not None

    assert without(redline, "ins") == "Continue to train judges on the 2015 law."
    assert without(again, "del") == "Vigorously train judges and prosecutors on the 2015 law."


def test_a_statement_of_one_side_says_that_the_other_has_none() -> None:
    assert [p.get_text() for p in article(veldonia(), "c5").select(".none")] == [
        "No matching statement in 2023."
    ]


def test_the_evidence_names_both_captures() -> None:
    rows = page(veldonia()).select("table.evidence tr")
    cells = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]

    assert cells == [
        ["", "2022", "2023"],
        [
            "Address",
            "https://example.org/reports/2022/veldonia/",
            "https://example.org/reports/2023/veldonia/",
        ],
        ["Source", "state_gov", "state_gov"],
        ["Text held", "the whole narrative", "part of the narrative"],
        ["Captured (UTC)", "2022-07-01T10:00:00Z", "2023-07-01T10:00:00Z"],
        ["SHA-256", "7e6".rjust(64, "a"), "7e7".rjust(64, "a")],
        ["Parser version", "3", "3"],
    ]


def test_what_could_not_be_compared_stands_before_the_changes() -> None:
    notes = [li.get_text() for li in page(veldonia()).select(".warnings li")]

    assert notes[0].startswith("Not compared: Prevention. The copy of Veldonia 2023")
    assert notes[1:] == ["The copy of 2023 is partial."]


def test_contents_count_the_changes_of_each_section() -> None:
    lines = [li.get_text() for li in page(veldonia()).select(".contents li")]

    assert lines[2] == (
        "Prioritized recommendations 1 reprioritized recommendation, 2 reworded recommendations, "
        "1 dropped recommendation, 1 new recommendation"
    )


def test_an_empty_comparison_is_a_page_too() -> None:
    same = compared(narrative(2022, OLD), narrative(2023, NEW), (), ())

    assert page(same).select_one("nav > p") is not None
    assert page(same).find_all("article") == []


def test_a_narrowed_page_says_so() -> None:
    soup = BeautifulSoup(render_html(veldonia(), select(only=["new"])), "lxml")
    narrowed = soup.select_one(".narrowed")

    assert narrowed is not None
    assert narrowed.get_text() == "Narrowed to kinds new."
    assert [tag["id"] for tag in soup.find_all("article")] == ["c4", "c11"]


MARKUP = [
    "<script>alert(1)</script>",
    '"onmouseover=alert(1) x="',
    "'onfocus='alert(1)",
    "</style><script>alert(1)</script>",
    "<!-- --><base href=//evil.example>",
    "{{ 7*7 }} {% raw %}",
    "&lt;b&gt; &#60;",
    "</blockquote></article><h1>",
]


@pytest.mark.parametrize("words", MARKUP)
def test_nothing_from_a_narrative_becomes_markup(words: str) -> None:
    honest, soup = page(hostile("honest")), page(hostile(words))

    def skeleton(tags: BeautifulSoup) -> list[tuple[str, list[str]]]:
        return [(tag.name, sorted(tag.attrs)) for tag in tags.find_all(True)]

    assert skeleton(soup) == skeleton(honest)
    assert [q.get_text() for q in soup.select("blockquote")] == [
        f"It ended {words} then.",
        f"It began {words} now.",
    ]


@pytest.mark.parametrize("words", ["\x00\x1b[31m\x9b", "\u202egnp.exe", "\u2066x", "\ud800"])
def test_characters_that_act_are_shown(words: str) -> None:
    text = render_html(hostile(words))

    assert {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs")} == {"\n"}
    assert text.encode("utf-8")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("https://a.example/ x", None),
        ("file:///etc/passwd", None),
        ("//evil.example", None),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, link: str | None) -> None:
    evidence = Evidence(sha256="0" * 64, source="saved", url=url)
    one = narrative(2022, OLD, evidence=evidence)
    soup = page(compared(one, narrative(2023, NEW, evidence=None), (), ()))
    cell = soup.select("table.evidence td")[1]
    anchor = cell.find("a")

    assert cell.get_text() == url
    assert (anchor["href"] if isinstance(anchor, Tag) else None) == link


def test_the_address_that_a_saved_page_claims_is_told_and_is_no_link() -> None:
    """Beside where it came from; of a page that was fetched there is nothing to claim."""
    saved = Evidence(
        sha256="0" * 64, source="saved", url="file:///x.html", claimed_url="https://a.example/"
    )
    old = narrative(2022, OLD, evidence=saved)
    soup = page(compared(old, narrative(2023, NEW), (), ()))
    rows = [
        [cell.get_text() for cell in row.select("th, td")]
        for row in soup.select("table.evidence tr")
    ]

    assert [CLAIMED, "https://a.example/", "–"] in rows
    assert not soup.select("a[href='https://a.example/']")
    assert CLAIMED not in page(veldonia()).get_text()


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert render_html(veldonia()) == render_html(veldonia())


def test_importing_the_reports_imports_neither_rich_nor_jinja() -> None:
    code = (
        "import sys, tipdiff.report.html, tipdiff.report.terminal, tipdiff.report.markdown\n"
        "import tipdiff.report.json\n"
        "sys.exit(bool({'rich', 'jinja2', 'lxml', 'bs4'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
