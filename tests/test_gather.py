"""A run from end to end: a made-up site on loopback, a real archive, real sockets."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.server import Answer, Server, moved, page
from tests.site import StateGov, html, narrative, reported
from tests.test_fetch_session import Time
from tipdiff import countries
from tipdiff.archive import Archive, verify
from tipdiff.errors import ConfigError, FetchStopped, UsageError
from tipdiff.fetch import Session
from tipdiff.gather import Look, Wish, gather, preview
from tipdiff.keep import rebuild
from tipdiff.settings import FetchSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.server import Seen
    from tipdiff.model import Country

START = datetime(2023, 9, 1, 12, tzinfo=UTC)
COUNTRIES = reported(14)
FIRST = COUNTRIES[0]


class Place:
    """A site, its server, and an archive that is filled from it."""

    def __init__(self, site: StateGov, server: Server, folder: Path) -> None:
        self.site = site
        self.server = server
        self.folder = folder
        self.days = 0.0
        time = Time()
        self.session = Session(self.settings, clock=time.clock, sleep=time.sleep)

    @property
    def settings(self) -> FetchSettings:
        urls = dict.fromkeys(("state_gov", "ecoi", "wayback", "gvnet"), self.server.url)
        return FetchSettings(
            contact="desk@veldonia.example",
            delay_seconds=0.0,
            attempts=1,
            allow_addresses=("127.0.0.1",),
            base_urls=urls,
        )

    def archive(self) -> Archive:
        return Archive(self.folder, now=lambda: START + timedelta(days=self.days))

    def run(
        self, *editions: int, names: Iterable[str] = (), sources: tuple[str, ...] = ()
    ) -> Counter[str]:
        """Fetch, and count the looks by source and status."""
        return Counter(
            f"{look.source} {look.status}"
            for look in self.looks(*editions, names=names, sources=sources)
        )

    def looks(
        self, *editions: int, names: Iterable[str] = (), sources: tuple[str, ...] = ()
    ) -> list[Look]:
        """Fetch, and tell what became of every page."""
        wish = Wish(
            editions=editions or (2022,),
            countries=tuple(countries.find(name).iso3 for name in names),
            sources=sources,
        )
        now = START + timedelta(days=self.days)
        with self.archive() as archive:
            events = gather(archive, self.settings, self.session, wish, now)
            return [event for event in events if isinstance(event, Look)]

    def asked(self) -> list[str]:
        """The paths asked for since the last time."""
        paths = list(self.server.paths)
        self.server.seen.clear()
        return paths

    def texts(self) -> dict[tuple[str, int], list[str]]:
        """The text of every narrative in the archive, by country and edition."""
        found: dict[tuple[str, int], list[str]] = {}
        with self.archive() as archive:
            for one in archive.store.narratives.load_all():
                found.setdefault((one.country.iso3, one.edition), []).append(one.text)
        return found


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A site with the edition of 2022."""
    site = StateGov({2022: COUNTRIES})
    with Server(site) as server:
        made = Place(site, server, tmp_path / "archive")
        yield made
        made.session.close()


def test_an_edition_comes_home_and_is_not_asked_for_again_while_it_is_fresh(place: Place) -> None:
    """The index, then every country; a second run asks nothing at all, not even robots.txt."""
    assert place.run() == {"state_gov index": 1, "state_gov good": 14}
    assert len(place.asked()) == 15

    place.days = 0.5
    assert place.run() == {}
    assert place.server.seen == []

    texts = place.texts()
    assert sorted(texts) == sorted((c.iso3, 2022) for c in COUNTRIES)
    assert all("Stay connected" not in text for found in texts.values() for text in found)


def test_a_later_look_is_conditional_and_reads_nothing_anew(place: Place) -> None:
    """What was not modified is said to be so; the index is asked for sooner than the pages."""
    place.run()
    place.days = 1.0
    assert place.run() == {"state_gov index": 1}

    place.days = 7.5
    assert place.run() == {"state_gov index": 1, "state_gov not_modified": 14}
    place.days = 8.0
    assert place.run() == {}
    assert all(len(found) == 1 for found in place.texts().values())


