"""How one setting of config.toml is declared: its default, and the comment above it."""

from __future__ import annotations

from dataclasses import field
from typing import TypeVar

T = TypeVar("T")


def setting(default: T, help_: str, *, one_of: tuple[str, ...] = ()) -> T:
    """A field of the configuration: its default, the comment above it, and the words it may be."""
    value: T = field(default=default, metadata={"help": help_, "one_of": one_of})
    return value
