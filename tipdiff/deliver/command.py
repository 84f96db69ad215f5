"""The transport that hands messages to a program of the machine, such as `sendmail -t -i`."""

from __future__ import annotations

import os
import shlex
import subprocess
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from tipdiff.errors import Deferred, Refused, TransportDown

if TYPE_CHECKING:
    from typing import BinaryIO, Self

    from tipdiff.deliver.transport import Parcel

REFUSED = {
    os.EX_USAGE: "usage",
    os.EX_DATAERR: "data",
    os.EX_NOUSER: "no such user",
    os.EX_NOHOST: "no such host",
    os.EX_NOPERM: "not permitted",
}
"""Exit codes (sysexits.h) that another try will not better; all others are tried again."""

TOLD = 300
"""Characters of a program's complaint that are written down."""


class Command:
    """Runs the program once a message, without a shell; it reads the message from its input."""

    def __init__(self, command: str, *, seconds: float) -> None:
        """Take the command line apart; TransportDown where it is empty or broken."""
        try:
            self._words = shlex.split(command)
        except ValueError as error:
            raise TransportDown(f"mail.command {command!r} cannot be read: {error}") from error
        if not self._words:
            raise TransportDown('mail.command is empty: give one like "/usr/sbin/sendmail -t -i"')
        self._seconds = seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send(self, parcel: Parcel) -> None:
        """Run the program; what it exits with is its answer."""
        # From a file, not a pipe: were this process killed, the program would take the part of the
        # message that has gone through a pipe for all of it.
        with TemporaryFile() as file:
            file.write(parcel.message.replace(b"\r\n", b"\n"))
            file.seek(0)
            done = self._run(file)
        if done.returncode == os.EX_OK:
            return
        said = done.stderr.decode("utf-8", "replace")[:TOLD].strip()
        told = f"{self._words[0]} ended with exit code {done.returncode}: {said or 'nothing said'}"
        if done.returncode in REFUSED:
            raise Refused(told)
        raise Deferred(told, unsure=done.returncode < 0)

    def _run(self, file: BinaryIO) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 (the operator's own command, without a shell)
                self._words,
                stdin=file,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=self._seconds,
                check=False,
            )
        except OSError as error:
            raise TransportDown(
                f"mail.command cannot be run: {self._words[0]}: {error.strerror}"
            ) from error
        except subprocess.TimeoutExpired as error:
            raise Deferred(
                f"{self._words[0]} did not end in {self._seconds:g} seconds", unsure=True
            ) from error
