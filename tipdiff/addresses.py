"""E-mail addresses of subscribers and of [mail], checked without asking any server."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING

from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

    from tipdiff.settings import MailSettings

LOCAL = "localhost"
"""The one domain without a period that mail may be from: this machine."""

_URL = re.compile(r"https://[^\s<>\"{},]+(?:\{(?:name|to)\}|[^\s<>\"{},])*")


def mailbox(address: str) -> str:
    """The address, normalised; UsageError where mail could never reach it."""
    return _validated(address).normalized


def on_the_wire(address: str) -> str:
    """The address as servers take it that know ASCII only; as it is where there is no such form."""
    if address.isascii():
        return address
    found = _validated(address)
    return found.ascii_email or found.normalized


def check_mail(settings: MailSettings) -> None:
    """Raise UsageError for an address or a domain of [mail] that makes no sense."""
    for name in ("sender", "reply_to"):
        value = getattr(settings, name)
        if not value.isprintable() or "=?" in value:
            raise UsageError(f"mail.{name} must be one line of plain text, not {value!r}")
        if value or name == "sender":
            _check(name, parseaddr(value)[1] or value)
    for name in ("unsubscribe_mail", "operator"):
        if getattr(settings, name):
            _check(name, getattr(settings, name))
    if settings.list_domain:
        _check("list_domain", f"list@{settings.list_domain}")
    if settings.unsubscribe_url and not _URL.fullmatch(settings.unsubscribe_url):
        raise UsageError(
            "mail.unsubscribe_url must begin with https:// and may hold {name} and {to}, "
            f"not {settings.unsubscribe_url!r}"
        )


def _check(name: str, address: str) -> None:
    if address.isascii() and re.fullmatch(rf"[\w.+-]+@{LOCAL}", address):
        return
    try:
        on_wire = on_the_wire(mailbox(address))
    except UsageError as error:
        raise UsageError(f"mail.{name}: {error}") from error
    if not on_wire.isascii():
        raise UsageError(f"mail.{name}: {address!r} must be ASCII before the @")


def _validated(address: str) -> ValidatedEmail:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        named = address.rstrip().endswith(">")
        reason = "give it without a name" if named else str(error).rstrip(".")
        raise UsageError(f"{address!r} is no e-mail address: {reason}") from error
