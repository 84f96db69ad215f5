"""A real mail server on loopback (aiosmtpd), well or badly behaved, that keeps what it takes."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any, Self

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

USER, PASSWORD = "desk", "correct horse"


@dataclass(frozen=True)
class Fault:
    """What goes wrong at a command: an answer in place of the good one, or something ruder."""

    at: str
    """MAIL, RCPT or DATA (its final answer)."""
    answer: str = ""
    drop: bool = False
    """Cut the connection instead of answering."""
    drop_after: bool = False
    """Accept, answer, and cut the connection."""
    seconds: float = 0.0
    """Wait before answering."""
    recipient: str = ""
    """Only with this recipient."""
    times: int = 1_000_000


@dataclass(frozen=True)
class Accepted:
    """A message that the server took, before it answered."""

    sender: str
    recipient: str
    data: bytes
    is_secure: bool
    user: str

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.data, policy=policy.default)

    @property
    def id(self) -> str:
        return str(self.mail["Message-ID"])


class Authority:
    """Makes certificates for the test at hand."""

    def __init__(self, folder: Path) -> None:
        self._ca = trustme.CA()
        self.file = folder / "ca.pem"
        self._ca.cert_pem.write_to_path(self.file)

    def context(self, *names: str, expired: bool = False) -> ssl.SSLContext:
        """The server's side, with a certificate for these names."""
        now = datetime.now(UTC)
        since, until = now - timedelta(days=9), now + timedelta(days=-1 if expired else 9)
        names = names or ("127.0.0.1", "localhost")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ca.issue_cert(*names, not_before=since, not_after=until).configure_cert(context)
        return context


@dataclass
class Handler:
    """aiosmtpd's hooks: play the faults, keep the rest."""

    faults: tuple[Fault, ...]
    accepted: list[Accepted] = field(default_factory=list)
    played: Counter[Fault] = field(default_factory=Counter)
    dropped: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._play("MAIL", server, address)
        if answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._play("RCPT", server, address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (recipient,) = envelope.rcpt_tos
        fault = self._fault("DATA", recipient)
        if fault is None or fault.drop or fault.drop_after or not fault.answer:
            self._keep(server, session, envelope)
        return await self._play("DATA", server, recipient)

    def _keep(self, server: SMTP, session: Session, envelope: Envelope) -> None:
        transport: Any = server.transport
        message = Accepted(
            sender=envelope.mail_from or "",
            recipient=envelope.rcpt_tos[0],
            data=envelope.original_content or b"",
            is_secure=transport.get_extra_info("sslcontext") is not None,
            user=session.auth_data.login.decode() if session.auth_data else "",
        )
        self.accepted.append(message)

    def _fault(self, at: str, address: str) -> Fault | None:
        return next(
            (
                f
                for f in self.faults
                if f.at == at and f.recipient in ("", address) and self.played[f] < f.times
            ),
            None,
        )

    def _drop(self, transport: Any) -> None:
        transport.abort()
        self.dropped.set()

    async def _play(self, at: str, server: SMTP, address: str) -> str:
        fault = self._fault(at, address)
        if fault is None:
            return "250 OK"
        self.played[fault] += 1
        await asyncio.sleep(fault.seconds)
        transport: Any = server.transport
        if fault.drop:
            transport.abort()
        if fault.drop_after:
            asyncio.get_running_loop().call_later(0.05, self._drop, transport)
        return fault.answer or "250 OK"


class MailServer:
    """The server, for as long as the `with` lasts."""

    def __init__(
        self,
        *faults: Fault,
        tls: ssl.SSLContext | None = None,
        implicit: bool = False,
        login: bool = False,
        utf8: bool = True,
    ) -> None:
        self.handler = Handler(faults)
        self.port = 0
        options: dict[str, Any] = {"enable_SMTPUTF8": utf8, "hostname": "127.0.0.1", "port": 0}
        if login:
            options |= {
                "authenticator": _check,
                "auth_require_tls": not implicit,
                # aiosmtpd does not know that a connection under TLS from the start is safe.
                "auth_required": not implicit,
            }
        if tls is not None:
            options |= {"ssl_context" if implicit else "tls_context": tls}
        self._controller = _Controller(self.handler, **options)

    @property
    def accepted(self) -> list[Accepted]:
        return self.handler.accepted

    def __enter__(self) -> Self:
        self._controller.start()
        self.port = self._controller.port
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


class _Controller(Controller):
    """On a free port, that it tells."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


def _check(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=good, auth_data=data, handled=False)
