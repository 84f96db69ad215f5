"""The log of the command line: one line an event on standard error, for people or as JSON.

Messages may quote what servers sent: control characters are shown, never obeyed, and what looks
like a password, or is one of the environment, is left out.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
from typing import Literal

Form = Literal["human", "json"]

FACTS = ("source", "country", "edition")
"""What an event may be about; passed as `extra` to the logger."""

HIDDEN = "***"

_SECRET = (
    r"(?:password|passwd|passphrase|secret|token|api[_-]?key|authorization|cookie|credentials?)"  # noqa: S105
)
_USER = re.compile(r"(?<=//)[^/\s@]+(?=@)")
"""User and password of a URL."""
_NAMED = re.compile(
    rf"(?i)(\b(?:[\w-]{{0,40}}[_-])?{_SECRET}[\"']?\s{{0,3}}[:=]\s{{0,3}}[\"']?)"
    r"(?:(?:basic|bearer)\s)?[^\s&,;\"']+"
)
"""`name=value` and `name: value` where the name says that the value is secret."""
_VARIABLE = re.compile(rf"(?i){_SECRET}")
"""Variables of the environment that hold something secret."""
_SHORTEST = 6
"""Values of the environment shorter than this are not looked for: they stand in other words."""


def set_up(form: Form, level: int) -> None:
    """Send what tipdiff's modules log to standard error; called by the command line alone."""
    handler = _Stderr()
    handler.setFormatter(_Json() if form == "json" else _Human())
    root = logging.getLogger()
    root.handlers[:] = [h for h in root.handlers if not isinstance(h, _Stderr)] + [handler]
    root.setLevel(level)
    # What the scheduler tells of its inner life says nothing to an operator.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def without_secrets(text: str) -> str:
    """The text with passwords and tokens left out."""
    for value in _environment():
        text = text.replace(value, HIDDEN)
    return _NAMED.sub(rf"\1{HIDDEN}", _USER.sub(HIDDEN, text))


def _environment() -> list[str]:
    return [
        value
        for name, value in os.environ.items()
        if _VARIABLE.search(name) and len(value) >= _SHORTEST
    ]


class _Stderr(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to the standard error of the moment, which tests and daemons exchange."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _Human(logging.Formatter):
    """2026-09-29T08:00:00Z warning state_gov DNK 2023: the message."""

    def format(self, record: logging.LogRecord) -> str:
        from tipdiff.report.visible import one_line

        facts = " ".join(str(value) for value in _facts(record).values())
        text = f"{facts}: {_message(record)}" if facts else _message(record)
        line = f"{_time(record)} {record.levelname.lower()} {text}"
        return one_line(without_secrets(line))


class _Json(logging.Formatter):
    """One object a line: time, level, logger, message, and what it is about."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        told = {key: without_secrets(v) if isinstance(v, str) else v for key, v in event.items()}
        return json.dumps(told)


def _message(record: logging.LogRecord) -> str:
    """The message; of an error with a traceback, where it happened and what it was."""
    message = record.getMessage()
    if not record.exc_info or record.exc_info[1] is None:
        return message
    error, trace = record.exc_info[1], record.exc_info[2]
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{message}: {type(error).__name__}: {error}{where}"


def _facts(record: logging.LogRecord) -> dict[str, object]:
    found = {name: getattr(record, name, None) for name in FACTS}
    return {name: value for name, value in found.items() if value is not None}


def _time(record: logging.LogRecord) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
