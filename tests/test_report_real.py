"""Real narratives in every form of report: what is quoted is in the narrative, and all of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

import tipdiff
from tests.shared import shared
from tipdiff.report.html import render_html
from tipdiff.report.json import render_json
from tipdiff.report.markdown import render_markdown
from tipdiff.report.select import select
from tipdiff.report.terminal import SCREEN, render_terminal
from tipdiff.report.view import view

if TYPE_CHECKING:
    from tipdiff.model import Comparison

FULL = select(full=True)


@pytest.fixture(scope="module")
def denmark() -> Comparison:
    """Denmark 2018, as text from the PDF, against 2023, as a partial copy."""
    old = shared("narratives", "tip-2018", "denmark.txt").read_text(encoding="utf-8")
    new = shared("seed", "denmark-2023-gvnet.txt").read_text(encoding="utf-8")
    return tipdiff.compare(
        tipdiff.parse_text(old, edition=2018, country="Denmark"),
        tipdiff.parse_text(new, edition=2023, country="Denmark"),
    )


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_quote_of_the_page_is_in_the_section_it_names(denmark: Comparison) -> None:
    soup = BeautifulSoup(render_html(denmark, FULL), "lxml")

    for change in (*denmark.headlines, *denmark.outcomes):
        for side, narrative, places in (
            ("old", denmark.old, change.old),
            ("new", denmark.new, change.new),
        ):
            shown = soup.select(f"article#{change.id} .{side} blockquote")
            assert [quoted.get_text() for quoted in shown] == [
                narrative.statement(place).text for place in places
            ]
            for quoted, place in zip(shown, places, strict=True):
                assert quoted.get_text() in narrative.sections[place.section].text


def test_every_redline_holds_the_new_quote_and_the_old_one_but_for_typography(
    denmark: Comparison,
) -> None:
    straight = str.maketrans("’‘“”–—", "''\"\"--")
    soup = BeautifulSoup(render_html(denmark, FULL), "lxml")

    for change in denmark.outcomes:
        for mark, quotes in (
            ("del", view(denmark, change).new),
            ("ins", view(denmark, change).old),
        ):
            for redline in soup.select(f"article#{change.id} .both"):
                whole = BeautifulSoup(str(redline), "lxml")
                for marked in whole.find_all(mark):
                    marked.decompose()
                said = flat(" ".join(quote.text for quote in quotes))
                assert flat(whole.get_text()).translate(straight) == said.translate(straight)


def test_terminal_and_markdown_show_every_statement_whole(denmark: Comparison) -> None:
    plain = re.sub(
        r"\[-|-\]|\{\+|\+\}|─+", "", render_terminal(denmark, width=10_000, selection=FULL)
    )
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    html = parser.render(render_markdown(denmark, FULL))
    for text in (flat(plain), flat(BeautifulSoup(html, "lxml").get_text())):
        for change in denmark.outcomes:
            shown = view(denmark, change)
            for quote in () if shown.redline else shown.quotes:
                assert flat(quote.text) in text


def test_the_summary_fits_one_screen(denmark: Comparison) -> None:
    summary = render_terminal(denmark, width=80).split("\nBEFORE YOU QUOTE")[0]

    assert len(summary.splitlines()) <= SCREEN + 1
    assert max(map(len, summary.splitlines())) <= 80


def test_both_texts_can_be_rebuilt_from_the_json(denmark: Comparison) -> None:
    data = json.loads(render_json(denmark))

    assert "".join(section["text"] for section in data["old"]["sections"]) == denmark.old.text
    assert "".join(section["text"] for section in data["new"]["sections"]) == denmark.new.text
