"""Sources: what tipdiff must know of a place where copies of narratives are found.

The facts stand in fetchers/, one module a source, each with a `LAYOUT`; the machine finds the
modules by itself and knows no source by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.model import SectionKind

SAVED_FILE = "saved_file"
"""The source of a document that no layout recognises: a file the operator saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a source's documents are recognised, and which part of one is the narrative."""

    name: str
    hosts: tuple[str, ...] = ()
    """Hosts of the addresses that a saved page names as its own."""
    marks: tuple[str, ...] = ()
    """Patterns of which one must be in the beginning of a document's text."""
    body: tuple[str, ...] = ()
    """CSS selectors of the narrative; the first that is there is taken, else the whole page."""
    front_matter: tuple[str, ...] = ()
    """Patterns of whole lines before the narrative that are the source's own words."""
    end_matter: tuple[str, ...] = ()
    """Patterns of lines with which the source's own words begin again."""
    missing: tuple[SectionKind, ...] = ()
    """Kinds of section that the source never holds: its copies are partial."""


PLAIN = Layout(name=SAVED_FILE)


@cache
def layouts() -> tuple[Layout, ...]:
    """The layouts of all fetchers, by name."""
    import fetchers

    modules = (import_module(f"fetchers.{m.name}") for m in iter_modules(fetchers.__path__))
    found = (getattr(module, "LAYOUT", None) for module in modules)
    return tuple(sorted((x for x in found if x is not None), key=lambda layout: layout.name))


def layout_of(name: str) -> Layout:
    """The layout of a source; a source nobody describes has a plain one."""
    return next((x for x in layouts() if x.name == name), Layout(name=name))


def recognise(urls: tuple[str, ...], beginning: str) -> Layout:
    """The layout of a document, by the addresses it names as its own or by its first words."""
    for layout in layouts():
        if any(f"//{host}/" in url for url in urls for host in layout.hosts):
            return layout
    for layout in layouts():
        if any(re.search(mark, beginning) for mark in layout.marks):
            return layout
    return PLAIN