def test_an_unchanged_page_of_a_server_without_validators_is_not_read_again(place: Place) -> None:
    """Its bytes are known: a record that refers to them, and no second narrative."""
    place.site.conditional = False
    place.run()
    place.days = 7.5

    assert place.run() == {"state_gov index": 1, "state_gov good": 14}
    assert all(len(found) == 1 for found in place.texts().values())
    with place.archive() as archive:
        assert verify(archive) == []


def test_countries_that_appear_are_found(place: Place) -> None:
    """Only what is new is asked for."""
    place.site.editions[2023] = COUNTRIES[:2]
    place.run(2023)
    place.asked()
    place.site.editions[2023] = COUNTRIES[:5]
    place.days = 1.0

    assert place.run(2023) == {"state_gov index": 1, "state_gov good": 3}
    assert place.asked() == [
        place.site.index(2023),
        *(place.site.path(country, 2023) for country in COUNTRIES[2:5]),
    ]


def test_an_edition_that_is_not_out_is_asked_for_once_a_day(place: Place) -> None:
    """One page of one source, and no other source is troubled."""
    assert place.run(2023) == {"state_gov not_published": 1}
    place.days = 0.5
    assert place.run(2023) == {}
    place.days = 1.0
    assert place.run(2023) == {"state_gov not_published": 1}


def test_a_silent_edit_is_a_second_narrative(place: Place) -> None:
    """Both texts stay."""
    place.run()
    place.site.edits[place.site.path(FIRST, 2022)] = ("three shelters", "four shelters")
    place.days = 7.5

    assert place.run()["state_gov good"] == 1
    old, new = place.texts()[FIRST.iso3, 2022]
    assert ("three shelters" in old, "four shelters" in new) == (True, True)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer(status=403), "blocked"),
        (page("<title>Request Rejected</title>"), "blocked"),
        (page(""), "blocked"),
        (page(html("New site", "<p>We moved things.</p>" * 60, "/")), "layout_changed"),
        (Answer(status=503), "gone_for_now"),
        (Answer(raw=b"", close=True), "no_answer"),
        (Answer(status=404), "not_assessed"),
        (moved("http://127.0.0.2/"), "forbidden"),
        (Answer(body=b"%PDF", headers=(("Content-Type", "application/pdf"),)), "unfit"),
    ],
)
def test_one_bad_page_costs_nothing_that_was_had(place: Place, answer: Answer, status: str) -> None:
    """It is kept and told, and the narrative of before stays the narrative."""
    place.run()
    place.site.answers[place.site.path(FIRST, 2022)] = answer
    place.days = 7.5
    looks = {look.country: look.status for look in place.looks() if look.source == "state_gov"}

    assert looks[FIRST.iso3] == status
    assert Counter(looks.values()) == {"index": 1, "not_modified": 13, status: 1}
    assert len(place.texts()[FIRST.iso3, 2022]) == 1


def test_a_bad_page_is_asked_for_again_by_the_next_run(place: Place) -> None:
    """A good one is not."""
    path = place.site.path(FIRST, 2022)
    place.site.answers[path] = Answer(status=403)
    place.run()
    place.asked()
    del place.site.answers[path]

    assert place.run()["state_gov good"] == 1
    assert path in place.asked()


def test_a_missing_page_is_believed_only_while_a_control_page_is_good(place: Place) -> None:
    """A control page that is blocked at the same time says that nothing can be said."""
    place.site.answers[place.site.path(FIRST, 2022)] = Answer(status=404)
    assert place.run()["state_gov not_assessed"] == 1

    place.days = 7.5
    for country in COUNTRIES[1:]:
        place.site.answers[place.site.path(country, 2022)] = Answer(status=503)
    statuses = {look.country: look.status for look in place.looks(names=[FIRST.name])}
    assert statuses[FIRST.iso3] == "gone_for_now"


