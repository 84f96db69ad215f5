"""The transport that posts a digest as JSON to an address of the subscriber, signed.

The signature is an HMAC-SHA256 over the time and the body, so that a receiver can tell a call of
ours from another's, and a new one from one that is played again (docs/mail.md has a check).
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from tipdiff.errors import ConfigError, Deferred, FetchError, NotConnected, Refused, Unreachable
from tipdiff.fetch.hosts import host_of, retry_after

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Self

    from tipdiff.capture import Exchange
    from tipdiff.deliver.transport import Parcel
    from tipdiff.settings import FetchSettings

SECRET = "TIPDIFF_WEBHOOK_SECRET"  # noqa: S105 (the name of the variable)
"""Variable of the environment with the key of the signatures."""

SHORTEST = 16
"""Characters below which a key could be guessed."""

LATER = (408, 425, 429)
"""Answers of class 4 that another try may better: too slow, too early, too many."""


class Webhook:
    """Posts over the guarded wire that pages are fetched with: no private address, no redirect."""

    def __init__(
        self, settings: FetchSettings, secret: str | None, now: Callable[[], datetime]
    ) -> None:
        """Take the key; ConfigError where there is none worth the name."""
        if not secret or len(secret) < SHORTEST:
            raise ConfigError(
                f"webhooks are signed: set ${SECRET} to a secret of at least {SHORTEST} characters"
            )
        from tipdiff.fetch.wire import Wire

        self._wire = Wire(settings)
        self._secret = secret.encode()
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._wire.close()

    def send(self, parcel: Parcel) -> None:
        """Post the message; an answer of class 2 accepts it."""
        headers = (
            ("Content-Type", "application/json; charset=utf-8"),
            ("Tipdiff-Delivery", parcel.id),
            ("Tipdiff-Signature", signature(self._secret, int(self._now().timestamp()), parcel)),
        )
        try:
            host_of(parcel.recipient)
            answer = self._wire.post(parcel.recipient, parcel.message, headers)
        except Unreachable as error:
            raise Deferred(str(error), unsure=not isinstance(error, NotConnected)) from error
        except FetchError as error:
            raise Refused(str(error)) from error
        _demand(answer)


def signature(secret: bytes, at: int, parcel: Parcel) -> str:
    """The header's value: the time in seconds since 1970, and the HMAC of "time.body"."""
    told = f"{at}.".encode() + parcel.message
    return f"t={at},v1={hmac.new(secret, told, hashlib.sha256).hexdigest()}"


def _demand(answer: Exchange) -> None:
    status = answer.http_status
    if 200 <= status < 300:
        return
    told = f"{answer.url} answered {status} {answer.reason}"
    if status >= 500 or status in LATER:
        raise Deferred(told, seconds=retry_after(answer) or 0.0)
    raise Refused(told)
