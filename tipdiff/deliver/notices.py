"""The plain mails to the operator: what keeps failing, at most once a day for each cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import TYPE_CHECKING

from tipdiff.deliver.run import iso
from tipdiff.digest.message import literal
from tipdiff.report.visible import one_line
from tipdiff.store.outbox import Sending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipdiff.archive import Archive
    from tipdiff.settings import MailSettings
    from tipdiff.store.outbox import Row

KEEPS_FAILING = 3
"""Runs of a job in a row that failed, before it is told: one or two are weather."""

PAUSE = timedelta(days=1)
"""Between two mails for one cause."""

MOST = 10
"""Rows that a mail names."""

STUCK = 6
"""Tries of a message after which it is told that it waits: about five hours."""

_TOLD: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "failed": ("messages that were not sent", lambda row: row.state == "failed"),
    "held": ("messages that are held for you", lambda row: row.state == "held"),
    "waiting": (
        "messages that are put off again and again",
        lambda row: row.state == "rendered" and row.attempts >= STUCK,
    ),
}
"""Causes of rows: in words, and which rows are meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the operator should know."""

    cause: str
    """Names it from day to day."""
    subject: str
    lines: tuple[str, ...]


def notify(archive: Archive, settings: MailSettings, now: datetime) -> int:
    """Put what the operator should know into the outbox; tells how many mails that are."""
    if not settings.operator:
        return 0
    told = archive.store.outbox.noticed()
    fresh = [n for n in notices(archive) if _is_over(told.get(n.cause), now)]
    with archive.writing() as store:
        for notice in fresh:
            store.outbox.add_notice(notice.cause, _sending(notice, settings, now), iso(now))
    return len(fresh)


def notices(archive: Archive) -> Iterator[Notice]:
    """Everything that keeps failing now."""
    store = archive.store
    for job in store.jobs.latest():
        failures, run = store.jobs.failures(job), store.jobs.last(job, ("failed",))
        if run and failures >= KEEPS_FAILING:
            yield Notice(
                cause=f"job {job}",
                subject=f"the job {job} keeps failing",
                lines=(f"The last {failures} runs of the job {job} failed.", run.message),
            )
    rows = [row for row in store.outbox.rows(("rendered", "held", "failed")) if row.subscription]
    for cause, (subject, is_meant) in _TOLD.items():
        meant = [row for row in rows if is_meant(row)]
        if meant:
            yield Notice(
                cause=cause,
                subject=f"{subject}: {len(meant)}",
                lines=tuple(
                    f"{row.id}: {row.recipient}: {row.error or row.held}" for row in meant[:MOST]
                ),
            )


def _is_over(last: str | None, now: datetime) -> bool:
    """Whether a cause was not told today; told in times to come, it was by a clock ahead."""
    return last is None or not timedelta() <= now - datetime.fromisoformat(last) < PAUSE


def _sending(notice: Notice, settings: MailSettings, now: datetime) -> Sending:
    mail = EmailMessage(policy=SMTP)
    domain = parseaddr(settings.sender)[1].rpartition("@")[2]
    key = sha256(f"{notice.cause} {iso(now)}".encode()).hexdigest()[:32]
    headers = {
        "From": settings.sender,
        "To": settings.operator,
        "Subject": f"tipdiff: {literal(notice.subject)}",
        "Date": format_datetime(now),
        "Message-ID": f"<{key}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    for name, value in headers.items():
        mail[name] = value
    lines = (*map(one_line, notice.lines), "", "`tipdiff status` says what needs you.")
    mail.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return Sending(
        channel="mail",
        recipient=settings.operator,
        message_id=headers["Message-ID"],
        subject=headers["Subject"],
        message=mail.as_bytes(),
    )
