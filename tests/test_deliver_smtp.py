"""SMTP against a real server on loopback: security, login, and everything that goes wrong."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest

from tests.mail_server import PASSWORD, USER, Authority, Fault, MailServer
from tipdiff.deliver.smtp import Smtp
from tipdiff.deliver.transport import Parcel
from tipdiff.errors import ConfigError, Deferred, Refused, TransportDown
from tipdiff.settings import MailSettings

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = (
    b"From: tipdiff <desk@veldonia.example>\r\nTo: ana@example.org\r\nMessage-ID: <k1@x>\r\n"
    b"Subject: Veldonia\r\n\r\nFirst line\r\n.a line with a dot\r\n..two dots\r\n"
)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """Who signs the certificates that are trusted."""
    return Authority(tmp_path)


def settings(server: MailServer, **changes: object) -> MailSettings:
    """How to reach the server, in the clear unless told otherwise."""
    made = {"host": "127.0.0.1", "port": server.port, "security": "none", "transport": "smtp"}
    return MailSettings(**{**made, **changes})  # type: ignore[arg-type]


def parcel(recipient: str = "ana@example.org", message: bytes = MESSAGE) -> Parcel:
    """A message to that recipient."""
    return Parcel(id="<k1@x>", sender="desk@veldonia.example", recipient=recipient, message=message)


def test_a_message_arrives_as_it_is() -> None:
    """Byte by byte, dots at the beginning of lines included, with one recipient."""
    with MailServer() as server, Smtp(settings(server), None) as smtp:
        smtp.send(parcel())
        smtp.send(parcel("ben@example.org"))

    assert [(m.sender, m.recipient, m.data) for m in server.accepted] == [
        ("desk@veldonia.example", "ana@example.org", MESSAGE),
        ("desk@veldonia.example", "ben@example.org", MESSAGE),
    ]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_login_goes_over_tls_alone(authority: Authority, security: str) -> None:
    """With STARTTLS and with TLS from the beginning, by a certificate that is trusted."""
    tls = authority.context()
    with MailServer(tls=tls, implicit=security == "tls", login=True) as server:
        wanted = settings(server, security=security, user=USER, ca_file=str(authority.file))
        with Smtp(wanted, PASSWORD) as smtp:
            smtp.send(parcel())

    (message,) = server.accepted
    assert (message.user, message.is_secure) == (USER, True)


def test_a_password_never_goes_out_in_the_clear() -> None:
    """Where the server offers no STARTTLS; `security = "none"` is an error of config.toml."""
    with (
        MailServer() as server,
        Smtp(settings(server, user=USER, security="starttls"), PASSWORD) as smtp,
        pytest.raises(TransportDown, match="STARTTLS"),
    ):
        smtp.send(parcel())

    assert server.accepted == []


def test_without_starttls_nothing_goes_out_where_it_is_asked_for() -> None:
    """A server in the middle that leaves STARTTLS out gets no message either."""
    with (
        MailServer() as server,
        Smtp(settings(server, security="starttls"), None) as smtp,
        pytest.raises(TransportDown, match=r"lacks what mail.security or mail.user asks for"),
    ):
        smtp.send(parcel())

    assert server.accepted == []


def test_a_user_without_password_is_told_where_it_belongs() -> None:
    """In the environment, never in config.toml."""
    with MailServer() as server, pytest.raises(ConfigError, match=r"\$TIPDIFF_SMTP_PASSWORD"):
        Smtp(settings(server, user=USER, security="starttls"), None)


CERTIFICATES = {
    "expired": (("127.0.0.1",), True, True, "certificate has expired"),
    "of another host": (("mail.example",), False, True, "IP address mismatch"),
    "of nobody known": (("127.0.0.1",), False, False, "unable to get local issuer certificate"),
}


@pytest.mark.parametrize("case", CERTIFICATES)
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_bad_certificate_ends_it_before_anything_is_said(
    authority: Authority, security: str, case: str
) -> None:
    """The reason is told; the password and the message stay here."""
    names, expired, trusted, told = CERTIFICATES[case]
    tls = authority.context(*names, expired=expired)
    with MailServer(tls=tls, implicit=security == "tls", login=True) as server:
        ca_file = str(authority.file) if trusted else ""
        wanted = settings(server, security=security, user=USER, ca_file=ca_file)
        with (
            Smtp(wanted, PASSWORD) as smtp,
            pytest.raises(TransportDown, match=f"cannot be trusted: .*{told}"),
        ):
            smtp.send(parcel())

    assert server.accepted == []


def test_a_wrong_password_touches_no_message(authority: Authority) -> None:
    """It says nothing about the message: the way out is shut."""
    with MailServer(tls=authority.context(), login=True) as server:
        wanted = settings(server, security="starttls", user=USER, ca_file=str(authority.file))
        with (
            Smtp(wanted, "wrong") as smtp,
            pytest.raises(TransportDown, match="refuses the password of desk: 535"),
        ):
            smtp.send(parcel())


def test_nobody_listening_shuts_the_way() -> None:
    """As does a name that nobody knows."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    wanted = MailSettings(host="127.0.0.1", port=port, security="none")
    with Smtp(wanted, None) as smtp, pytest.raises(TransportDown, match=f":{port} cannot be"):
        smtp.send(parcel())


