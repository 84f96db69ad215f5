"""Made-up digests for the tests: of Veldonia alone, and of several countries at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.comparisons import NEW, OLD, VELDONIA, compared, narrative, veldonia
from tipdiff import countries
from tipdiff.digest import Digest, NotCompared, SilentEdit, compose
from tipdiff.subscriptions import Subscription

if TYPE_CHECKING:
    from tipdiff.model import Comparison

DESK = Subscription(name="Desk", to=("desk@example.org",), countries=("XVE",))
ALL = replace(DESK, name="Nordic désk", countries=())


def graded() -> Comparison:
    """Veldonia, with the grades that its headlines speak of."""
    whole = veldonia()
    old = replace(whole.old, grades=(("prosecution", "maintained"),))
    return replace(whole, old=old, new=replace(whole.new, grades=(("prosecution", "decreased"),)))


def of(name: str, comparison: Comparison) -> Comparison:
    """The comparison as if it were of another country."""
    country = countries.find(name)
    old, new = (replace(side, country=country) for side in (comparison.old, comparison.new))
    return replace(comparison, old=old, new=new)


def quiet(name: str) -> Comparison:
    """A country in which nothing changed."""
    return of(name, compared(narrative(2022, OLD), narrative(2023, NEW), (), ()))


def single(**fields: Any) -> Digest:
    """What the desk gets of Veldonia."""
    return compose(replace(DESK, **fields), [veldonia()])


def several() -> Digest:
    """Two countries with changes, one without, a silent edit, one lost and one awaited."""
    return compose(
        ALL,
        [graded(), of("Denmark", graded()), quiet("Norway")],
        [
            SilentEdit(
                comparison=of("Sweden", veldonia()),
                before="2023-07-01T10:00:00Z",
                after="2023-08-01T10:00:00Z",
            )
        ],
        [NotCompared(countries.find("Finland"), "the archive has no edition before 2023")],
        [countries.find("Iceland"), VELDONIA],
    )


def many(number: int) -> Digest:
    """The same changes in as many countries."""
    names = [country.name for country in countries.every()][:number]
    return compose(replace(ALL, significance=0), [of(name, graded()) for name in names])
