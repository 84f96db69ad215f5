"""The other ways out: a Maildir, a program of the machine, a webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
import mailbox
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.server import Answer, Server
from tipdiff.deliver.command import Command
from tipdiff.deliver.maildir import Maildir
from tipdiff.deliver.transport import Parcel
from tipdiff.deliver.webhook import Webhook
from tipdiff.errors import ConfigError, Deferred, Refused, TransportDown
from tipdiff.settings import FetchSettings

MESSAGE = b"To: ana@example.org\r\nSubject: Veldonia\r\nMessage-ID: <k1@x>\r\n\r\nNews\r\n"
SECRET = "a secret of some length"
NOW = datetime(2026, 9, 29, 12, tzinfo=UTC)


def parcel(recipient: str = "ana@example.org", message: bytes = MESSAGE) -> Parcel:
    """A message to that recipient."""
    return Parcel(id="<k1@x>", sender="desk@veldonia.example", recipient=recipient, message=message)


def test_a_maildir_holds_each_message_once(tmp_path: Path) -> None:
    """A second try finds the first one's file, also after a mail program has read it."""
    with Maildir(tmp_path / "outbox") as maildir:
        maildir.send(parcel())
        maildir.send(parcel("ben@example.org"))
        maildir.send(parcel())
        box = mailbox.Maildir(tmp_path / "outbox")
        for key, message in box.iteritems():
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message
        maildir.send(parcel())

    assert [message["Subject"] for message in box] == ["Veldonia"] * 2
    assert [path.name for path in (tmp_path / "outbox" / "tmp").iterdir()] == []


def test_a_maildir_that_cannot_be_written_touches_no_message(tmp_path: Path) -> None:
    """The way is shut, and the reason is told."""
    (tmp_path / "outbox").write_text("in the way", encoding="utf-8")

    with (
        Maildir(tmp_path / "outbox") as maildir,
        pytest.raises(TransportDown, match="cannot write the messages into"),
    ):
        maildir.send(parcel())


PROGRAM = """
import sys, pathlib
text = sys.stdin.read()
pathlib.Path(sys.argv[1]).write_text(text)
print(sys.argv[2:], file=sys.stderr)
sys.exit(int(sys.argv[2]))
"""


def command(tmp_path: Path, code: int, seconds: float = 30.0) -> Command:
    """A program that writes down what it reads and ends with that code."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    words = f"{sys.executable} '{program}' '{tmp_path / 'got.txt'}' {code} -t '$HOME;true'"
    return Command(words, seconds=seconds)


def test_a_program_reads_the_message_and_no_shell_its_words(tmp_path: Path) -> None:
    """Lines end as on this machine, as sendmail wants them."""
    with command(tmp_path, 0) as way:
        way.send(parcel())

    got = (tmp_path / "got.txt").read_bytes()
    assert got == MESSAGE.replace(b"\r\n", b"\n")


@pytest.mark.parametrize(("code", "error"), [(67, Refused), (75, Deferred), (1, Deferred)])
def test_the_exit_code_of_a_program_decides(
    tmp_path: Path, code: int, error: type[Exception]
) -> None:
    """By sysexits.h; what is not known there is tried again."""
    told = re.escape(f"ended with exit code {code}: ['{code}', '-t', '$HOME;true']")
    with command(tmp_path, code) as way, pytest.raises(error, match=told):
        way.send(parcel())


def test_a_program_that_does_not_end_may_have_sent_the_message() -> None:
    """It is ended, and the message is for later."""
    with (
        Command(f"{sys.executable} -c 'import time; time.sleep(60)'", seconds=0.5) as way,
        pytest.raises(Deferred, match="did not end in") as caught,
    ):
        way.send(parcel())

    assert caught.value.unsure is True


@pytest.mark.parametrize("words", ["", "   ", "no-such-program -t", "'unclosed"])
def test_a_program_that_cannot_be_run_touches_no_message(words: str) -> None:
    """Whatever is wrong with its name."""
    with pytest.raises(TransportDown, match=r"mail\.command"):
        Command(words, seconds=5).send(parcel())


def webhook(secret: str | None = SECRET, *allow: str, read_seconds: float = 20.0) -> Webhook:
    """A webhook that may connect to these addresses beside public ones."""
    settings = FetchSettings(allow_addresses=allow, read_seconds=read_seconds)
    return Webhook(settings, secret, lambda: NOW)


BODY = json.dumps({"schema": "tipdiff.digest/1", "subject": "Šime 💡"}, ensure_ascii=False).encode()


def test_a_webhook_is_signed_and_names_its_delivery() -> None:
    """The receiver's own computation gives the same signature."""
    with Server(lambda seen: Answer(status=204)) as server, webhook(SECRET, "127.0.0.1") as way:
        way.send(parcel(f"{server.url}/hook", BODY))

    (seen,) = server.seen
    match = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", seen.headers["Tipdiff-Signature"])
    assert match is not None
    at, given = match.groups()
    ours = hmac.new(SECRET.encode(), f"{at}.".encode() + seen.body, hashlib.sha256).hexdigest()
    assert (seen.method, seen.path, seen.body, int(at)) == ("POST", "/hook", BODY, NOW.timestamp())
    assert hmac.compare_digest(ours, given)
    assert seen.headers["Content-Type"] == "application/json; charset=utf-8"
    assert seen.headers["Tipdiff-Delivery"] == "<k1@x>"


