"""Countries: names, former names, aliases, ISO 3166 codes and slugs, all leading to one Country.

The names and slugs are those of the reports' own lists (format reference, section 8), completed
with the other entries of ISO 3166-1; data/countries.csv holds them, one row a country.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tipdiff.accents import without_accents
from tipdiff.errors import UnknownCountry
from tipdiff.model import Country

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLE = re.compile(r"^(?:kingdom|republic|state|commonwealth|government) of (?:the )?")


def find(name: str) -> Country:
    """The country that a name, former name, alias, ISO 3166 code or slug stands for.

    Raises UnknownCountry, with the nearest names, where there is none.
    """
    country = known(name)
    if country is None:
        raise UnknownCountry(f"no country is called {name!r}{_suggestion(name)}")
    return country


def known(name: str) -> Country | None:
    """The country that `name` stands for, or None; case, accents and "The" do not matter."""
    index = _index()
    key = _key(name)
    return index.get(key) or index.get(_STYLE.sub("", key))


def names_of(country: Country) -> tuple[str, ...]:
    """Every name a country goes by, its present name first."""
    return next(names for each, names in _rows() if each == country)


def every() -> tuple[Country, ...]:
    """All countries, by name."""
    return tuple(country for country, _ in _rows())


def _key(name: str) -> str:
    plain = without_accents(name.replace("ı", "i")).casefold()
    plain = re.sub(r"[.'’]", "", plain).replace("&", " and ")
    return re.sub(r"^the ", "", re.sub(r"[\W_]+", " ", plain).strip())


@cache
def _rows() -> tuple[tuple[Country, tuple[str, ...]], ...]:
    text = files("tipdiff").joinpath("data/countries.csv").read_text(encoding="utf-8")
    return tuple(_read(row) for row in csv.DictReader(text.splitlines()))


def _read(row: dict[str, str]) -> tuple[Country, tuple[str, ...]]:
    country = Country(name=row["name"], iso3=row["iso3"], iso2=row["iso2"], slug=row["slug"])
    others = f"{row['aliases']}|{row['former_names']}".split("|")
    return country, (country.name, *(other for other in others if other))


@cache
def _index() -> dict[str, Country]:
    return {
        _key(name): country
        for country, names in _rows()
        for name in (*names, country.slug, country.iso2, country.iso3)
    }


def _suggestion(name: str) -> str:
    from difflib import get_close_matches

    shown = {_key(n): n for n in _all_names()}
    near = get_close_matches(_key(name), shown, n=3, cutoff=0.7)
    if not near:
        return "; give its English name or its ISO 3166 code"
    return f"; did you mean {' or '.join(shown[key] for key in near)}?"


def _all_names() -> Iterator[str]:
    for _, names in _rows():
        yield from names
