"""Real narratives in the real template of state.gov: what is fetched is what the text says.

The narratives of 2018 as text are set into a page of the sister series, with the site's navigation
around them, served from loopback, fetched and read.
"""

from __future__ import annotations

import gzip
import html
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.server import Answer, Seen, Server, page
from tests.shared import shared
from tipdiff import parse_text, pipeline
from tipdiff.archive import Archive
from tipdiff.gather import Wish
from tipdiff.settings import FetchSettings

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.model import Narrative, Section

EDITION = 2018
EVERY = 7
"""Every seventh country is enough to see what the template does."""

_BODY = re.compile(
    r'(<section class="report__main.*?<div id="report_content"[^>]*>).*?'
    r'(</div>\s*<div class="report__tags">|</div>\s*</section>\s*<!-- Sidebar)',
    re.S,
)


def template() -> str:
    """A real page whose report is cut out."""
    path = shared("pages", "hrr", "2018", "denmark.html.gz")
    found = gzip.decompress(path.read_bytes()).decode()
    text, count = _BODY.subn(r"\1@REPORT@\2", found, count=1)
    assert count == 1
    return text.replace(
        "country-reports-on-human-rights-practices", "trafficking-in-persons-report"
    )


def as_html(narrative: Narrative) -> str:
    """The narrative in the tags of the site: nested sections with subtitles, items as a list."""
    name = html.escape(narrative.country.name.upper())
    tier = {"1": "Tier 1", "2": "Tier 2", "2WL": "Tier 2 Watch List", "3": "Tier 3"}
    blocks = "".join(_block(section) for section in narrative.sections)
    return (
        '<section class="report__content__inner entry-content">'
        f"<h2>{name}: {tier.get(narrative.tier or '', 'Special Case')}</h2>{blocks}</section>"
    )


def _block(section: Section) -> str:
    texts = [html.escape(statement.text) for statement in section.statements]
    if not texts:
        return ""
    if section.kind == "summary":
        return f"<p>{' '.join(texts)}</p>"
    title = html.escape(section.heading or "").strip().rstrip(":")
    if section.kind == "recommendations":
        body = "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"
    else:
        body = f"<p>{' '.join(texts)}</p>"
    subtitle = f'<h3 class="report__section-subtitle">{title}</h3>' if title else ""
    return f'<section class="entry-content">{subtitle}{body}</section>'


def statements(narrative: Narrative) -> list[tuple[str, str]]:
    """Kind and words of every statement; where sentences are cut may differ at a line's end."""
    return [
        (section.kind, " ".join(" ".join(s.text for s in section.statements).split()))
        for section in narrative.sections
        if section.statements
    ]


def test_real_narratives_come_home_as_they_are(tmp_path: Path) -> None:
    """The same statements in the same sections as from the text files."""
    files = sorted(shared("narratives", "tip-2018").glob("*.txt"))[::EVERY]
    given = {
        path.stem: parse_text(path.read_text("utf-8"), edition=EDITION, source="state_gov")
        for path in files
    }
    pages = site(given)
    with Server(lambda seen: answer(pages, seen)) as server:
        fetch(tmp_path / "archive", server)
    with Archive(tmp_path / "archive") as archive:
        found = {n.country.iso3: statements(n) for n in archive.store.narratives.load_all()}

    assert found == {n.country.iso3: statements(n) for n in given.values()}


def site(given: dict[str, Narrative]) -> dict[str, str]:
    """The index and the pages, by path."""
    root = f"/reports/{EDITION}-trafficking-in-persons-report"
    around = template()
    pages = {
        f"{root}/{n.country.slug}/": around.replace("@REPORT@", as_html(n)).replace(
            "/denmark", f"/{n.country.slug}"
        )
        for n in given.values()
    }
    options = "".join(
        f'<option value="{root}/{n.country.slug}/">{n.country.name}</option>'
        for n in given.values()
    )
    pages[f"{root}/"] = f'<nav id="report-nav"><select>{options}</select></nav>'
    return pages


def answer(pages: dict[str, str], seen: Seen) -> Answer:
    return page(pages[seen.path]) if seen.path in pages else Answer(status=404)


def fetch(folder: Path, server: Server) -> None:
    settings = FetchSettings(
        contact="desk@veldonia.example",
        delay_seconds=0.0,
        allow_addresses=("127.0.0.1",),
        base_urls={"state_gov": server.url},
    )
    wish = Wish(editions=(EDITION,), sources=("state_gov",))
    with Archive(folder) as archive:
        for _ in pipeline.fetch(archive, settings, wish, datetime(2018, 7, 1, tzinfo=UTC)):
            pass