def test_many_pages_that_were_good_and_are_not_stop_the_run(place: Place) -> None:
    """Before all of them are asked for, and with a line that says so."""
    place.run()
    place.asked()
    for country in COUNTRIES:
        place.site.answers[place.site.path(country, 2022)] = page("<p>Nothing here</p>" * 60)
    place.days = 7.5

    with pytest.raises(
        FetchStopped, match=r"10 of the 10 pages of state_gov that were good before"
    ):
        place.run()
    assert len(place.asked()) <= 15
    assert all(len(found) == 1 for found in place.texts().values())


def test_an_index_that_shrinks_stops_the_run(place: Place) -> None:
    """It is the index that is believed last."""
    place.run()
    place.site.editions[2022] = COUNTRIES[:5]
    place.days = 7.5

    with pytest.raises(FetchStopped, match="leads to 5 of the 14 countries it led to before"):
        place.run()


def test_a_host_that_blocks_is_left_alone_and_the_next_source_is_asked(place: Place) -> None:
    """Captures of others take the place of what the site does not give."""
    for country in COUNTRIES:
        place.site.answers[place.site.path(country, 2022)] = Answer(status=403)
    with_wayback(place, COUNTRIES)

    counts = place.run()
    assert counts["wayback good"] == 14
    assert 10 <= counts["state_gov blocked"] <= 14
    with place.archive() as archive:
        entry = archive.store.narratives.entries(iso3=FIRST.iso3)[0]
    assert (entry.source, entry.captured_at) == ("wayback", "2022-08-01T10:00:00Z")

    place.days = 30.0
    assert "wayback good" not in place.run()


def test_only_what_the_first_source_lacks_is_asked_of_the_next(place: Place) -> None:
    """One page is blocked: one capture is taken from elsewhere."""
    place.site.answers[place.site.path(FIRST, 2022)] = Answer(status=403)
    with_wayback(place, COUNTRIES)
    looks = [look for look in place.looks() if look.source == "wayback"]

    assert [(look.country, look.status) for look in looks] == [
        (None, "index"),
        (FIRST.iso3, "good"),
    ]


def test_countries_that_a_source_does_not_list_are_asked_of_the_next(place: Place) -> None:
    """Where the edition beside it has them; of this year's, the first source is waited for."""
    place.site.editions = {2021: COUNTRIES, 2022: COUNTRIES[:12], 2023: COUNTRIES[:3]}
    with_wayback(place, COUNTRIES)
    looks = [look for look in place.looks(2023, 2022, 2021) if look.source == "wayback"]

    assert [(look.edition, look.country, look.status) for look in looks] == [
        (2022, None, "index"),
        *((2022, country.iso3, "good") for country in COUNTRIES[12:]),
    ]


def with_wayback(place: Place, listed: Iterable[Country]) -> None:
    """Let the server play web.archive.org as well."""
    site = place.site
    rows = [["timestamp", "original"]]
    pages: dict[str, Answer] = {}
    for country in listed:
        for stamp in ("20220725100000", "20220801100000"):
            url = f"https://www.state.gov{site.path(country, 2022)}"
            rows.append([stamp, url])
            title = f"2022 Trafficking in Persons Report: {country.name}"
            pages[f"/web/{stamp}id_/{url}"] = page(html(title, narrative(country, 2022), url))

    def both(seen: Seen) -> Answer:
        if seen.path.startswith("/cdx/"):
            kind = (("Content-Type", "application/json"),)
            return Answer(body=json.dumps(rows).encode(), headers=kind)
        return pages.get(seen.path) or site(seen)

    place.server.site = both


def test_pages_that_have_moved_are_fresh_under_the_address_that_was_asked_for(
    place: Place,
) -> None:
    """The redirects are kept as well, and a rebuilt database knows as much."""
    site = place.site
    there = {
        path: path.replace("/reports/", "/moved/")
        for path in (site.index(2022), site.path(FIRST, 2022))
    }
    place.server.site = lambda seen: (
        moved(there[seen.path])
        if seen.path in there
        else site(replace(seen, path=seen.path.replace("/moved/", "/reports/")))
    )
    assert place.run() == {"state_gov index": 1, "state_gov good": 14}
    place.asked()

    assert place.run() == {}
    with place.archive() as archive:
        rebuild(archive)
        statuses = Counter(c.status for c in archive.store.captures.all())
        assert verify(archive) == []
        assert archive.store.captures.index_statuses("tip") == [(2022, "state_gov", "index")]
    assert place.run() == {}
    assert place.asked() == []
    assert statuses == {"moved": 2, "index": 1, "good": 14}


