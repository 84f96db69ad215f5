"""The outbox is emptied: each row is claimed, handed to its transport, and its answer recorded.

    claim (committed) --> transport --> answer --> record (committed)

A crash before the claim's commit loses nothing; one behind the record repeats nothing. One between
them leaves a row that is called sending: it goes out again with the same bytes and Message-ID.
"""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from tipdiff.addresses import on_the_wire
from tipdiff.archive import Archive
from tipdiff.deliver.transport import Parcel, Transport
from tipdiff.errors import ConfigError, Deferred, Refused, TransportDown

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping

    from tipdiff.settings import MailSettings
    from tipdiff.store.outbox import Channel, Row, State

LONGEST_PAUSE = timedelta(hours=6)
"""Between two tries of a message."""

LONGEST_WISH = timedelta(days=1)
"""What a receiver may ask for: one that says "in 30 years" does not lose its message."""

PATIENCE = 3600.0
"""Seconds for which recording an answer waits for another's writing (a rebuild takes minutes): an
answer that is not recorded is an answer lost."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What a run did: rows by the state they came to, and ways out that were shut."""

    counts: Counter[State] = field(default_factory=Counter)
    down: dict[Channel, str] = field(default_factory=dict)


def empty(
    archive: Archive,
    ways: Mapping[Channel, Callable[[], Transport]],
    settings: MailSettings,
    now: Callable[[], datetime],
    stop: threading.Event,
) -> Tally:
    """Send what is to be sent now, or until told to stop; for who holds `Folder.sent_for`."""
    with Archive(archive.path, lock_wait=PATIENCE) as patient:
        with patient.writing() as store:
            lost = store.outbox.recover(iso(now()))
        if lost:
            log.warning("%d message(s) were being sent by a process that was killed", lost)
        with ExitStack() as stack:
            run = _Run(patient, dict(ways), settings, now, stack)
            while not stop.is_set() and run.step():
                pass
    return run.tally


class _Run:
    """One emptying of the outbox."""

    def __init__(
        self,
        archive: Archive,
        ways: dict[Channel, Callable[[], Transport]],
        settings: MailSettings,
        now: Callable[[], datetime],
        stack: ExitStack,
    ) -> None:
        self._archive = archive
        self._ways = ways
        self._settings = settings
        self._now = now
        self._stack = stack
        self._open: dict[Channel, Transport] = {}
        self.tally = Tally()

    def step(self) -> bool:
        """Send one message; whether there was one."""
        channels = [channel for channel in self._ways if channel not in self.tally.down]
        with self._archive.writing() as store:
            row = store.outbox.claim(channels, iso(self._now())) if channels else None
        if row is None:
            return False
        try:
            self._transport(row.channel).send(self._parcel(row))
        except (TransportDown, ConfigError) as error:
            self._shut(row, error)
        except Refused as error:
            self._failed(row, str(error))
        except Deferred as error:
            self._deferred(row, error)
        except Exception as error:
            # One row that breaks keeps no other back; it is tried no oftener than any other.
            log.exception("an error of tipdiff's own while sending to %s", row.recipient)
            told = f"{type(error).__name__}: {error}"
            self._deferred(row, Deferred(told, unsure=True))
        else:
            self._sent(row)
        return True

    def _parcel(self, row: Row) -> Parcel:
        return Parcel(
            id=row.message_id,
            sender=parseaddr(self._settings.sender)[1],
            recipient=on_the_wire(row.recipient) if row.channel == "mail" else row.recipient,
            message=self._archive.store.outbox.message(row.id),
        )

    def _transport(self, channel: Channel) -> Transport:
        if channel not in self._open:
            self._open[channel] = self._stack.enter_context(self._ways[channel]())
        return self._open[channel]

    def _sent(self, row: Row) -> None:
        with self._archive.writing() as store:
            store.outbox.sent(row.id, iso(self._now()))
        self.tally.counts["sent"] += 1
        log.info("sent to %s: %s", row.recipient, row.subject)

    def _failed(self, row: Row, error: str) -> None:
        with self._archive.writing() as store:
            store.outbox.failed(row.id, error, iso(self._now()))
        self.tally.counts["failed"] += 1
        log.error("not sent to %s: %s", row.recipient, error)

    def _deferred(self, row: Row, error: Deferred) -> None:
        if row.attempts + 1 >= self._settings.attempts:
            self._failed(row, f"given up after {row.attempts + 1} tries: {error}")
            return
        asked = min(timedelta(seconds=error.seconds), LONGEST_WISH)
        pause = max(_pause(self._settings, row.attempts), asked)
        now = self._now()
        with self._archive.writing() as store:
            store.outbox.again(row.id, iso(now + pause), str(error), iso(now), unsure=error.unsure)
        self.tally.counts["rendered"] += 1
        log.warning("not yet sent to %s: %s", row.recipient, error)

    def _shut(self, row: Row, error: Exception) -> None:
        """Leave the messages of this channel as they are, for the next run."""
        with self._archive.writing() as store:
            store.outbox.give_back(row.id, str(error), iso(self._now()))
        self.tally.down[row.channel] = str(error)


def _pause(settings: MailSettings, attempts: int) -> timedelta:
    seconds = settings.retry_seconds * 2.0 ** min(attempts, 20)
    return min(timedelta(seconds=seconds), LONGEST_PAUSE)


def iso(moment: datetime) -> str:
    """A moment as the database has it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
