"""config.toml becomes a frozen Config; every setting stands here once, with default and help.

`tipdiff --config PATH`, else $TIPDIFF_CONFIG, else ./config.toml, else the defaults. Paths are
relative to the folder of config.toml. An unknown key, a wrong type or a broken file is an error.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from tipdiff.addresses import check_mail
from tipdiff.errors import ConfigError, UsageError
from tipdiff.series import find
from tipdiff.settings import (
    FeedSettings,
    FetchSettings,
    MailSettings,
    ScheduleSettings,
    setting,
)
from tipdiff.subscriptions import LONGEST_NAME, Subscription, check_distinct, checked

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_NAME = "config.toml"
VARIABLE = "TIPDIFF_CONFIG"

WIDE = 90
"""Characters above which a list stands on lines of its own."""

_TYPE_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


@dataclass(frozen=True, kw_only=True)
class Config:
    """All settings, and the folder that relative paths start from."""

    archive: str = setting(
        "archive", "Folder of the archive: the WARC files and the database derived from them."
    )
    sources: tuple[str, ...] = setting(
        ("state_gov", "state_gov_archive", "ecoi", "refworld", "saved_file", "gvnet"),
        "Which source's copy of a narrative is compared where there are several: the first one\n"
        "here that has it in full.",
    )
    pager: bool = setting(
        True, "Show long comparisons in a pager, when standard output is a terminal."
    )
    fetch: FetchSettings = field(default_factory=FetchSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    feeds: FeedSettings = field(default_factory=FeedSettings)
    subscriptions: tuple[Subscription, ...] = field(default=(), metadata={"of": Subscription})
    folder: Path = field(default=Path(), metadata={"hidden": True})

    @property
    def archive_path(self) -> Path:
        """The archive's folder as a path that can be opened."""
        return self.folder / self.archive


def locate(option: Path | None) -> Path | None:
    """The configuration file to read; None where the defaults hold.

    Raises ConfigError where a file was named but is not there.
    """
    named = option or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None:
        if not named.is_file():
            raise ConfigError(f"no configuration file at {named}; `tipdiff init` writes one")
        return named
    here = Path(FILE_NAME)
    return here if here.is_file() else None


def load(path: Path | None) -> Config:
    """The configuration in a file, or the defaults.

    Raises ConfigError, naming file and key, for anything that is not a known setting of its type.
    """
    if path is None:
        return Config()
    values = _checked(path, "", _read(path), Config)
    try:
        check_distinct(values.get("subscriptions", ()))
        if "mail" in values:
            check_mail(values["mail"])
            _check_login(values["mail"])
        if "schedule" in values:
            _check_series(values["schedule"].series)
    except UsageError as error:
        raise ConfigError(f"{path}: {error}") from error
    return Config(folder=path.parent, **values)


def _check_login(mail: MailSettings) -> None:
    if mail.user and mail.security == "none":
        raise UsageError(
            'mail.user: no password is sent in the clear; set mail.security to "starttls" or '
            '"tls", or leave mail.user empty'
        )


def _check_series(names: tuple[str, ...]) -> None:
    if not names:
        raise UsageError('schedule.series names no series; the default is ["tip"]')
    for name in names:
        try:
            find(name)
        except UsageError as error:
            raise UsageError(f"schedule.series: {error}") from error


def render() -> str:
    """The text of a config.toml that holds every setting with its default and its help."""
    head = "# tipdiff's configuration: every setting with its default. No password belongs here.\n"
    return head + _render_settings(Config, "")


def _settings(section: Any) -> Iterator[Any]:
    return (f for f in fields(section) if not f.metadata.get("hidden"))


def _render_settings(section: Any, prefix: str) -> str:
    """A table: its own settings first, as TOML wants it, then the tables inside it."""
    plain = (_render_setting(f) for f in _settings(section) if not is_dataclass(_made_by(f)))
    inner = (_render_section(f, prefix) for f in _settings(section) if is_dataclass(_made_by(f)))
    return "".join((*plain, *inner))


