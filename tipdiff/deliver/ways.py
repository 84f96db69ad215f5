"""The ways out that the configuration names; secrets come from the environment alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tipdiff.deliver.webhook import SECRET, Webhook

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tipdiff.config import Config
    from tipdiff.deliver.transport import Transport
    from tipdiff.store.outbox import Channel

PASSWORD = "TIPDIFF_SMTP_PASSWORD"  # noqa: S105 (the name of the variable)
"""Variable of the environment with the password of mail.user."""

OUTBOX = "outbox"
"""Folder of the archive that transport maildir writes into."""


def ways(config: Config, now: Callable[[], datetime]) -> dict[Channel, Callable[[], Transport]]:
    """How to open each channel's transport; nothing is opened before there is something to send."""
    return {
        "mail": lambda: mail_transport(config),
        "webhook": lambda: Webhook(config.fetch, os.environ.get(SECRET), now),
    }


def mail_transport(config: Config) -> Transport:
    """The transport that mail.transport names."""
    from tipdiff.deliver.command import Command
    from tipdiff.deliver.maildir import Maildir
    from tipdiff.deliver.smtp import Smtp

    mail = config.mail
    if mail.transport == "smtp":
        return Smtp(mail, os.environ.get(PASSWORD))
    if mail.transport == "command":
        return Command(mail.command, seconds=mail.answer_seconds)
    return Maildir(config.archive_path / OUTBOX)
