"""A real mail server of the system, Postfix, takes a digest and puts it into a mailbox."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

from tests.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

TOP = Path(__file__).parents[1]
MASTER = Path("/usr/lib/postfix/sbin/master")

pytestmark = [
    pytest.mark.skipif(not MASTER.exists(), reason="Postfix is not installed"),
    pytest.mark.skipif(os.geteuid() != 0, reason="Postfix is started by root only"),
]

MAIN = """
compatibility_level = 3.6
queue_directory = {top}/spool
data_directory = {top}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = {top}
maillog_file = {top}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.veldonia.example
mydestination =
alias_maps =
default_transport = error:nothing leaves this machine
virtual_mailbox_domains = veldonia.example
virtual_mailbox_base = {top}/mail
virtual_mailbox_maps = static:box/
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {top}/server.pem
"""
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def parsed(data: bytes) -> EmailMessage:
    """A message from its bytes."""
    return BytesParser(policy=policy.default).parsebytes(data)


class Postfix:
    """The server with its own configuration, spool and mailbox, on a port of loopback."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.ca_file = top / "ca.pem"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]

    def configure(self) -> None:
        """Write everything, for the user that Postfix runs as."""
        entry = pwd.getpwnam("postfix")
        user = entry.pw_uid, entry.pw_gid
        for name, mode in (("etc", 0o755), ("data", 0o700), ("mail", 0o700), ("spool", 0o755)):
            (self.top / name).mkdir(mode=mode)
        for name in ("data", "mail"):
            os.chown(self.top / name, *user)
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.ca_file)
        server = authority.issue_cert("127.0.0.1")
        server.private_key_and_cert_chain_pem.write_to_path(self.top / "server.pem")
        main = MAIN.format(top=self.top, uid=user[0], gid=user[1])
        (self.top / "etc" / "main.cf").write_text(main, encoding="ascii")
        services = SERVICES.format(port=self.port)
        (self.top / "etc" / "master.cf").write_text(services, encoding="ascii")

    @contextmanager
    def running(self) -> Iterator[None]:
        """The server as a child, for as long as the `with` lasts."""
        etc = str(self.top / "etc")
        subprocess.run(["postfix", "-c", etc, "check"], check=True, capture_output=True)
        master = subprocess.Popen([str(MASTER), "-c", etc, "-d"], stderr=subprocess.DEVNULL)
        try:
            self._wait()
            yield
        finally:
            master.terminate()
            master.wait(30)

    def _wait(self) -> None:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError((self.top / "log").read_text(encoding="utf-8"))

    def delivered(self) -> EmailMessage:
        """The message in the mailbox, as soon as it is there."""
        new = self.top / "mail" / "box" / "new"
        for _ in range(600):
            if new.is_dir() and (found := [*new.iterdir()]):
                (path,) = found
                mail: EmailMessage = BytesParser(policy=policy.default).parsebytes(
                    path.read_bytes()
                )
                return mail
            time.sleep(0.05)
        raise AssertionError((self.top / "log").read_text(encoding="utf-8"))


@pytest.fixture
def postfix() -> Iterator[Postfix]:
    """A server at work, in a folder that its own user can reach."""
    with tempfile.TemporaryDirectory(prefix="postfix-") as folder:
        Path(folder).chmod(0o755)
        made = Postfix(Path(folder))
        made.configure()
        with made.running():
            yield made


CONFIG = """
[mail]
transport = "smtp"
host = "127.0.0.1"
port = {port}
ca_file = "{ca_file}"
sender = "tipdiff <desk@veldonia.example>"
[[subscriptions]]
name = "Nordic desk"
to = ["ana@veldonia.example", "ben@elsewhere.example"]
countries = ["Denmark"]
cadence = "immediate"
"""


def send(folder: Path) -> subprocess.CompletedProcess[str]:
    """The real command."""
    return subprocess.run(
        [sys.executable, "-m", "tipdiff", "digest", "--send"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )


def test_a_digest_arrives_in_a_mailbox_and_is_right_in_both_parts(
    tmp_path: Path, postfix: Postfix
) -> None:
    """Over STARTTLS; the server refuses to relay to the other recipient, for good."""
    config = CONFIG.format(port=postfix.port, ca_file=postfix.ca_file)
    (tmp_path / "config.toml").write_text(config, encoding="utf-8")
    room = Newsroom(tmp_path)
    room.publish(2024, "DNK")
    send(tmp_path)
    room.publish(2025, "DNK", shelters="houses “with gardens” — and žebras")

    done = send(tmp_path)

    assert done.stdout.splitlines()[-1] == "outbox: 1 failed, 1 sent"
    (failed,) = room.archive.store.outbox.rows(("failed",))
    assert failed.recipient == "ben@elsewhere.example"
    assert failed.error.startswith("554 5.7.1")
    mail = postfix.delivered()
    (row,) = room.archive.store.outbox.rows(("sent",))
    assert (mail["Message-ID"], mail["Delivered-To"]) == (row.message_id, "ana@veldonia.example")
    assert mail["Subject"] == row.subject
    assert "using TLS" in str(mail["Received"]) or "ESMTPS" in str(mail["Received"])
    parts = [*mail.iter_parts()]
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    for part in parts:
        assert "houses “with gardens” — and žebras" in " ".join(part.get_content().split())
    sent = parsed(room.archive.store.outbox.message(row.id).replace(b"\r\n", b"\n"))
    assert [part.get_content() for part in sent.iter_parts()] == [
        part.get_content() for part in mail.iter_parts()
    ]
    room.archive.close()
