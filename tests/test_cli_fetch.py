"""`tipdiff fetch` as its users meet it, in processes that are killed at any moment."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from tests.server import Answer, Server, moved
from tests.site import StateGov, practices, reported
from tipdiff.archive import Archive, verify
from tipdiff.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTRIES = reported(12)
TOP = Path(__file__).parents[1]


@pytest.fixture
def site() -> Iterator[tuple[StateGov, Server]]:
    """A site with one edition, and the server that plays it."""
    made = StateGov({2022: COUNTRIES})
    with Server(made) as server:
        yield made, server


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for every test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TIPDIFF_CONFIG", raising=False)
    return tmp_path


def configure(folder: Path, server: Server, contact: str = "desk@veldonia.example") -> None:
    """A configuration whose sources are all played by the server."""
    urls = ", ".join(
        f'{name} = "{server.url}"' for name in ("state_gov", "ecoi", "wayback", "gvnet")
    )
    (folder / "config.toml").write_text(
        f"""[fetch]
contact = {json.dumps(contact)}
delay_seconds = 0.0
allow_addresses = ["127.0.0.1"]
base_urls = {{ {urls} }}
""",
        encoding="utf-8",
    )


def run(*words: str) -> Result:
    """Call the command."""
    return CliRunner().invoke(main, ["fetch", *words])


def test_an_edition_is_fetched_once(folder: Path, site: tuple[StateGov, Server]) -> None:
    """And the narratives can be listed, shown and compared."""
    configure(folder, site[1])
    first, second = run("--edition", "2022"), run("--edition", "2022")

    assert (first.exit_code, first.stdout) == (0, "12 good\n")
    assert (second.exit_code, second.stdout) == (0, "nothing to fetch: all is fresh\n")
    listed = CliRunner().invoke(main, ["list", "--json"]).stdout.splitlines()
    assert [json.loads(line)["source"] for line in listed] == ["state_gov"] * 12


def test_another_series_is_fetched_beside_the_first(folder: Path) -> None:
    """Its own addresses, its own freshness, its own status: neither is taken for the other."""
    rights = StateGov(
        {2016: COUNTRIES[:3], 2022: COUNTRIES},
        address="country-reports-on-human-rights-practices",
        title="Country Reports on Human Rights Practices",
        body=practices,
    )
    trafficking = StateGov({2022: COUNTRIES[:2]})
    with Server(lambda seen: (rights if "human" in seen.path else trafficking)(seen)) as server:
        configure(folder, server)
        told = [
            run("--series", "hrr", "--edition", "2016", "--edition", "2022").stdout,
            run("--edition", "2022", "--source", "state_gov").stdout,
            run("--series", "hrr", "--edition", "2016", "--edition", "2022").stdout,
        ]

    assert told == ["15 good\n", "2 good\n", "nothing to fetch: all is fresh\n"]
    listed = CliRunner().invoke(main, ["list", "--json"]).stdout.splitlines()
    held = Counter((each["series"], each["edition"]) for each in map(json.loads, listed))
    assert held == {("hrr", 2016): 3, ("hrr", 2022): 12, ("tip", 2022): 2}
    for series, editions in (("hrr", {2016: 3, 2022: 12}), ("tip", {2022: 2})):
        status = CliRunner().invoke(main, ["status", "--json", "--series", series]).stdout
        counted = {e["edition"]: e["counts"]["good"] for e in json.loads(status)["editions"]}
        assert counted == editions


def test_a_page_of_another_series_is_not_the_one_asked_for(
    folder: Path, site: tuple[StateGov, Server]
) -> None:
    """A redirect to the country's page in the sister report gives no narrative of this one."""
    rights = StateGov(
        {2022: COUNTRIES},
        address="country-reports-on-human-rights-practices",
        title="Country Reports on Human Rights Practices",
        body=practices,
    )
    first = COUNTRIES[0]
    with Server(lambda seen: (rights if "human" in seen.path else site[0])(seen)) as server:
        configure(folder, server)
        site[0].answers[site[0].path(first, 2022)] = moved(rights.path(first, 2022))
        result = run("--edition", "2022", "--source", "state_gov")

    assert result.stdout == "11 good, 1 layout changed\n"
    assert "a narrative of the series hrr where tip was expected" in result.stderr


def test_a_source_without_the_series_is_told(folder: Path, site: tuple[StateGov, Server]) -> None:
    """With the source that has it."""
    configure(folder, site[1])
    result = run("--series", "hrr", "--source", "ecoi")

    assert result.exit_code == 2
    assert "the source 'ecoi' has no series 'hrr'; state_gov has" in result.stderr
    assert site[1].seen == []


