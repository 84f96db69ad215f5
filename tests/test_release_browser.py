"""The table of an edition in a real browser: sorted, followed to the evidence, without a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import DESKTOP, PHONE
from tests.release_samples import COMPARED, filled
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as the command writes it."""
    folder = tmp_path_factory.mktemp("release")
    with filled(folder / "archive"):
        pass
    (folder / "config.toml").write_text(f'archive = "{folder / "archive"}"\n', encoding="utf-8")
    result = run(
        "--config", str(folder / "config.toml"), "release", "2023", "-o", str(folder / "out")
    )
    assert result.exit_code == 0, result.output
    return folder / "out"


def order(page: Page) -> list[str]:
    return page.locator("table.countries tbody th").all_inner_texts()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", ["index.html", "chad.html"])
def test_the_pages_have_no_fault(
    browser: Browser, pages: Path, name: str, width: int, dark: bool
) -> None:
    page = browser.open(pages / name, width=width, dark=dark)
    if name == "index.html":
        page.get_by_role("button", name="Weight").click()
        page.locator("details").first.evaluate("details => { details.open = true }")

    assert browser.faults(page) == []


def test_the_table_is_sorted_by_any_column_and_says_so(browser: Browser, pages: Path) -> None:
    page = browser.open(pages / "index.html")
    by_significance = order(page)

    page.get_by_role("button", name="Country").click()
    by_name = order(page)
    page.get_by_role("button", name="Country").click()
    backwards = order(page)
    page.get_by_role("button", name="Changes").click()
    changes = [
        int(text or -1)
        for text in page.locator("table.countries tbody td:nth-child(4)").all_inner_texts()
    ]

    assert by_significance[:3] == ["Denmark", "Chad", "Egypt"]
    assert by_name == sorted(by_name)
    assert {*COMPARED} <= {*by_name}
    assert backwards == by_name[::-1]
    assert changes == sorted(changes, reverse=True)
    sorted_heads = page.locator("th[aria-sort]")
    assert (sorted_heads.count(), sorted_heads.get_attribute("aria-sort")) == (1, "descending")
    assert page.get_by_role("status").inner_text() == "Sorted by Changes, from the top down."


def test_the_keyboard_sorts_as_well(browser: Browser, pages: Path) -> None:
    page = browser.open(pages / "index.html")

    page.get_by_role("button", name="Country").focus()
    page.keyboard.press("Enter")

    assert order(page) == sorted(order(page))


def test_tiers_are_sorted_as_tiers(browser: Browser, pages: Path) -> None:
    """Tier 1, 2, Watch List; countries of which nothing is known come last either way."""
    page = browser.open(pages / "index.html")
    page.get_by_role("button", name="Tier", exact=True).click()
    up = order(page)
    page.get_by_role("button", name="Tier", exact=True).click()
    down = order(page)

    assert (up[0], up[-1]) == ("Denmark", "Nepal")
    assert (down[0], down[-1]) == ("Chad", "Nepal")


def test_a_change_is_followed_to_its_evidence(browser: Browser, pages: Path) -> None:
    """From the table to the change on the country's page, to the source of both texts, and back."""
    page = browser.open(pages / "index.html")
    page.get_by_role("link", name="tier change: Tier 2 to Tier 2 Watch List").click()
    quotes = page.locator("article:target blockquote").all_inner_texts()
    page.locator("a[href='#evidence']").first.click()
    evidence = page.locator("table.evidence").inner_text()
    page.get_by_role("link", name="all countries of 2023").click()

    assert quotes[0].endswith("therefore Chad remained on Tier 2.")
    assert quotes[1].endswith("therefore Chad was downgraded to Tier 2 Watch List.")
    assert "https://www.example.org/2023/chad" in evidence
    assert "https://www.example.org/2022/chad" in evidence
    assert page.url.endswith("/index.html")


def test_without_scripts_the_table_is_complete(browser: Browser, pages: Path) -> None:
    with_scripts = browser.open(pages / "index.html")
    without = browser.open(pages / "index.html", scripts=False)

    assert without.get_by_role("button").count() == 0
    assert order(without) == order(with_scripts)
    assert (
        without.locator("table.countries tbody").inner_text()
        == with_scripts.locator("table.countries tbody").inner_text()
    )
