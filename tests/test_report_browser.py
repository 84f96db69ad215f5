"""The HTML report in a real browser: without a fault, on a phone and a desk, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import DESKTOP, PHONE
from tests.comparisons import compared, hostile, narrative, veldonia
from tipdiff.report.html import render_html

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser import Browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("view", ["view-redline", "view-sides", "view-both"])
def test_the_report_has_no_fault(
    browser: Browser, tmp_path: Path, width: int, dark: bool, view: str
) -> None:
    path = tmp_path / "veldonia.html"
    path.write_text(render_html(veldonia()), encoding="utf-8")

    page = browser.open(path, width=width, dark=dark)
    page.check(f"#{view}")

    assert browser.faults(page) == []


def test_a_report_without_changes_has_no_fault(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "veldonia.html"
    path.write_text(
        render_html(compared(narrative(2022, ()), narrative(2023, ()), (), ())), encoding="utf-8"
    )

    assert browser.faults(browser.open(path, width=PHONE)) == []


@pytest.mark.parametrize("words", ["<img src=//evil.example onerror=alert(1)>", "W" * 500])
def test_hostile_words_do_nothing_to_the_page(browser: Browser, tmp_path: Path, words: str) -> None:
    path = tmp_path / "veldonia.html"
    path.write_text(render_html(hostile(words)), encoding="utf-8")

    assert browser.faults(browser.open(path, width=PHONE)) == []


def test_the_view_is_chosen_without_scripts(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "veldonia.html"
    path.write_text(render_html(veldonia()), encoding="utf-8")
    page = browser.open(path, scripts=False)
    redlines, sides = page.locator(".redline:visible"), page.locator(".has-redline .sides:visible")
    first = (redlines.count() > 0, sides.count() > 0)

    page.check("#view-sides")

    assert first == (True, False)
    assert (redlines.count() > 0, sides.count() > 0) == (False, True)


def test_a_box_that_is_not_ticked_hides_its_kind_and_says_so(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "veldonia.html"
    path.write_text(render_html(veldonia()), encoding="utf-8")
    page = browser.open(path)

    page.uncheck("#show-dropped")

    assert page.locator(".kind-dropped:visible").count() == 0
    assert page.locator(".kind-new:visible").count() > 0
    assert page.locator(".hidden-some").is_visible()


def test_the_browser_reaches_nothing_but_this_machine(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<!DOCTYPE html><html lang="en"><title>x</title><main><h1>x</h1>'
        '<img alt="" src="https://example.org/x.png">',
        encoding="utf-8",
    )

    faults = browser.faults(browser.open(path))

    assert faults[0] == "asked for https://example.org/x.png"


def test_the_browser_finds_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<!DOCTYPE html><html lang="en"><title>x</title><main><h1>x</h1>'
        '<p style="color: #ccc; background: #fff">pale</p>'
        '<p style="width: 500px">wide</p><script>throw Error("broken")</script>',
        encoding="utf-8",
    )

    faults = browser.faults(browser.open(path, width=PHONE))

    assert [fault.split(":")[0] for fault in faults] == [
        "color-contrast",
        "script",
        "148 pixels beyond the window",
    ]
