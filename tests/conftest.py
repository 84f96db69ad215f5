"""Fixtures that the tests of several files share."""

from __future__ import annotations

from tests.browser import browser, chromium

__all__ = ["browser", "chromium"]