def test_the_check_in_the_documentation_tells_ours_from_others(tmp_path: Path) -> None:
    """Right secret, right body, in time; nothing else."""
    docs = (Path(__file__).parents[1] / "docs" / "mail.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", docs, flags=re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    check, secret, at = names["is_ours"], SECRET.encode(), NOW.timestamp()
    with Server(lambda seen: Answer(status=204)) as server, webhook(SECRET, "127.0.0.1") as way:
        way.send(parcel(f"{server.url}/hook", BODY))
    header = server.seen[0].headers["Tipdiff-Signature"]

    assert check(secret, header, BODY, at)
    assert not check(b"another secret", header, BODY, at)
    assert not check(secret, header, BODY + b" ", at)
    assert not check(secret, header, BODY, at + 3600)


ANSWERS = {
    400: Refused, 404: Refused, 410: Refused, 302: Refused,
    408: Deferred, 429: Deferred, 500: Deferred, 503: Deferred,
}  # fmt: skip


@pytest.mark.parametrize("status", ANSWERS)
def test_the_answer_of_a_receiver_decides(status: int) -> None:
    """Nothing is followed; what asks for a pause gets it."""
    date = "Tue, 29 Sep 2026 12:00:00 GMT"
    headers = (("Location", "http://127.0.0.2/"), ("Retry-After", "7200"), ("Date", date))
    with (
        Server(lambda seen: Answer(status=status, headers=headers)) as server,
        webhook(SECRET, "127.0.0.1") as way,
        pytest.raises(ANSWERS[status], match=f"answered {status}") as caught,
    ):
        way.send(parcel(server.url, BODY))

    assert len(server.seen) == 1
    if isinstance(caught.value, Deferred):
        assert (caught.value.seconds, caught.value.unsure) == (7200.0, False)


def test_a_webhook_to_a_private_address_is_refused() -> None:
    """Nothing is connected to."""
    with (
        Server({}) as server,
        webhook() as way,
        pytest.raises(Refused, match="not public"),
    ):
        way.send(parcel(server.url, BODY))

    assert server.connections == 0


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "http://u:p@a.example/"])
def test_only_plain_web_addresses_are_posted_to(url: str) -> None:
    """No other scheme, and no password in it."""
    with webhook() as way, pytest.raises(Refused, match="no plain http or https URL"):
        way.send(parcel(url, BODY))


def test_a_silent_receiver_may_have_the_message_and_a_missing_one_has_not() -> None:
    """Both are for later."""
    with (
        Server(lambda seen: Answer(raw=b"", hang=True)) as server,
        webhook(SECRET, "127.0.0.1", read_seconds=0.5) as way,
    ):
        with pytest.raises(Deferred) as silent:
            way.send(parcel(server.url, BODY))
        server.ended.set()
    with webhook(SECRET, "127.0.0.1") as way, pytest.raises(Deferred) as missing:
        way.send(parcel(server.url, BODY))

    assert (silent.value.unsure, missing.value.unsure) == (True, False)


@pytest.mark.parametrize("secret", [None, "", "short"])
def test_a_webhook_needs_a_secret_worth_the_name(secret: str | None) -> None:
    """Told by the name of the variable."""
    with pytest.raises(ConfigError, match=r"set \$TIPDIFF_WEBHOOK_SECRET"):
        webhook(secret)
