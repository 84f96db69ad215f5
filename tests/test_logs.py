"""The log: one line an event, with what it is about, and never a secret."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from tipdiff.cli.logs import set_up, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.cli.logs import Form

FACTS = {"source": "state_gov", "country": "XVE", "edition": 2023}


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The root logger is everybody's."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield
    root.handlers[:], root.level = before


def logged(capsys: pytest.CaptureFixture[str], form: Form, level: int = logging.INFO) -> list[str]:
    """What three events look like: with facts, with a hostile message, with a traceback."""
    set_up(form, level)
    log = logging.getLogger("tipdiff.test")
    log.info("%s: good", "https://www.example.org/", extra=FACTS)
    log.warning("they sent \x1b[31m\n2026-01-01T00:00:00Z error forged")
    try:
        int("first\nsecond", base=1)
    except ValueError:
        log.exception("it broke")
    return capsys.readouterr().err.splitlines()


def test_people_read_one_line_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    """Time, level, what it is about, message; nothing sent from outside starts a line."""
    lines = [line.partition(" ")[2] for line in logged(capsys, "human")]

    assert lines[:2] == [
        "info state_gov XVE 2023: https://www.example.org/: good",
        r"warning they sent \x1b[31m 2026-01-01T00:00:00Z error forged",
    ]
    assert lines[2].startswith("error it broke: ValueError: int() base must be")
    assert len(lines) == 3


def test_programs_read_one_object_an_event(capsys: pytest.CaptureFixture[str]) -> None:
    """The same with names, and the traceback in a field."""
    events = [json.loads(line) for line in logged(capsys, "json")]

    assert {key: events[0][key] for key in FACTS} == FACTS
    assert [(event["level"], event["logger"]) for event in events] == [
        ("info", "tipdiff.test"), ("warning", "tipdiff.test"), ("error", "tipdiff.test")
    ]  # fmt: skip
    assert events[2]["error"].startswith("Traceback")
    assert events[0]["time"].endswith("Z")


def test_events_below_the_level_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Setting up again takes the place of what was set up before."""
    set_up("json", logging.INFO)

    assert len(logged(capsys, "human", logging.WARNING)) == 2


SECRETS = {
    "https://me:hunter22@mirror.example/x": "https://***@mirror.example/x",
    "https://x.example/?token=abc123&edition=2023": "https://x.example/?token=***&edition=2023",
    "smtp_password = 'hunter22'": "smtp_password = '***'",
    "Authorization: Bearer abc.def": "Authorization: ***",
    '{"api_key": "abc123", "source": "ecoi"}': '{"api_key": "***", "source": "ecoi"}',
    "Cookie: session=1": "Cookie: ***",
    "No password belongs here": "No password belongs here",
    "desk@veldonia.example wrote": "desk@veldonia.example wrote",
}


@pytest.mark.parametrize("text", SECRETS)
def test_what_looks_like_a_secret_is_left_out(text: str) -> None:
    """In addresses, headers and settings; ordinary words stay."""
    assert without_secrets(text) == SECRETS[text]


def test_secrets_of_the_environment_are_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever they stand, in both forms."""
    monkeypatch.setenv("TIPDIFF_SMTP_PASSWORD", "hunter22")
    monkeypatch.setenv("TIPDIFF_SMTP_USER", "desk@veldonia.example")

    for form in ("human", "json"):
        set_up(form, logging.INFO)
        logging.getLogger("tipdiff").info("login as desk@veldonia.example with hunter22 failed")

    told = capsys.readouterr().err
    assert "hunter22" not in told
    assert told.count("desk@veldonia.example with *** failed") == 2
