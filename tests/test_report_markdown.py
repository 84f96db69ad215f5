"""A comparison as GitHub-flavoured Markdown, read back by a Markdown parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.comparisons import Row, compared, hostile, narrative, veldonia
from tipdiff.report.markdown import escape, render_markdown
from tipdiff.report.select import select
from tipdiff.report.view import view

if TYPE_CHECKING:
    from tipdiff.model import Comparison


def page(text: str) -> BeautifulSoup:
    """The page that GitHub would make of it, tables and strikethrough included."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return BeautifulSoup(parser.render(text), "lxml")


def sides(comparison: Comparison) -> tuple[str, str]:
    """Both quotes as the last block quote of the page shows them."""
    shown = []
    for struck in ("strong", "s"):
        quoted = page(render_markdown(comparison)).find_all("blockquote")[-1]
        for mark in quoted.find_all(struck):
            mark.decompose()
        shown.append(" ".join(quoted.get_text().split()))
    return shown[0], shown[1]


def test_a_redline_strikes_what_was_deleted_and_sets_bold_what_was_inserted() -> None:
    assert (
        "> ~~Continue to~~ **Vigorously** train judges **and prosecutors** on the 2015 law."
    ) in render_markdown(veldonia()).splitlines()


def test_the_head_says_tier_and_what_to_know_before_quoting() -> None:
    blocks = render_markdown(veldonia()).split("\n\n")

    assert blocks[:6] == [
        "# Veldonia: what changed from 2022 to 2023",
        "Trafficking in Persons Report. **Tier 2 → Tier 2 Watch List (downgraded)**",
        "> 2022: The government made efforts; therefore Veldonia remained on Tier 2.",
        "> 2023: Efforts did not increase; therefore Veldonia was downgraded to Tier 2 Watch List.",
        "**Before you quote**",
        (
            "- Not compared: Prevention. The copy of Veldonia 2023 (state gov) is known to be "
            "partial and does not hold it; nothing of 2022 counts as dropped or new there.\n"
            "- The copy of 2023 is partial."
        ),
    ]


def test_every_change_has_an_anchor_that_the_summary_links_to() -> None:
    soup = page(render_markdown(veldonia()))
    links = [str(link["href"]) for link in soup.select("ol a")]

    assert links == [f"#{change.id}" for change in veldonia().changes[:8]]
    assert {f"#{a['id']}" for a in soup.select("h3 a")} == {f"#{c.id}" for c in veldonia().changes}


def test_every_quote_is_exact() -> None:
    shown = page(render_markdown(veldonia())).find_all("blockquote")
    texts = [" ".join(quoted.get_text().split()) for quoted in shown]

    for change in veldonia().changes:
        seen = view(veldonia(), change)
        if not seen.redline:
            assert all(any(q.text in text for text in texts) for q in seen.quotes)


def test_the_evidence_names_both_captures() -> None:
    rows = page(render_markdown(veldonia())).find_all("table")[-1].find_all("tr")
    cells = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]

    assert cells[1] == [
        "Address",
        "https://example.org/reports/2022/veldonia/",
        "https://example.org/reports/2023/veldonia/",
    ]
    assert cells[4][0] == "Captured (UTC)"
    assert cells[5] == ["SHA-256", "7e6".rjust(64, "a"), "7e7".rjust(64, "a")]


def test_a_narrowed_page_says_so() -> None:
    text = render_markdown(veldonia(), select(["prosecution"], ["updated"]))

    assert "Narrowed to sections prosecution and kinds updated." in text


MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example",
    "**bold** ~~struck~~ `code` _em_ &lt; &#60;",
    "| a | b |",
    "$x$ \\ @someone",
    "# heading",
]


@pytest.mark.parametrize("words", MARKUP)
def test_nothing_from_a_narrative_becomes_markup(words: str) -> None:
    honest, soup = page(render_markdown(hostile("honest"))), page(render_markdown(hostile(words)))

    assert [tag.name for tag in soup.find_all(True)] == [tag.name for tag in honest.find_all(True)]
    assert words in " ".join(soup.find_all("blockquote")[-1].get_text().split())


def test_github_makes_no_link_or_mention_of_what_is_escaped() -> None:
    escaped = escape("see https://a.example, www.b.example, me@c.example and @someone")

    assert not re.search(r"://|www\.\w|@\w", escaped)


@pytest.mark.parametrize("words", ["- item", "1. item", "12) item", "+ item", "===", "# head"])
def test_a_statement_cannot_begin_a_list_or_a_heading(words: str) -> None:
    assert page(f"> {escape(words)}").get_text().strip() == words


def alike(text: str) -> str:
    """The text but for the typography that a redline shows once, as the newer side has it."""
    plain = text.translate(str.maketrans("“”—–", '""--')).rstrip(".; ")
    return plain[:1].lower() + plain[1:]


WORDS = st.lists(
    st.sampled_from(["judges", "63", "(58)", "*", "~~x~~", "**", "_a_", "<b>", "end.", "“law”,"])
    | st.text("ab*_~`[](){}<>\\|#.!-—“ é", min_size=1, max_size=5),
    min_size=1,
    max_size=8,
).map(lambda words: " ".join(" ".join(words).split()) or "x")


@given(WORDS, WORDS)
def test_a_parser_reads_both_quotes_back(old: str, new: str) -> None:
    row = Row("reworded", "deficiency", "reworded", ((0, 0),), ((0, 0),), 40)
    one, two = (
        narrative(year, (("summary", "", " ", (("deficiency", text),)),))
        for year, text in ((2022, old), (2023, new))
    )
    comparison = compared(one, two, (), (row,))
    if view(comparison, comparison.outcomes[0]).redline:
        assert [*map(alike, sides(comparison))] == [alike(old), alike(new)]
