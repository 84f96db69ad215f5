"""Sources are found by themselves, here and in installed packages, and stand where config says."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, EntryPoints
from types import ModuleType

import pytest

from tipdiff import registry
from tipdiff.errors import ConfigError, UsageError
from tipdiff.layout import Layout
from tipdiff.registry import Found, Site, fetcher_of, fetchers
from tipdiff.sources import layouts

OWN = ["ecoi", "gvnet", "refworld", "state_gov", "state_gov_archive", "wayback"]


def installed(monkeypatch: pytest.MonkeyPatch, **names: object) -> None:
    """Let a package be installed that has a fetcher with these names."""
    module = ModuleType("made_up_fetcher")
    vars(module).update(names)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    point = EntryPoint("made_up", module.__name__, registry.GROUP)
    monkeypatch.setattr(
        registry, "entry_points", lambda group: EntryPoints([point]).select(group=group)
    )
    monkeypatch.setattr(registry, "modules", registry.modules.__wrapped__)
    monkeypatch.setattr(registry, "fetchers", registry.fetchers.__wrapped__)


def test_the_fetchers_of_the_project_are_found() -> None:
    """Every module but the template."""
    assert list(fetchers()) == OWN
    assert [layout.name for layout in layouts()] == OWN


def test_a_fetcher_of_an_installed_package_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its entry point."""
    installed(
        monkeypatch,
        LAYOUT=Layout(name="made_up"),
        BASE="https://made-up.example",
        EDITIONS=range(2020, 2024),
        index_urls=lambda edition: (f"/{edition}",),
        read_index=lambda index: Found(),
        guesses=lambda edition, countries: (),
    )

    assert list(registry.fetchers()) == [*OWN, "made_up"]
    assert registry.fetchers()["made_up"].index_urls(2021) == ("/2021",)


def test_an_installed_fetcher_that_lacks_something_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Said before it is used."""
    installed(monkeypatch, LAYOUT=Layout(name="made_up"), BASE="https://made-up.example")

    with pytest.raises(ConfigError) as caught:
        registry.fetchers()
    assert str(caught.value) == (
        "the installed fetcher made_up_fetcher has no EDITIONS, guesses, index_urls, read_index"
    )


def test_an_unknown_source_is_told_with_those_there_are() -> None:
    """In one line."""
    with pytest.raises(UsageError) as caught:
        fetcher_of("embassy")
    assert str(caught.value) == (f"no source 'embassy' can be fetched; known are {', '.join(OWN)}")


@pytest.mark.parametrize(
    ("base", "address", "url"),
    [
        (None, "/reports/x/", "https://www.state.gov/reports/x/"),
        (None, "https://www.state.gov/reports/x/#top", "https://www.state.gov/reports/x/"),
        ("http://127.0.0.1:8000", "/reports/x/", "http://127.0.0.1:8000/reports/x/"),
        ("http://127.0.0.1:8000", "https://www.state.gov/a?b=c", "http://127.0.0.1:8000/a?b=c"),
        ("http://127.0.0.1:8000", "https://other.example/a", "https://other.example/a"),
    ],
)
def test_addresses_of_the_site_stand_where_the_configuration_puts_it(
    base: str | None, address: str, url: str
) -> None:
    """Its own absolute links as well; those of others are left as they are."""
    assert Site(fetcher_of("state_gov"), base).url(address) == url


def test_a_site_at_another_base_has_no_other_host() -> None:
    """A mirror's pages cannot send requests to the real site."""
    fetcher = fetcher_of("state_gov")

    assert Site(fetcher, "http://127.0.0.1:8000").hosts == ("127.0.0.1:8000",)
    assert Site(fetcher).hosts[0] == "www.state.gov"
