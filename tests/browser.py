"""A real browser for tests: Debian's Chromium, headless, which reaches files and this machine only.

A test that takes the fixture `browser` opens a page (a file, or an address of a server on loopback)
as wide as it likes, light or dark, with or without scripts, and asks for its faults: what axe-core
finds, what the page asked of the network, scripts that failed, text that is wider than the window.
Without Chromium such a test is skipped, and says so.
"""

from __future__ import annotations

from shutil import which
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route

PHONE = 360
DESKTOP = 1280
HEIGHT = 900

LOOPBACK = ("127.0.0.1", "localhost")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    f"--host-resolver-rules=MAP * ~NOTFOUND, {', '.join(f'EXCLUDE {h}' for h in LOOPBACK)}",
]


class Browser:
    """Windows of one Chromium, and what went wrong in them."""

    def __init__(self, chromium: Chromium) -> None:
        self._chromium = chromium
        self._windows: list[BrowserContext] = []
        self.trouble: list[str] = []

    def open(
        self,
        page: Path | str,
        *,
        width: int = DESKTOP,
        dark: bool = False,
        scripts: bool = True,
    ) -> Page:
        """Open a file, or an address on loopback, in a new window."""
        window = self._chromium.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            service_workers="block",
        )
        self._windows.append(window)
        window.route("**/*", self._let_through)
        window.on("weberror", lambda error: self.trouble.append(f"script: {error.error}"))
        window.on("console", self._hear)
        opened = window.new_page()
        opened.goto(page if isinstance(page, str) else page.absolute().as_uri())
        return opened

    def faults(self, page: Page) -> list[str]:
        """What is wrong with a page for those who use it, a line each; empty is what you want."""
        from axe_playwright_python.sync_playwright import Axe

        violations = Axe().run(page).response["violations"]
        found = [
            f"{violation['id']}: {violation['help']} ({node['target'][0]})"
            for violation in violations
            for node in violation["nodes"]
        ]
        beyond = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return [*found, *self.trouble, *([f"{beyond} pixels beyond the window"] if beyond else ())]

    def close(self) -> None:
        """Close every window."""
        for window in self._windows:
            window.close()
        self._windows.clear()

    def _let_through(self, route: Route) -> None:
        """Let files and loopback through; what a page wants of anyone else is refused and noted."""
        address = urlsplit(route.request.url)
        if address.scheme in ("file", "data", "blob") or address.hostname in LOOPBACK:
            route.continue_()
        else:
            self.trouble.append(f"asked for {route.request.url}")
            route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.trouble.append(f"console: {message.text}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """One Chromium for the tests of a file."""
    from playwright.sync_api import sync_playwright

    program = which("chromium")
    if program is None:
        pytest.skip("no Chromium is at hand: install the Debian package chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def browser(chromium: Chromium) -> Iterator[Browser]:
    """Windows of Chromium for one test."""
    windows = Browser(chromium)
    yield windows
    windows.close()
