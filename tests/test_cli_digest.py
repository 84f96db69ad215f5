"""Subscriptions and digests as their operator meets them, and the demo."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.test_cli import archive, error_of, folder, run

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["archive", "folder"]

SUBJECT = (
    "TIP Report 2023: Veldonia up to Tier 1; 2 deficiencies now reported as achievements, "
    "2 new deficiencies"
)


@pytest.fixture
def desk(archive: Path, folder: Path) -> Path:
    """The demo's archive, with a subscription that gets something and one that does not."""
    (folder / "config.toml").write_text(
        """[[subscriptions]]
name = "Veldonia desk"
to = ["desk@example.org"]
countries = ["Veldonia"]

[[subscriptions]]
name = "Nordic desk"
to = ["north@example.org", "south@example.org"]
countries = ["Denmark", "NO"]
tiers = ["2WL", "3"]
cadence = "weekly"
""",
        encoding="utf-8",
    )
    return folder


def lines(*words: str) -> Sequence[str]:
    done = run(*words)
    assert done.exit_code == 0, done.stderr
    return done.stdout.splitlines()


def test_every_subscription_is_listed_with_what_it_would_get(desk: Path) -> None:
    assert lines("subscriptions") == [
        "Veldonia desk: as an edition is complete, to desk@example.org",
        "  follows: 1 country",
        f"  would get: {SUBJECT}",
        "  countries: 1 compared, 1 with changes to tell",
        "Nordic desk: weekly, to north@example.org, south@example.org",
        "  follows: 2 countries, on tier 2WL or 3",
        "  would get: nothing: no change it asked for",
        "  countries: none",
    ]


def test_the_list_is_there_for_scripts(desk: Path) -> None:
    first, second = (json.loads(line) for line in lines("subscriptions", "--json"))

    assert (first["name"], first["countries"], first["would_get"]) == (
        "Veldonia desk",
        ["XVE"],
        SUBJECT,
    )
    assert (second["countries"], second["would_get"]) == (["DNK", "NOR"], None)


def test_without_subscriptions_the_list_says_so(archive: Path) -> None:
    assert lines("subscriptions") == ["no subscriptions: config.toml has no [[subscriptions]]"]
    assert lines("subscriptions", "--json") == []


def test_a_digest_is_shown_as_text(desk: Path) -> None:
    """Each line has 72 columns at most, but for addresses, which are never broken."""
    shown = lines("digest", "veldonia-desk")

    assert shown == lines("digest", "Veldonia Desk", "--preview")
    assert shown[0] == "Trafficking in Persons Report 2023"
    assert "New deficiencies (2)" in shown
    wide = [line for line in shown if len(line) > 72]
    assert all(line.strip().startswith("https://") for line in wide)


def test_a_digest_is_written_as_html_and_as_a_message(desk: Path) -> None:
    run("digest", "veldonia desk", "--html", "v.html")
    run("digest", "veldonia desk", "--eml", "v.eml")
    read = message_from_bytes(Path("v.eml").read_bytes(), policy=default)

    assert Path("v.html").read_text(encoding="utf-8") == "\n".join(
        [*lines("digest", "veldonia desk", "--html"), ""]
    )
    assert (str(read["To"]), str(read["Subject"])) == ("desk@example.org", SUBJECT)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["digest"], "name the subscription; only --send does without; see"),
        (["digest", "veldona desk"], "did you mean 'Veldonia desk'?"),
        (["digest", "x", "--html", "--eml", "f"], "--preview, --html, --eml and --send go one"),
        (["digest", "veldonia desk", "--eml", "none/f.eml"], "cannot write none/f.eml: No such"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(
    desk: Path, words: Sequence[str], message: str
) -> None:
    assert message in error_of(*words)


def test_the_demo_shows_the_digest_and_writes_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And again in the same folder, with a subscription that its config.toml has."""
    monkeypatch.chdir(tmp_path)
    first, again = lines("demo"), lines("demo")
    read = message_from_bytes(Path("tipdiff-demo/veldonia.eml").read_bytes(), policy=default)

    assert "What a subscriber gets by e-mail:" in first
    assert first[-20:] == again[-20:]
    assert str(read["Subject"]) == SUBJECT
    monkeypatch.chdir("tipdiff-demo")
    assert lines("subscriptions")[0].startswith("Veldonia desk: ")
