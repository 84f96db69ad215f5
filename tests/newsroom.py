"""An archive with a clock that is set by hand, editions that come in, and mail that goes out."""

from __future__ import annotations

import mailbox
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.site import html, narrative
from tipdiff import countries, pipeline
from tipdiff.archive import Archive
from tipdiff.capture import Exchange, Facts
from tipdiff.config import Config
from tipdiff.reading import parse_capture
from tipdiff.revisions import number_wordings
from tipdiff.settings import MailSettings
from tipdiff.subscriptions import Subscription, checked

if TYPE_CHECKING:
    from email.message import Message
    from pathlib import Path

    from tipdiff.pipeline import Delivered

START = datetime(2026, 6, 1, 12, tzinfo=UTC)


def subscription(**changes: Any) -> Subscription:
    """One that follows Denmark and Chile, and is told at once."""
    made = {
        "name": "desk",
        "to": ("ana@example.org",),
        "countries": ("Denmark", "Chile"),
        "cadence": "immediate",
    }
    return checked(Subscription(**{**made, **changes}))


def text(iso3: str, edition: int, **words: str) -> str:
    """The page of a country, with words exchanged."""
    country = countries.find(iso3)
    body = narrative(country, edition)
    for old, new in words.items():
        body = body.replace(old.replace("_", " "), new)
    return html(f"{edition} Report: {country.name}", body, url_of(iso3, edition))


def cut_off(iso3: str, edition: int) -> str:
    """The page of a country that lost its end on the way."""
    whole = text(iso3, edition)
    return whole[: whole.index("These efforts")] + "</p></section></html>"


def url_of(iso3: str, edition: int) -> str:
    """Where the page of a country is."""
    return f"https://www.state.gov/reports/{edition}-report/{countries.find(iso3).slug}/"


class Newsroom:
    """What comes in and what goes out."""

    def __init__(self, folder: Path, *subscriptions: Subscription, **mail: Any) -> None:
        self.now = START
        self.config = Config(folder=folder, subscriptions=subscriptions, mail=MailSettings(**mail))
        self.archive = Archive(folder / "archive", now=lambda: self.now)
        with self.archive.writing():
            pass

    def later(self, **span: float) -> None:
        """Let time go by."""
        self.now += timedelta(**span)

    def follow(self, *subscriptions: Subscription) -> None:
        """Have these subscriptions from now on."""
        self.config = replace(self.config, subscriptions=subscriptions)

    def publish(self, edition: int, *codes: str, source: str = "state_gov", **words: str) -> None:
        """Let narratives of an edition come in, one a second."""
        for iso3 in codes:
            self.later(seconds=1)
            self.page(iso3, edition, text(iso3, edition, **words), source)

    def page(self, iso3: str, edition: int, page: str, source: str = "state_gov") -> None:
        """Let a page come in."""
        facts = Facts(source=source, country=iso3, edition=edition)
        exchange = Exchange(
            url=f"{url_of(iso3, edition)}?{source}",
            http_status=200,
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            body=page.encode(),
        )
        with self.archive.writing() as store:
            capture = self.archive.add_fetched(exchange, facts).capture
            if capture.same_as is None:
                store.narratives.save(capture, parse_capture(capture, exchange.body))
            number_wordings(self.archive)

    def send(self, *, catch_up: bool = False) -> list[str]:
        """Send what is due; the new messages' subjects, by recipient."""
        before = set(self.box().keys())
        self.delivered(catch_up=catch_up)
        box = self.box()
        new = [box[key] for key in box.keys() if key not in before]  # noqa: SIM118
        return sorted(f"{message['To']}: {subject(message)}" for message in new)

    def delivered(self, *, catch_up: bool = False) -> Delivered:
        """Send what is due; what became of it."""
        return pipeline.deliver(
            self.archive,
            self.config,
            self.config.subscriptions,
            threading.Event(),
            catch_up=catch_up,
        )

    def box(self) -> mailbox.Maildir:
        """All that went out."""
        return mailbox.Maildir(self.archive.path / "outbox")


def subject(message: Message) -> str:
    """The subject, decoded."""
    from email.header import decode_header, make_header

    return str(make_header(decode_header(" ".join(str(message["Subject"]).split()))))