def test_what_is_not_good_is_told_line_by_line(folder: Path, site: tuple[StateGov, Server]) -> None:
    """On standard error, with the reason."""
    configure(folder, site[1])
    site[0].answers[site[0].path(COUNTRIES[0], 2022)] = Answer(status=403)
    result = run("--edition", "2022", "--source", "state_gov")

    assert (result.exit_code, result.stdout) == (0, "11 good, 1 blocked\n")
    assert f"state_gov 2022 {COUNTRIES[0].iso3}: blocked: HTTP 403\n" in result.stderr


def test_a_dry_run_asks_nothing(folder: Path, site: tuple[StateGov, Server]) -> None:
    """It says what would be asked for."""
    configure(folder, site[1])
    result = run("--edition", "2022", "--dry-run")

    index = site[1].url + site[0].index(2022)
    assert result.stdout == f"state_gov 2022 - {index}\n1 to fetch\n"
    assert site[1].seen == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--edition", "22"], "an edition is a year, years like 2019-2023, or all, not '22'"),
        (["--country", "Veldania"], "no country is called 'Veldania'; did you mean Veldonia?"),
        (["--source", "embassy"], "no source 'embassy' can be fetched; known are ecoi, gvnet"),
    ],
)
def test_mistakes_get_one_line(
    folder: Path, site: tuple[StateGov, Server], words: list[str], message: str
) -> None:
    """And exit code 2; nothing is asked for."""
    configure(folder, site[1])
    result = run(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"tipdiff: {message}")
    assert site[1].seen == []


def test_nothing_is_fetched_without_a_contact(folder: Path, site: tuple[StateGov, Server]) -> None:
    """The line says where to put it."""
    configure(folder, site[1], contact="")
    result = run()

    assert result.exit_code == 2
    assert "set contact in the section [fetch] of config.toml" in result.stderr
    assert site[1].connections == 0


def start(folder: Path) -> subprocess.Popen[bytes]:
    """`tipdiff fetch` as a process of its own."""
    command = [sys.executable, "-m", "tipdiff", "fetch", "--edition", "2022"]
    environment = {**os.environ, "PYTHONPATH": str(TOP)}
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_run_that_is_killed_again_and_again_loses_nothing(
    folder: Path, site: tuple[StateGov, Server]
) -> None:
    """The archive is valid after each, and a page is asked for again only if it was under way."""
    made, server = site
    made.editions[2022] = reported(120)
    configure(folder, server)
    chance = random.Random(2022)
    kills = 0
    while kills < 20:
        process = start(folder)
        before = len(server.seen)
        while process.poll() is None and len(server.seen) == before:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.12))
        assert process.poll() is None
        process.kill()
        process.communicate()
        kills += 1

    process = start(folder)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    with Archive(folder / "archive") as archive:
        assert verify(archive) == []
        entries = archive.store.narratives.entries(edition=2022)
    assert Counter(e.iso3 for e in entries) == Counter(c.iso3 for c in reported(120))
    asked = Counter(path for path in server.paths if path != made.index(2022))
    assert sum(asked.values()) - len(asked) <= kills


def test_one_fetches_for_an_archive_at_a_time(folder: Path, site: tuple[StateGov, Server]) -> None:
    """A second one says which process is at it, and asks nothing; then it is free again."""
    configure(folder, site[1])
    path = site[0].path(COUNTRIES[3], 2022)
    site[0].answers[path] = Answer(raw=b"", hang=True)
    process = start(folder)
    while path not in site[1].paths:
        time.sleep(0.01)
        assert process.poll() is None
    asked = list(site[1].paths)
    second = run("--edition", "2022")
    process.kill()
    process.communicate()
    del site[0].answers[path]

    assert second.exit_code == 2
    assert f"is being fetched for by another tipdiff (process {process.pid})" in second.stderr
    assert site[1].paths == asked
    assert run("--edition", "2022").exit_code == 0


def test_an_interrupted_run_ends_at_once(folder: Path, site: tuple[StateGov, Server]) -> None:
    """Though a server keeps it waiting."""
    import signal

    configure(folder, site[1])
    site[0].answers[site[0].path(COUNTRIES[3], 2022)] = Answer(raw=b"", hang=True)
    process = start(folder)
    while site[0].path(COUNTRIES[3], 2022) not in site[1].paths:
        time.sleep(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    started = time.monotonic()
    process.communicate(timeout=20)

    # A shell shows either as 130: told by the command, or ended by the signal itself.
    assert process.returncode in (130, -signal.SIGINT)
    assert time.monotonic() - started < 5
