"""Digests of a release: 500 subscriptions on two editions of 188 made-up countries.

    python -m benchmarks.digests [--countries N] [--subscriptions N] [--all]

Comparisons are computed once, on two cores, and shared; then every subscription's digest is
decided, rendered in both parts for each recipient, and put into the outbox, as `tipdiff digest
--send --newest` does before anything goes out. Seconds are processor time; memory is the peak of
one process. With --all every subscription follows every country: the worst case.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.release import FIRST, narrative, reported
from tipdiff.archive import Archive
from tipdiff.batch import compute, neighbours
from tipdiff.capture import Facts
from tipdiff.config import Config
from tipdiff.deliver.decide import Desk
from tipdiff.parse import parse_document
from tipdiff.subscriptions import Subscription, checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipdiff.model import Country

NOW = datetime(FIRST + 1, 7, 1, tzinfo=UTC)
REGIONS = ("AF", "EAP", "EUR", "NEA", "SCA", "WHA")


def main() -> None:
    """Build the archive, and print what each step took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", type=int, default=188)
    parser.add_argument("--subscriptions", type=int, default=500)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    countries = reported()[: given.countries]
    chosen = [*subscriptions(given.subscriptions, countries, whole=given.all)]
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder)) as archive:
        fill(archive, countries)
        made, seconds = timed(lambda: compared(archive))
        print(f"{made} comparisons: {seconds:.1f} s")
        desk = Desk(archive, Config(subscriptions=tuple(chosen)), NOW)
        decided, seconds = timed(lambda: decide(desk, chosen))
        print(f"{decided} digests decided and rendered: {seconds:.1f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of memory: {peak:.0f} MB")


def fill(archive: Archive, countries: list[Country]) -> None:
    """Both editions, as saved files."""
    with archive.writing() as store:
        for country in countries:
            for edition in (FIRST, FIRST + 1):
                data = narrative(country, edition).encode()
                facts = Facts(
                    source="saved_file", series="tip", country=country.iso3, edition=edition
                )
                name = f"{country.slug}-{edition}.txt"
                added = archive.add_file(data, facts, name=name)
                store.narratives.save(
                    added.capture,
                    parse_document(data, name=name, country=country.name, edition=edition),
                )


def subscriptions(number: int, countries: list[Country], *, whole: bool) -> Iterator[Subscription]:
    """Of 25, one follows everything, four a region, and twenty one to ten countries."""
    for n in range(number):
        own = n % 25
        regions = () if whole or own == 0 or own > 4 else (REGIONS[n % 6],)
        some = countries[lot(n, "from") % len(countries) :][: 1 + lot(n, "number") % 10]
        followed = () if whole or own <= 4 else tuple(country.iso3 for country in some)
        yield checked(
            Subscription(
                name=f"Desk {n}",
                to=(f"desk{n}@example.org",),
                countries=followed,
                regions=regions,
                cadence="immediate",
            )
        )


def compared(archive: Archive) -> int:
    """How many comparisons were computed and kept, on two cores."""
    with ProcessPoolExecutor(2) as executor:
        return sum(1 for _ in compute(archive, neighbours(archive, "tip", ()), executor))


def decide(desk: Desk, chosen: list[Subscription]) -> int:
    """How many digests were put into the outbox."""
    found = (each for one in chosen for each in desk.decide(one, catch_up=True))
    return sum(each.what == "decided" for each in found)


def timed(job: Callable[[], int]) -> tuple[int, float]:
    """What a job gives, and the processor time it took here and in the processes it started."""
    before = spent()
    given = job()
    return given, spent() - before


def spent() -> float:
    """Processor seconds of this process and of those it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def lot(n: int, salt: str) -> int:
    """A number drawn for a subscription, the same on every machine."""
    return int.from_bytes(sha256(f"{n} {salt}".encode()).digest()[:4])


if __name__ == "__main__":
    main()
