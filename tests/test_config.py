"""The configuration: found where it should be, strict, and documented by its own file."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tipdiff.config import Config, load, locate, render
from tipdiff.errors import ConfigError

TOP = Path(__file__).parents[1]


def test_the_file_that_init_writes_holds_every_setting_with_its_default(tmp_path: Path) -> None:
    """Reading the rendered defaults gives the defaults."""
    path = tmp_path / "config.toml"
    path.write_text(render(), encoding="utf-8")

    assert load(path) == Config(folder=tmp_path)


def test_the_config_at_the_top_of_the_project_is_the_one_init_writes() -> None:
    """The operator's file and the code cannot drift apart."""
    assert (TOP / "config.toml").read_text(encoding="utf-8") == render()


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    """The archive lies beside config.toml wherever tipdiff is started."""
    path = tmp_path / "config.toml"
    path.write_text('archive = "data"\n', encoding="utf-8")

    assert load(path).archive_path == tmp_path / "data"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('archvie = "x"', "unknown key 'archvie'; did you mean 'archive'?"),
        (
            "zzz = 1",
            "unknown key 'zzz'; known are "
            + ", ".join(f.name for f in fields(Config) if f.name != "folder"),
        ),
        ("archive = 5", "archive must be text, not 5"),
        ("pager = 1", "pager must be true or false, not 1"),
        ('sources = ["ecoi", 1]', 'sources must be a list of texts, like ["a", "b"]'),
        (
            "[fetch]\ndelay_second = 1",
            "unknown key 'fetch.delay_second'; did you mean 'delay_seconds'?",
        ),
        ("fetch = 1", "fetch must be a table, not 1"),
        ("[mail]\nhour = 25", "mail.hour must be from 0 to 23, not 25"),
        ("[mail]\nport = -1", "mail.port must be from 0 to 65535, not -1"),
        (
            '[mail]\nuser = "desk"\nsecurity = "none"',
            (
                "mail.user: no password is sent in the clear; "
                'set mail.security to "starttls" or "tls", or leave mail.user empty'
            ),
        ),
        ("[mail]\nattempts = 0", "mail.attempts must be from 1 to 1000, not 0"),
        ("[mail]\nquiet_hours = nan", "mail.quiet_hours must be from 0 to 8760, not nan"),
        (
            '[schedule]\nseries = ["hr"]',
            "schedule.series: there is no series 'hr'; did you mean 'hrr'?",
        ),
        ("[schedule]\nseries = []", 'schedule.series names no series; the default is ["tip"]'),
        ("archive =", "is not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_a_broken_configuration_is_refused_with_file_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    """One line that says what is wrong, where, and what would be right."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load(path)

    assert str(caught.value).removeprefix(str(path)).lstrip(": ") == message


def test_a_named_file_goes_before_the_variable_and_that_before_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order in which the configuration is looked for."""
    monkeypatch.chdir(tmp_path)
    option, variable, here = (tmp_path / name for name in ("a.toml", "b.toml", "config.toml"))
    monkeypatch.delenv("TIPDIFF_CONFIG", raising=False)
    found = [locate(None)]
    here.touch()
    found.append(locate(None))
    variable.touch()
    monkeypatch.setenv("TIPDIFF_CONFIG", str(variable))
    found.append(locate(None))
    option.touch()
    found.append(locate(option))

    assert found == [None, Path("config.toml"), variable, option]


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """The defaults never stand in for a file that was asked for."""
    with pytest.raises(ConfigError, match="no configuration file at"):
        locate(tmp_path / "none.toml")
