"""Which sources there are, and what each says of where its documents are.

A source is a module with the names of `Fetcher`: of the package fetchers/, or of an installed
package with an entry point in the group "tipdiff.fetchers". Both are found by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit, urlunsplit

from tipdiff.errors import ConfigError, UsageError
from tipdiff.series import DEFAULT, find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

    from tipdiff.layout import Layout
    from tipdiff.model import Country, SeriesName

GROUP = "tipdiff.fetchers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A page that says which documents of an edition there are: its bytes, and its address."""

    url: str
    edition: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page with narratives: of one country, or of several where none is named."""

    url: str
    country: str | None = None
    """ISO 3166 alpha-3."""
    edition: int | None = None
    """None where the page itself says which it holds."""
    captured_at: str | None = None
    """When others captured it: what is under this address never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an index page leads to: documents, and further index pages."""

    documents: tuple[Document, ...] = ()
    more: tuple[str, ...] = ()


class Fetcher(Protocol):
    """What a module of fetchers/ has. Addresses may be relative to BASE."""

    @property
    def LAYOUT(self) -> Layout:  # noqa: N802
        """How its pages look."""

    @property
    def BASE(self) -> str:  # noqa: N802
        """The address of the site; config.toml may put another in its place."""

    @property
    def EDITIONS(self) -> range:  # noqa: N802
        """The editions it may have."""

    def index_urls(self, edition: int) -> tuple[str, ...]:
        """Where an edition's index may be: the first that leads to documents is taken."""

    def read_index(self, index: Index) -> Found:
        """What an index page leads to; nothing where it is no such page."""

    def guesses(self, edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
        """Documents that are likely to be there, for when no index can be read."""


@cache
def modules() -> tuple[ModuleType, ...]:
    """The modules of all sources, by name; those that begin with "_" are no sources."""
    import fetchers

    names = sorted(m.name for m in iter_modules(fetchers.__path__) if not m.name.startswith("_"))
    own = [import_module(f"fetchers.{name}") for name in names]
    others = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return (*own, *(_loaded(point.load(), point.value) for point in others))


def _loaded(module: ModuleType, value: str) -> ModuleType:
    missing = [name for name in dir(Fetcher) if name[0] != "_" and not hasattr(module, name)]
    if missing:
        raise ConfigError(f"the installed fetcher {value} has no {', '.join(missing)}")
    return module


@cache
def fetchers() -> Mapping[str, Fetcher]:
    """The fetchers of all sources, by the name of their layout."""
    found: dict[str, Fetcher] = {}
    for module in modules():
        fetcher: Fetcher = module
        found[fetcher.LAYOUT.name] = fetcher
    return found


def fetcher_of(name: str, series: SeriesName = DEFAULT) -> Fetcher:
    """The fetcher of that name; UsageError, with the names there are, where there is none.

    A module that has other series as well says with `of_series` where the pages of one are.
    """
    if name not in fetchers():
        raise UsageError(f"no source {name!r} can be fetched; known are {', '.join(fetchers())}")
    fetcher = fetchers()[name]
    if series == DEFAULT:
        return fetcher
    if not hasattr(fetcher, "of_series"):
        having = ", ".join(each for each, one in fetchers().items() if hasattr(one, "of_series"))
        raise UsageError(f"the source {name!r} has no series {series!r}; {having} has")
    other: Fetcher = fetcher.of_series(find(series))
    return other


class Site:
    """A fetcher at the address that config.toml gives it, or at its own."""

    def __init__(self, fetcher: Fetcher, base: str | None = None) -> None:
        """Take the fetcher's word, at another base where one is given."""
        self.fetcher = fetcher
        self.name = fetcher.LAYOUT.name
        self._base = base or fetcher.BASE
        self._moved = base is not None

    @property
    def hosts(self) -> tuple[str, ...]:
        """Where requests for this source may go."""
        from tipdiff.fetch.hosts import host_of

        if self._moved:
            return (host_of(self._base),)
        return tuple(dict.fromkeys((host_of(self._base), *self.fetcher.LAYOUT.hosts)))

    def url(self, address: str) -> str:
        """An address of the source as it is asked for: absolute, and on the site as configured."""
        absolute = urljoin(self._base, address).partition("#")[0]
        parts = urlsplit(absolute)
        own = {urlsplit(self.fetcher.BASE).hostname, *self.fetcher.LAYOUT.hosts}
        if self._moved and parts.hostname in own:
            base = urlsplit(self._base)
            absolute = urlunsplit((base.scheme, base.netloc, parts.path, parts.query, ""))
        return absolute