@pytest.mark.parametrize("greeting", [b"421 4.3.2 too busy\r\n", b"HTTP/1.1 200 OK\r\n", b""])
def test_a_server_that_does_not_greet_shuts_the_way(greeting: bytes) -> None:
    """It may be busy, or no mail server at all: no message is touched."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        wanted = MailSettings(
            host="127.0.0.1", port=listener.getsockname()[1], security="none", connect_seconds=5
        )

        def greet() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(greeting)

        thread = threading.Thread(target=greet)
        thread.start()
        with Smtp(wanted, None) as smtp, pytest.raises(TransportDown, match="cannot be reached"):
            smtp.send(parcel())
        thread.join()


REFUSALS = {
    "MAIL 4": (Fault("MAIL", "450 4.2.0 later"), Deferred, "450 4.2.0 later"),
    "RCPT 4": (Fault("RCPT", "450 4.2.1 mailbox busy"), Deferred, "450 4.2.1 mailbox busy"),
    "RCPT 5": (Fault("RCPT", "550 5.1.1 no such user"), Refused, "550 5.1.1 no such user"),
    "DATA 4": (Fault("DATA", "451 4.3.0 try again"), Deferred, "451 4.3.0 try again"),
    "DATA 5": (Fault("DATA", "554 5.7.1 no"), Refused, "554 5.7.1 no"),
    "closing": (Fault("RCPT", "421 4.3.2 closing"), Deferred, "421 4.3.2 closing"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_the_class_of_an_answer_decides(case: str) -> None:
    """4 is for later, 5 for good; the next message goes out all the same."""
    fault, error, told = REFUSALS[case]
    once = Fault(
        fault.at, fault.answer, recipient="ana@example.org" * (fault.at != "MAIL"), times=1
    )
    with MailServer(once) as server, Smtp(settings(server), None) as smtp:
        with pytest.raises(error) as caught:
            smtp.send(parcel())
        smtp.send(parcel("ben@example.org"))

    assert str(caught.value) == told
    assert [m.recipient for m in server.accepted] == ["ben@example.org"]


@pytest.mark.parametrize(("at", "unsure"), [("MAIL", False), ("RCPT", False), ("DATA", True)])
def test_a_lost_connection_is_for_later_and_tells_whether_it_may_have_arrived(
    at: str, unsure: bool
) -> None:
    """Once the message is out, only its answer could say whether it was accepted."""
    with MailServer(Fault(at, drop=True, times=1)) as server, Smtp(settings(server), None) as smtp:
        with pytest.raises(Deferred) as caught:
            smtp.send(parcel())
        smtp.send(parcel("ben@example.org"))

    assert caught.value.unsure is unsure
    assert [m.recipient for m in server.accepted] == [
        *(["ana@example.org"] if unsure else []),
        "ben@example.org",
    ]


def test_a_connection_lost_after_the_answer_has_sent_the_message() -> None:
    """The answer counts, not what comes behind it; a new connection takes the next one."""
    fault = Fault("DATA", drop_after=True, times=1)
    with MailServer(fault) as server, Smtp(settings(server), None) as smtp:
        smtp.send(parcel())
        assert server.handler.dropped.wait(10)
        with pytest.raises(Deferred) as caught:
            smtp.send(parcel("ben@example.org"))
        smtp.send(parcel("ben@example.org"))

    assert caught.value.unsure is False
    assert [m.recipient for m in server.accepted] == ["ana@example.org", "ben@example.org"]


def test_a_slow_server_is_waited_for_no_longer_than_the_limit() -> None:
    """A slow answer within the limit is an answer; one over it is lost."""
    with MailServer(Fault("DATA", seconds=0.3, times=1)) as server:
        with Smtp(settings(server, answer_seconds=30.0), None) as smtp:
            smtp.send(parcel())
        server.handler.faults = (Fault("DATA", seconds=20.0, times=1),)
        with (
            Smtp(settings(server, answer_seconds=1.5), None) as smtp,
            pytest.raises(Deferred, match=r"the answer was lost: .*timed out") as caught,
        ):
            smtp.send(parcel("ben@example.org"))

    assert caught.value.unsure is True


def test_addresses_beyond_ascii_need_a_server_that_takes_them() -> None:
    """With SMTPUTF8 they go out; without it the message is refused here, and told why."""
    theirs = parcel("žofie@example.org", MESSAGE.replace(b"ana@", "žofie@".encode()))
    with MailServer() as server, Smtp(settings(server), None) as smtp:
        smtp.send(theirs)
    with (
        MailServer(utf8=False) as old,
        Smtp(settings(old), None) as smtp,
        pytest.raises(Refused, match="SMTPUTF8"),
    ):
        smtp.send(theirs)

    assert [m.recipient for m in server.accepted] == ["žofie@example.org"]
    assert old.accepted == []
