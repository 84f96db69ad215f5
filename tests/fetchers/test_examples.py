"""Every source has example pages, and what is read from them stands beside them.

    examples/<source>/index-2023.html         where documents are (.json where the source says so)
    examples/<source>/good-2023.html          a page with a narrative, or several
    examples/<source>/bad-blocked.html        a page that must be judged so

Beside each index and each good page is <name>.expected.json. Where one is missing it is written,
and the test fails once: review the file, then commit it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tipdiff.capture import Exchange
from tipdiff.errors import NotANarrative
from tipdiff.judge import Expected, judge
from tipdiff.reading import read
from tipdiff.registry import Document, Found, Index, Site, fetchers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Narrative

EXAMPLES = Path(__file__).parent / "examples"
KINDS = ("index", "good", "bad")


def examples(kind: str) -> list[Any]:
    """The example pages of a kind, as test parameters."""
    found = sorted(p for p in EXAMPLES.glob(f"*/{kind}-*") if not p.name.endswith("expected.json"))
    return [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in found]


def check(path: Path, result: Any) -> None:
    """Compare with what is expected, which is written when it is not there yet."""
    expected = path.with_suffix(".expected.json")
    if not expected.exists():
        expected.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{expected} was written: review it, then commit it")

    assert result == json.loads(expected.read_text("utf-8"))


def site_of(path: Path) -> Site:
    return Site(fetchers()[path.parent.name])


def year_of(path: Path) -> int:
    match = re.search(r"\d{4}", path.name)
    return int(match[0]) if match else 2023


def read_page(path: Path) -> tuple[Narrative, ...]:
    """The narratives of an example, as a run reads them."""
    site = site_of(path)
    url = site.url("/example-page")
    answer = Exchange(url=url, http_status=200, body=path.read_bytes())
    document = Document(url=url, edition=year_of(path))
    return read(answer, document, site.fetcher.LAYOUT)


@pytest.mark.parametrize("source", fetchers())
@pytest.mark.parametrize("kind", KINDS)
def test_every_source_has_examples(source: str, kind: str) -> None:
    """Without them nobody would see that it reads nothing any more."""
    assert list(EXAMPLES.glob(f"{source}/{kind}-*"))


@pytest.mark.parametrize("path", examples("index"))
def test_an_index_leads_to_its_documents(path: Path) -> None:
    """Country and address of each, the same whenever it is read."""
    found = found_in(path)
    result = {
        "documents": [[d.country, d.url, d.edition, d.captured_at] for d in found.documents],
        "more": list(found.more),
    }

    check(path, result)
    assert found_in(path) == found


def found_in(path: Path) -> Found:
    """What an example index leads to."""
    site, year = site_of(path), year_of(path)
    url = site.url(site.fetcher.index_urls(year)[0])
    found = site.fetcher.read_index(Index(url=url, edition=year, body=path.read_bytes()))
    assert all(site.url(document.url).startswith("http") for document in found.documents)
    return found


@pytest.mark.parametrize("path", examples("good"))
def test_a_good_page_gives_its_narratives(path: Path) -> None:
    """All of the report's text and nothing of the site, the same whenever it is read."""
    narratives = read_page(path)

    check(path, [as_dict(narrative) for narrative in narratives])
    assert read_page(path) == narratives


def as_dict(narrative: Narrative) -> dict[str, Any]:
    told = [section for section in narrative.sections if section.statements]
    return {
        "country": narrative.country.iso3,
        "edition": narrative.edition,
        "tier": narrative.tier,
        "partial": narrative.partial,
        "sections": [section.kind for section in told],
        "text": " ".join(re.sub(r"[•*]", " ", narrative.text).split()),
    }


@pytest.mark.parametrize("path", examples("bad"))
def test_a_bad_page_is_judged_by_its_name(path: Path) -> None:
    """It answers with success and holds no narrative."""

    def reading(_: Exchange) -> Sequence[Narrative]:
        return read_page(path)

    answer = Exchange(url="https://a.example/", http_status=200, body=path.read_bytes())
    judgement = judge(answer, Expected(), reading, lambda: True)

    assert judgement.status == path.stem.removeprefix("bad-")


@pytest.mark.parametrize("source", fetchers())
@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"null", b"\xff\xfe\x00", b"<html>" * 1000])
def test_an_index_that_is_none_leads_nowhere(source: str, body: bytes) -> None:
    """And is no error."""
    fetcher = fetchers()[source]
    url = Site(fetcher).url("/x")

    assert fetcher.read_index(Index(url=url, edition=2023, body=body)) == Found()


def test_a_page_of_another_kind_is_no_narrative() -> None:
    """The index of an edition has tiers in its words, and no narrative."""
    for param in examples("index"):
        path: Path = param.values[0]
        with pytest.raises(NotANarrative):
            read_page(path)
