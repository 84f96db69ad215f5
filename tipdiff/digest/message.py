"""A digest as a message for one recipient: multipart/alternative, with all its headers.

The same digest gives the same bytes, but for recipient and date. Every text that goes into a
header is one line of harmless characters before; the e-mail package encodes it (RFC 2047), or
leaves it as it is where an address needs SMTPUTF8.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING
from urllib.parse import quote

from tipdiff.digest.html import render_html
from tipdiff.digest.text import render_text
from tipdiff.report.visible import one_line
from tipdiff.subscriptions import slug

if TYPE_CHECKING:
    from datetime import datetime

    from tipdiff.config import MailSettings
    from tipdiff.digest.compose import Digest


def message(digest: Digest, recipient: str, settings: MailSettings, date: datetime) -> EmailMessage:
    """The message that tells a recipient of a digest."""
    mail = EmailMessage(policy=SMTP if recipient.isascii() else SMTPUTF8)
    for name, value in _headers(digest, recipient, settings, date).items():
        mail[name] = value
    mail.set_content(render_text(digest))
    mail.add_alternative(render_html(digest), subtype="html")
    mail.set_boundary(f"=_{digest.key}")
    return mail


def message_id(digest: Digest, settings: MailSettings) -> str:
    """The id of the message: the same for every recipient and at every try."""
    return f"<{digest.key}@{_domain(settings)}>"


def _headers(
    digest: Digest, recipient: str, settings: MailSettings, date: datetime
) -> dict[str, str]:
    name = one_line(digest.subscription.name)
    headers = {
        "From": settings.sender,
        "To": recipient,
        "Reply-To": settings.reply_to,
        "Subject": digest.subject,
        "Date": format_datetime(date),
        "Message-ID": message_id(digest, settings),
        "List-Id": f"{name} <{slug(name)}.{settings.list_domain or _domain(settings)}>",
        **_unsubscribe(name, recipient, settings),
        "Auto-Submitted": "auto-generated",
        "Precedence": "list",
        "Content-Language": "en",
    }
    return {name: value for name, value in headers.items() if value}


def _unsubscribe(name: str, recipient: str, settings: MailSettings) -> dict[str, str]:
    """How to leave: by mail, and with one click where a page for that is configured."""
    to = settings.unsubscribe_mail or parseaddr(settings.sender)[1]
    ways = [f"<mailto:{quote(to, safe='@')}?subject={quote(f'unsubscribe {name}', safe='')}>"]
    if not settings.unsubscribe_url:
        return {"List-Unsubscribe": ways[0]}
    filled = settings.unsubscribe_url.replace("{name}", quote(name, safe=""))
    ways.append(f"<{filled.replace('{to}', quote(recipient, safe=''))}>")
    return {
        "List-Unsubscribe": ", ".join(ways),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _domain(settings: MailSettings) -> str:
    return parseaddr(settings.sender)[1].rpartition("@")[2]