def test_pages_that_no_list_names_are_tried_rarely(place: Place) -> None:
    """An old edition whose list is gone does not have its site asked in vain every day."""
    place.run()
    assert place.run(2021)["state_gov gone_for_now"] == 14
    place.days = 10.0
    assert place.run(2021)["state_gov gone_for_now"] == 0
    assert place.run(2021, sources=("state_gov",))["state_gov gone_for_now"] == 14

    place.days = 36.0
    assert place.run(2021)["state_gov gone_for_now"] == 14


@pytest.mark.parametrize("status", ["layout_changed", "blocked"])
def test_captures_of_others_that_hold_nothing_are_not_asked_for_again(
    place: Place, status: str
) -> None:
    """What is under their address never changes; where the source is named, it is."""
    place.site.answers[place.site.path(FIRST, 2022)] = Answer(status=403)
    with_wayback(place, COUNTRIES)
    wayback = place.server.site
    nothing = {"blocked": "<title>Access Denied</title>", "layout_changed": "<p>Nothing</p>" * 99}[
        status
    ]
    place.server.site = lambda seen: page(nothing) if "/web/" in seen.path else wayback(seen)
    assert place.run()[f"wayback {status}"] == 1

    place.days = 90.0
    assert place.run()[f"wayback {status}"] == 0
    assert place.run(names=[FIRST.name], sources=("wayback",))[f"wayback {status}"] == 1


def test_a_page_that_holds_the_newest_edition_only_is_asked_for_once(place: Place) -> None:
    """Whichever editions it may be."""
    name = FIRST.slug.capitalize()
    text = f"""<p>[ Human Trafficking, Country-by-Country ]</p>{narrative(FIRST, 2022)}"""
    preface = "(Tier 2) Extracted from the U.S. State Dept 2022 TIP Report"
    pages = {
        "/humantrafficking/00-Ratings.htm": page(f'<a href="{name}-2.htm">{FIRST.name}</a>'),
        f"/humantrafficking/{name}-2.htm": page(text.replace("(Tier 2)", preface)),
    }
    place.server.site = lambda seen: pages.get(seen.path, Answer(status=404))
    assert place.run(2023, 2022, 2021, sources=("gvnet",))["gvnet good"] == 1
    assert list(place.texts()) == [(FIRST.iso3, 2022)]

    assert place.run(2023, 2022, 2021, sources=("gvnet",)) == {}


def test_missing_pages_are_kept_before_the_next_is_asked_for(place: Place) -> None:
    """So that a run that is killed asks for none of them again."""
    last = place.site.path(COUNTRIES[-1], 2022)
    for country in COUNTRIES[5:-1]:
        place.site.answers[place.site.path(country, 2022)] = Answer(status=404)
    kept: list[int] = []

    def site(seen: Seen) -> Answer:
        if seen.path == last:
            with place.archive() as archive:
                kept.append(archive.store.captures.counts()["state_gov", "not_assessed"])
        return place.site(seen)

    place.server.site = site
    place.run()
    assert kept == [8]


def test_countries_and_sources_can_be_chosen(place: Place) -> None:
    """Nothing else is asked for."""
    assert place.run(names=[FIRST.name]) == {"state_gov index": 1, "state_gov good": 1}
    assert place.asked() == [place.site.index(2022), place.site.path(FIRST, 2022)]

    with pytest.raises(UsageError, match="no source 'stategov' can be fetched; known are ecoi"):
        place.run(sources=("stategov",))


