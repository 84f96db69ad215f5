"""Where the real texts are that some tests read: $TIPDIFF_SHARED, else ../shared."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("TIPDIFF_SHARED", Path(__file__).parents[2] / "shared"))


def shared(*parts: str) -> Path:
    """The path of a real text; skips the test, saying so, where it is missing."""
    path = ROOT.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"real texts are not at hand: {path} is missing (set TIPDIFF_SHARED)")
    return path
