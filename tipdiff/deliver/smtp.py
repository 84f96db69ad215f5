"""The transport that speaks SMTP with the operator's mail server.

An answer of class 4 defers a message and one of class 5 refuses it (RFC 5321, 4.2.1), where they
are about the message. What goes wrong before the first message (no connection, a certificate that
is not trusted, a password that is not right) says nothing about it: then no message is touched.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

from tipdiff.errors import ConfigError, Deferred, Refused, TransportDown

if TYPE_CHECKING:
    from typing import Self

    from tipdiff.deliver.transport import Parcel
    from tipdiff.settings import MailSettings

PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""The usual port of each kind of security (RFC 6409, RFC 8314, RFC 5321)."""

CLOSING = 421
"""The server closes the connection, whatever was asked (RFC 5321, 4.2.2)."""

TOLD = 300
"""Characters of a server's answer that are written down."""


class Smtp:
    """One connection for all messages of a run; a new one where it was lost."""

    def __init__(self, settings: MailSettings, password: str | None) -> None:
        """Take the settings; ConfigError where the password of mail.user is missing."""
        if settings.user and not password:
            raise ConfigError(
                "mail.user is set, and $TIPDIFF_SMTP_PASSWORD, where its password belongs, is not"
            )
        self._settings = settings
        self._password = password or ""
        self._context = _context(settings.ca_file)
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._close()

    def send(self, parcel: Parcel) -> None:
        """Hand a message over; what the server answers decides."""
        connection = self._connection or self._open()
        try:
            self._transact(connection, parcel)
        except (Refused, Deferred):
            self._reset(connection)
            raise

    def _transact(self, connection: smtplib.SMTP, parcel: Parcel) -> None:
        try:
            options = _options(connection, parcel)
            self._demand(*connection.mail(parcel.sender, options))
            self._demand(*connection.rcpt(parcel.recipient))
        except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
            raise Refused(
                f"the server takes no addresses beyond ASCII (SMTPUTF8): {parcel.recipient}"
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise Deferred(f"the connection was lost: {_told(error)}") from error
        self._demand(*self._data(connection, parcel.message))

    def _data(self, connection: smtplib.SMTP, message: bytes) -> tuple[int, bytes]:
        try:
            return connection.data(message)
        except smtplib.SMTPDataError as error:
            return error.smtp_code, _as_bytes(error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            # The message, or a part of it, has gone out: it may have been accepted all the same.
            self._close()
            raise Deferred(f"the answer was lost: {_told(error)}", unsure=True) from error

    def _demand(self, code: int, answer: bytes) -> None:
        """Go on after a good answer only."""
        if 200 <= code < 300:
            return
        if code == CLOSING:
            self._close()
        told = f"{code} {answer.decode('utf-8', 'replace')}"[:TOLD]
        if 500 <= code < 600:
            raise Refused(told)
        raise Deferred(told)

    def _open(self) -> smtplib.SMTP:
        where = f"the mail server {self._settings.host}:{self._port}"
        try:
            self._connection = self._greeted()
        except ssl.SSLCertVerificationError as error:
            raise TransportDown(
                f"{where} has a certificate that cannot be trusted: {error.verify_message}"
            ) from error
        except smtplib.SMTPAuthenticationError as error:
            raise TransportDown(
                f"{where} refuses the password of {self._settings.user}: {_told(error)}"
            ) from error
        except smtplib.SMTPNotSupportedError as error:
            raise TransportDown(
                f"{where} lacks what mail.security or mail.user asks for: {error}"
            ) from error
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise TransportDown(f"{where} cannot be reached: {_told(error)}") from error
        return self._connection

    def _greeted(self) -> smtplib.SMTP:
        """A connection that is secured and logged in, as the settings want it."""
        settings = self._settings
        connection = self._connected()
        try:
            if settings.security == "starttls":
                connection.starttls(context=self._context)
            if settings.user:
                connection.login(settings.user, self._password)
            else:
                connection.ehlo_or_helo_if_needed()
            connection.sock.settimeout(settings.answer_seconds)  # type: ignore[union-attr]
        except BaseException:
            connection.close()
            raise
        return connection

    def _connected(self) -> smtplib.SMTP:
        host, seconds = self._settings.host, self._settings.connect_seconds
        if self._settings.security == "tls":
            return smtplib.SMTP_SSL(host, self._port, timeout=seconds, context=self._context)
        return smtplib.SMTP(host, self._port, timeout=seconds)

    @property
    def _port(self) -> int:
        return self._settings.port or PORTS[self._settings.security]

    def _reset(self, connection: smtplib.SMTP) -> None:
        """Make ready for the next message after one that was not taken."""
        if self._connection is None:
            return
        try:
            connection.rset()
        except (smtplib.SMTPException, OSError):
            self._close()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _context(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as error:
        raise ConfigError(f"mail.ca_file {ca_file}: {error}; give a PEM file") from error


def _options(connection: smtplib.SMTP, parcel: Parcel) -> list[str]:
    """What the message needs of the server beyond plain SMTP."""
    head = parcel.message.partition(b"\r\n\r\n")[0]
    if not (parcel.sender.isascii() and parcel.recipient.isascii() and head.isascii()):
        return ["SMTPUTF8", "BODY=8BITMIME"]
    if not parcel.message.isascii() and connection.has_extn("8bitmime"):
        return ["BODY=8BITMIME"]
    return []


def _told(error: BaseException) -> str:
    """What a server or the network said, in one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = _as_bytes(error.smtp_error).decode("utf-8", "replace")
        return " ".join(f"{error.smtp_code} {said}".split())[:TOLD]
    return " ".join(str(error).split())[:TOLD] or type(error).__name__


def _as_bytes(answer: bytes | str) -> bytes:
    return answer if isinstance(answer, bytes) else answer.encode()
