"""How one setting of config.toml is declared: its default, and the comment above it."""

from __future__ import annotations

from dataclasses import field
from typing import TypeVar

T = TypeVar("T")


def setting(
    default: T,
    help_: str,
    *,
    one_of: tuple[str, ...] = (),
    within: tuple[float, float] | None = None,
) -> T:
    """A field of the configuration: its default, the comment above it, and what it may be."""
    known = {"help": help_, "one_of": one_of, "within": within}
    value: T = field(default=default, metadata=known)
    return value