def _render_section(f: Any, prefix: str) -> str:
    name, made = prefix + f.name, _made_by(f)
    if "of" in f.metadata:
        lines = f"[[{name}]]\n{_render_settings(made, '')}".splitlines()
        example = "\n".join(f"# {line}".rstrip() for line in lines)
        return f"\n# {made.__doc__} As many of these tables as you like:\n#\n{example}\n"
    return f"\n# {made.__doc__}\n[{name}]\n{_render_settings(made, f'{name}.')}"


def _made_by(f: Any) -> Any:
    """The class of settings that a field is a table of; nothing of the kind for a plain one."""
    return f.metadata.get("of", f.default_factory)


def _render_setting(f: Any) -> str:
    comment = "".join(f"# {line}\n" for line in f.metadata["help"].split("\n"))
    return f"\n{comment}{f.name} = {_toml(f)}\n"


def _toml(f: Any) -> str:
    if f.default_factory is dict:
        return "{}"
    if isinstance(f.default, tuple) and len(json.dumps(f.default)) > WIDE:
        return "".join(("[\n", *(f"    {json.dumps(item)},\n" for item in f.default), "]"))
    value = list(f.default) if isinstance(f.default, tuple) else f.default
    return json.dumps(value)


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error


def _checked(path: Path, prefix: str, values: dict[str, Any], section: Any) -> dict[str, Any]:
    types = {f.name: get_type_hints(section)[f.name] for f in _settings(section)}
    choices = {f.name: f.metadata.get("one_of") for f in _settings(section)}
    for key in values:
        if key not in types:
            near = get_close_matches(key, types, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(types)}"
            raise ConfigError(f"{path}: unknown key {prefix + key!r}; {hint}")
        if choices[key] and values[key] not in choices[key]:
            known = ", ".join(choices[key])
            raise ConfigError(f"{path}: {prefix + key} must be one of {known}, not {values[key]!r}")
    made = {key: _typed(path, prefix + key, value, types[key]) for key, value in values.items()}
    for f in _settings(section):
        _check_range(path, prefix + f.name, made.get(f.name, f.default), f.metadata.get("within"))
    return made


def _check_range(path: Path, name: str, value: Any, within: tuple[float, float] | None) -> None:
    if within and not within[0] <= value <= within[1]:
        least, most = within
        raise ConfigError(f"{path}: {name} must be from {least:g} to {most:g}, not {value:g}")


def _typed(path: Path, name: str, value: Any, type_: Any) -> Any:
    if is_dataclass(type_) and isinstance(value, dict):
        make: Any = type_
        return make(**_checked(path, f"{name}.", value, type_))
    if type_ == tuple[Subscription, ...]:
        return _subscriptions(path, name, value)
    if type_ == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise ConfigError(f'{path}: {name} must be a list of texts, like ["a", "b"]')
    if type_ == dict[str, str]:
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return dict(value)
        raise ConfigError(f'{path}: {name} must be a table of texts, like {{ a = "b" }}')
    if type(value) is type_ or (type_ is float and type(value) is int):
        return type_(value)
    raise ConfigError(f"{path}: {name} must be {_TYPE_NAMES.get(type_, 'a table')}, not {value!r}")


def _subscriptions(path: Path, name: str, value: Any) -> tuple[Subscription, ...]:
    """An array of tables, each with its fields checked; errors name the subscription."""
    if not (isinstance(value, list) and all(isinstance(item, dict) for item in value)):
        raise ConfigError(f"{path}: {name} must be tables, each under a line [[{name}]]")
    return tuple(
        _subscription(path, f"{name}[{number}]", item) for number, item in enumerate(value, 1)
    )


def _subscription(path: Path, place: str, item: dict[str, Any]) -> Subscription:
    made = Subscription(**_checked(path, f"{place}.", item, Subscription))
    try:
        return checked(made)
    except UsageError as error:
        where = f"{place} {made.name[:LONGEST_NAME]!r}" if made.name else place
        raise ConfigError(f"{path}: {where}: {error}") from error
