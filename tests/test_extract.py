"""A page becomes the lines of its narrative."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.shared import shared
from tipdiff.parse.extract import extract, looks_like_html

LONG = "The government did what it had done before, and said so in many words. " * 4


def test_blocks_become_lines_and_inline_elements_do_not() -> None:
    """A line break parts less than a paragraph; entities, comments and scripts are resolved."""
    page = extract(
        "<body><h2>VELDONIA <em>(Tier&nbsp;1)</em></h2><p>One <b>w</b>ord\n two<br>Three</p>"
        "<ul><li>a</li><li>b <!-- no --></li></ul><script>var x</script><table><tr><td>c</td>"
        "<td>d</td></tr></table>loose"
    )

    assert page.text == "VELDONIA (Tier\u00a01)\n\nOne word two\nThree\n\na\n\nb\n\nc\n\nd\n\nloose"
    assert [page.text[a:b] for a, b in page.headings] == ["VELDONIA (Tier\u00a01)"]


def test_the_element_of_the_source_is_taken_without_what_is_none_of_the_narrative() -> None:
    """Even where the body stands in unclosed navigation."""
    page = extract(
        "<link rel=canonical href='https://www.state.gov/reports/2022-x/fiji/'><title>Fiji</title>"
        f"<nav><ul><li>Home<ul><li>About<section class=report__main><p>{LONG}</p>"
        "<nav>Next</nav><div class=report__tags>Tags</div></section><footer>Privacy</footer>"
    )

    assert page.text == LONG.strip()
    assert (page.urls, page.about) == (("https://www.state.gov/reports/2022-x/fiji/",), "Fiji")
    assert page.layout is not None
    assert page.layout.name == "state_gov"


@pytest.mark.parametrize(
    ("named", "claimed"),
    [
        (
            ["https://www.state.gov/reports/2022-x/fiji/"],
            "https://www.state.gov/reports/2022-x/fiji/",
        ),
        (["/reports/fiji/", "http://a.example:80?p=1"], "http://a.example:80?p=1"),
        (["https://a.example/" + "x" * 400, "https://a.example/fiji"], "https://a.example/fiji"),
        (["javascript:alert(1)", "file:///etc/passwd", "//a.example/", "HTTPS://a.example"], None),
        (["https://www.state.gov@a.example/", "https://a.example/&quot;onclick=x"], None),
        (
            ["https://a.example/\u202e", "https://a.example/&#10;Bcc: x", "https://a.example/ x"],
            None,
        ),
        ([], None),
    ],
)
def test_the_address_a_page_claims_is_one_of_the_web_in_plain_characters(
    named: list[str], claimed: str | None
) -> None:
    """The first that is fit; of others it is as though the page named none."""
    head = "".join(f'<meta property="og:url" content="{url}">' for url in named)

    assert extract(f"{head}<p>{LONG}</p>").claimed_url == claimed


def test_of_an_unknown_page_all_but_its_furniture_is_taken() -> None:
    """Navigation that swallowed the page, because it was left unclosed, is kept."""
    plain = f"<header>Site</header><nav>Menu</nav><main><p>{LONG}</p></main><footer>x</footer>"
    unclosed = f"<nav><ul><li>Menu<p>{LONG}</p>"

    assert extract(plain).text == LONG.strip()
    assert extract(unclosed).text == f"Menu\n\n{LONG.strip()}"


def test_what_stands_twice_is_taken_once() -> None:
    """Containers inside containers, and copies of them."""
    section = f"<section><h3>PROTECTION</h3><div><p>{LONG}</p></div></section>"

    assert extract(f"<div>{section}{section}</div>").text == f"PROTECTION\n\n{LONG.strip()}"


def test_what_begins_and_ends_as_something_else_is_no_copy_of_it() -> None:
    """Nor is what has the same letters in other words; a second one of either is a copy."""
    texts = [f"{LONG}{middle}{LONG}" for middle in ("", "<b>no</b>where ", "<b>now</b>here ")]
    sections = "".join(f"<section><p>{text}</p></section>" for text in texts)
    found = extract(f"<div>{sections}{sections}</div>").text

    assert found.split("\n\n") == [re.sub("</?b>", "", text).strip() for text in texts]


def test_a_copy_that_is_laid_out_with_more_blanks_is_a_copy() -> None:
    """The page has the same words twice, and one copy takes most of its room."""
    blanks = "\n" + " " * (len(LONG) // 2)
    sections = [f"<section><p>{gap}{LONG}{gap}</p></section>" for gap in ("", blanks)]

    assert extract(f"<div>{''.join(sections)}</div>").text == LONG.strip()


def test_a_heading_in_parts_is_one_line() -> None:
    """The link that unfolds a section has its number and its name."""
    page = extract("<a class=accordion-title><h4>Section 1.</h4> <h3>Integrity</h3></a><p>x</p>")

    assert page.text == "Section 1. Integrity\n\nx"
    assert page.headings == ((0, 20),)


def test_a_page_saved_from_a_browser_tells_its_address() -> None:
    """In a comment of its first lines."""
    page = extract("<!-- saved from url=(0034)http://gvnet.com/x/Denmark-2.htm --><p>x</p>")

    assert page.urls == ("http://gvnet.com/x/Denmark-2.htm",)


@pytest.mark.parametrize(
    ("text", "content_type", "is_html"),
    [
        ("<!DOCTYPE html><p>", None, True),
        ("\n<DIV class=x>", None, True),
        ("plain", "text/html; charset=utf-8", True),
        ("plain <name@example.org> text, 3 < 4", None, False),
    ],
)
def test_a_page_is_told_from_plain_text(text: str, content_type: str | None, is_html: bool) -> None:
    """By its type, else by its markup."""
    assert looks_like_html(text, content_type) is is_html


def test_all_of_a_real_page_is_taken_and_nothing_else() -> None:
    """Pages of the sister series, which are of the same site and template."""
    from bs4 import BeautifulSoup

    for path in sorted(shared("pages", "hrr").glob("*/*.gz"))[::30]:
        html = gzip.decompress(path.read_bytes()).decode()
        main = BeautifulSoup(html, "lxml").select_one("section.report__main")
        assert main is not None
        wanted, found = (
            re.sub("[\\s\u200b]", "", text) for text in (main.get_text(), extract(html).text)
        )
        assert found == wanted, path