@pytest.mark.parametrize(
    ("order", "message"),
    [("2022 state_gov", "is not like"), ("2022: stategov", "no source 'stategov'")],
)
def test_an_order_that_cannot_be_read_is_an_error(place: Place, order: str, message: str) -> None:
    """With the row."""
    settings = replace(place.settings, order=(order,))
    wish = Wish(editions=(2022,))
    with place.archive() as archive, pytest.raises(ConfigError, match=message):
        list(gather(archive, settings, place.session, wish, START))


def test_a_preview_asks_nothing(place: Place) -> None:
    """Without an archive it knows the index alone; with one, what is not fresh."""

    def seen_ahead() -> list[str]:
        with place.archive() as archive:
            now = START + timedelta(days=place.days)
            looks = preview(archive, place.settings, Wish(editions=(2022,)), now)
            return [look.url.removeprefix(place.server.url) for look in looks]

    assert seen_ahead() == [place.site.index(2022)]
    assert not place.folder.exists()
    place.run()
    place.asked()
    assert seen_ahead() == []
    place.days = 7.5
    assert seen_ahead() == [place.site.path(country, 2022) for country in COUNTRIES]
    assert place.asked() == []


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "windows-1252"),
        ("utf-8", "no-such-thing"),
        ("windows-1252", "utf-8"),
        ("windows-1252", "iso-8859-1"),
        ("windows-1252", "no-such-thing"),
    ],
)
def test_a_wrong_charset_costs_no_character(place: Place, encoding: str, declared: str) -> None:
    """What the bytes are goes before what the header says."""
    country = countries.find("Côte d'Ivoire")
    place.site.editions[2022] = [country]
    text = html(country.name, narrative(country, 2022) + "<p>Café “Zaïre” – naïve.</p>", "/")
    text = text.replace('<meta charset="UTF-8">', f'<meta charset="{declared}">')
    place.site.answers[place.site.path(country, 2022)] = Answer(
        body=text.encode(encoding), headers=(("Content-Type", f"text/html; charset={declared}"),)
    )

    place.run()
    assert "Café “Zaïre” – naïve." in place.texts()[country.iso3, 2022][0]


def test_invalid_utf_8_is_kept_and_said_to_be_no_narrative(place: Place) -> None:
    """A character too few is no character guessed."""
    text = html("x", narrative(FIRST, 2022) + "<p>Café naïve größer</p>", "/").encode()
    place.site.answers[place.site.path(FIRST, 2022)] = Answer(
        body=text.replace("ï".encode(), b"\xc3\xff\xfe"), headers=(("Content-Type", "text/html"),)
    )

    looks = {look.country: look for look in place.looks(names=[FIRST.name])}
    assert looks[FIRST.iso3].status == "layout_changed"
    assert "is in no known encoding" in looks[FIRST.iso3].reason


def test_a_page_of_another_country_or_edition_is_not_taken(place: Place) -> None:
    """Be it by a redirect or by the wrong page."""
    first, second = COUNTRIES[:2]
    place.site.editions[2021] = COUNTRIES
    place.site.answers[place.site.path(first, 2022)] = moved(place.site.path(first, 2021))
    place.site.answers[place.site.path(second, 2022)] = moved(place.site.path(first, 2022) + "x")
    place.site.answers[place.site.path(first, 2022) + "x"] = page(
        html("x", narrative(FIRST, 2022), "/")
    )

    reasons = {look.country: look.reason for look in place.looks(sources=("state_gov",))}
    assert "of the edition of 2021, not of 2022" in reasons[first.iso3]
    assert reasons[second.iso3] == f"a narrative of {first.name} where {second.iso3} was expected"


def test_what_a_killed_run_did_not_come_to_read_is_read_by_the_next(place: Place) -> None:
    """The bytes are in the archive; they are not asked for again."""
    place.run()
    with place.archive() as archive, archive.writing() as store:
        db = store.connection.db
        db.table("narratives").delete_where("iso3 = ?", [FIRST.iso3])
    place.asked()

    assert place.run() == {}
    assert place.asked() == []
    assert len(place.texts()) == 14
