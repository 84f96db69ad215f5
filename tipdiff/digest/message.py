"""A digest as a message for one recipient: multipart/alternative, with all its headers.

The same digest gives the same bytes, but for recipient and date. Every text that goes into a
header is one line of harmless characters before; the e-mail package encodes it (RFC 2047), or
leaves it as it is where an address needs SMTPUTF8.
"""

from __future__ import annotations

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tipdiff.addresses import on_the_wire
from tipdiff.digest.html import render_html
from tipdiff.digest.text import render_text
from tipdiff.report.visible import one_line
from tipdiff.subscriptions import slug

if TYPE_CHECKING:
    from datetime import datetime
    from email.policy import EmailPolicy, Policy

    from tipdiff.digest.compose import Digest
    from tipdiff.settings import MailSettings


_NO_BRACKETS = str.maketrans("<>", "()")
"""In List-Id what stands in angle brackets is the id."""


class Bracketed(UnstructuredHeader, BaseHeader):
    """A header of addresses in angle brackets: folded between them alone, never encoded."""

    def fold(self, *, policy: Policy) -> str:
        """The header as it is sent."""
        inner = str(self).replace(">, <", f">,{policy.linesep} <")
        return f"{self.name}: {inner}{policy.linesep}"


def message(digest: Digest, recipient: str, settings: MailSettings, date: datetime) -> EmailMessage:
    """The message that tells a recipient of a digest.

    Keep and send its bytes as they are: folded anew by a program that knows less, long addresses
    in its headers would be encoded.
    """
    to = on_the_wire(recipient)
    mail = EmailMessage(policy=_policy(to))
    for name, value in _headers(digest, to, settings, date).items():
        mail[name] = value
    mail.set_content(render_text(digest), cte="quoted-printable")
    mail.add_alternative(render_html(digest), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{digest.key}")
    # Set earlier, it would have become a header of the first part.
    mail["Content-Language"] = "en"
    return mail


def literal(text: str) -> str:
    """The text on one line, without the sign by which the e-mail package would decode a part of it.

    What is decoded may be anything, also the end of a line and another header.
    """
    return one_line(text).replace("=?", "= ?")


def message_id(digest: Digest, settings: MailSettings) -> str:
    """The id of the message: the same for every recipient and at every try."""
    return f"<{digest.key}@{_domain(settings)}>"


def _policy(to: str) -> EmailPolicy[Any]:
    factory = HeaderRegistry()
    factory.map_to_type("list-unsubscribe", Bracketed)
    return (SMTP if to.isascii() else SMTPUTF8).clone(header_factory=factory)


def _headers(digest: Digest, to: str, settings: MailSettings, date: datetime) -> dict[str, str]:
    name = literal(digest.subscription.name).translate(_NO_BRACKETS)
    headers = {
        "From": settings.sender,
        "To": to,
        "Reply-To": settings.reply_to,
        "Subject": literal(digest.subject),
        "Date": format_datetime(date),
        "Message-ID": message_id(digest, settings),
        "List-Id": f"{name} <{slug(name)}.{settings.list_domain or _domain(settings)}>",
        **_unsubscribe(slug(name), to, settings),
        "Auto-Submitted": "auto-generated",
        "Precedence": "list",
    }
    return {name: value for name, value in headers.items() if value}


def _unsubscribe(name: str, to: str, settings: MailSettings) -> dict[str, str]:
    """How to leave: by mail, and with one click where a page for that is configured."""
    mail = on_the_wire(settings.unsubscribe_mail or parseaddr(settings.sender)[1])
    ways = [f"<mailto:{quote(mail, safe='@')}?subject=unsubscribe%20{name}>"]
    if not settings.unsubscribe_url:
        return {"List-Unsubscribe": ways[0]}
    filled = settings.unsubscribe_url.replace("{name}", name).replace("{to}", quote(to, safe=""))
    return {
        "List-Unsubscribe": f"<{filled}>, {ways[0]}",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _domain(settings: MailSettings) -> str:
    return on_the_wire(parseaddr(settings.sender)[1]).rpartition("@")[2]
