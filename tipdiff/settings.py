"""The settings of config.toml: each stands here once, with its default and the comment above it.

Those of a subscription stand in subscriptions.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from tipdiff.series import DEFAULT

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

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


@dataclass(frozen=True, kw_only=True)
class FetchSettings:
    """How pages are fetched."""

    contact: str = setting(
        "",
        "A page or an e-mail address where whoever runs this can be reached: it goes into every\n"
        "request, and nothing is fetched without one.",
    )
    delay_seconds: float = setting(
        2.0, "Pause between two requests to a host; up to half as much again is added."
    )
    connect_seconds: float = setting(10.0, "The longest wait for a connection.")
    read_seconds: float = setting(30.0, "The longest silence while an answer is read.")
    whole_seconds: float = setting(120.0, "The longest time for one whole answer.")
    max_packed_bytes: int = setting(6_000_000, "The largest body that is read, as it is sent.")
    max_bytes: int = setting(20_000_000, "The largest body that is read, unpacked.")
    max_redirects: int = setting(5, "Redirects that are followed, within a source's own hosts.")
    attempts: int = setting(3, "How often a page is asked for when no good answer comes.")
    max_wait_seconds: float = setting(
        600.0, "A host that asks for a longer pause is left alone until the next run."
    )
    allow_addresses: tuple[str, ...] = setting(
        (), 'Private addresses or networks that may be connected to, like ["10.1.0.0/16"].'
    )
    fresh_days: float = setting(
        6.0, "A page that was good is not asked for again before this time is over."
    )
    index_fresh_days: float = setting(
        0.8, "The same for the pages that say which countries an edition has."
    )
    order: tuple[str, ...] = setting(
        (
            "2001: refworld, wayback",
            "2002-2016: state_gov_archive, refworld, ecoi, wayback",
            "2017-2099: state_gov, ecoi, wayback, gvnet",
        ),
        "Sources of each edition, in the order they are asked: the next one only for what the one\n"
        "before does not have.",
    )
    base_urls: dict[str, str] = field(
        default_factory=dict,
        metadata={
            "help": "Other addresses for the sites of sources, such as a mirror of your own, like\n"
            '{ state_gov = "https://mirror.example" }.'
        },
    )


@dataclass(frozen=True, kw_only=True)
class ScheduleSettings:
    """What `tipdiff run` does when: minute, hour, day, month, weekday (by name); "" is never."""

    time_zone: str = setting("UTC", "The time zone of the times below, like Europe/Copenhagen.")
    jitter_seconds: int = setting(600, "Each run starts up to so much later, by chance.")
    new_edition: str = setting("30 13 * jun-oct mon", "Look for a new edition.")
    near_edition: str = setting(
        "30 13 * * *", "The same, on the days when one is near, or while it is only partly there."
    )
    missing: str = setting("0 3 * * *", "Fetch what is missing.")
    silent_edits: str = setting("0 4 * * sun", "Look again at what is there, for silent edits.")
    failed: str = setting("0 */6 * * *", "Check what was blocked or failed.")
    deliver: str = setting("*/15 * * * *", "Send the digests that are due.")
    series: tuple[str, ...] = setting(
        (DEFAULT,), "Which series of reports the jobs look after: tip, hrr."
    )
    first_edition: int = setting(2001, "Editions before this one are not fetched.")
    watched_editions: int = setting(2, "How many of the newest are watched for silent edits.")


@dataclass(frozen=True, kw_only=True)
class MailSettings:
    """How digests are addressed, and how they go out."""

    sender: str = setting(
        "tipdiff <tipdiff@localhost>", "Who they are from; the part behind the @ is in each id."
    )
    reply_to: str = setting("", "Where answers go, if not to the sender.")
    list_domain: str = setting("", "Domain of List-Id, if not the sender's.")
    unsubscribe_mail: str = setting(
        "", "Where subscribers send their wish to leave, if not to the sender."
    )
    unsubscribe_url: str = setting(
        "",
        "A page of yours that takes a POST from mail programs (RFC 8058), like\n"
        '"https://example.org/leave?list={name}&who={to}".',
    )
    transport: str = setting(
        "maildir",
        "How messages go out: maildir (files in outbox/ of the archive, for any mail program),\n"
        "smtp (a mail server), or command (a program of this machine).",
        one_of=("maildir", "smtp", "command"),
    )
    host: str = setting(
        "localhost",
        "The mail server. Its password is never written here: set\n$TIPDIFF_SMTP_PASSWORD.",
    )
    port: int = setting(
        0,
        "Its port; 0 is the usual one: 587 (starttls), 465 (tls) or 25 (none).",
        within=(0, 65535),
    )
    security: str = setting(
        "starttls",
        "starttls or tls, with a certificate that is checked, or none (then there is no password).",
        one_of=("starttls", "tls", "none"),
    )
    user: str = setting("", "The user to log in as; none: no login.")
    ca_file: str = setting("", "Certificates (PEM) to trust in place of the system's.")
    connect_seconds: float = setting(
        30.0, "The longest wait for the server's connection.", within=(0.1, 3600)
    )
    answer_seconds: float = setting(
        600.0,
        "The longest wait for one of its answers (RFC 5321, 4.5.3.2), or for the command.",
        within=(0.1, 86400),
    )
    command: str = setting(
        "/usr/sbin/sendmail -t -i", "The program of transport command; it reads the message."
    )
    quiet_hours: float = setting(
        12.0,
        "Of cadence release: an edition that is not complete is told when no country has come in\n"
        "for so long.",
        within=(0, 8760),
    )
    hour: int = setting(
        7, "The hour of daily and weekly digests, in schedule.time_zone.", within=(0, 23)
    )
    weekday: str = setting("mon", "The day of weekly ones.", one_of=WEEKDAYS)
    retry_seconds: int = setting(
        300,
        "The pause before a second try; each further one is twice as long, up to six hours.",
        within=(1, 21600),
    )
    attempts: int = setting(
        24, "Tries before a message has failed: with these pauses, 4 days.", within=(1, 1000)
    )
    operator: str = setting(
        "", "Your own address: for a plain mail when fetching or sending keeps failing."
    )


@dataclass(frozen=True, kw_only=True)
class FeedSettings:
    """Atom feeds: a file for each subscription and each country, for a web server to show."""

    folder: str = setting("", "Where they are written; none: no feeds.")
    url: str = setting(
        "", 'The address of that folder on the web, like "https://example.org/tip/".'
    )
