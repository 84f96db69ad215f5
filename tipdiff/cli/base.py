"""What all commands share: the configuration, errors in one line, "did you mean", output."""

from __future__ import annotations

import json
import os
import sys
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tipdiff import config, series
from tipdiff.errors import TipdiffError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rich.console import Console

    from tipdiff.archive import Archive
    from tipdiff.model import Comparison, SeriesName
    from tipdiff.report.select import Selection

BAD_INPUT = 2

F = TypeVar("F", bound="Callable[..., Any]")


class State:
    """The configuration and the archive of one call, read when first needed."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    @cached_property
    def config(self) -> config.Config:
        """The settings; ConfigError where the file is broken."""
        return config.load(config.locate(self.path))

    @cached_property
    def archive(self) -> Archive:
        """The archive that the settings name."""
        from tipdiff.archive import Archive

        return Archive(self.config.archive_path)


class Root(click.Group):
    """The group of commands; every error for people ends the call with one line and exit code 2."""

    def invoke(self, context: click.Context) -> Any:
        """Run the command, and turn tipdiff's errors into one line on standard error."""
        try:
            return super().invoke(context)
        except TipdiffError as error:
            fail(str(error))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program; what click finds wrong with the words is told in one line as well."""
        try:
            return super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(BAD_INPUT)
        except click.UsageError as error:
            where = error.ctx.command_path if error.ctx else "tipdiff"
            message = error.format_message().rstrip(".")
            fail(f"{message[:1].lower()}{message[1:]}; see `{where} --help`")
        except click.Abort:
            sys.exit(130)
        except BrokenPipeError:
            _leave_pipe()
        except OSError as error:
            fail(f"cannot go on: {error.strerror or error}")
        except click.ClickException as error:
            fail(error.format_message())

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown one, name the nearest."""
        if args and self.get_command(context, args[0]) is None and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.list_commands(context), n=1)
            hint = f"did you mean {near[0]!r}?" if near else "see `tipdiff --help`"
            fail(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(context, args)


def _leave_pipe() -> None:
    """End quietly when the reader of the output has gone, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def fail(message: str) -> None:
    """Say what was wrong on standard error, in one line, and end with exit code 2."""
    click.echo(f"tipdiff: {' '.join(message.split())}", err=True)
    sys.exit(BAD_INPUT)


def echo_json(value: Any) -> None:
    """Print one value as a line of JSON."""
    click.echo(json_line(value))


def json_line(value: Any) -> str:
    """One value as a line of JSON."""
    return json.dumps(value, ensure_ascii=False)


def stderr_console() -> Console:
    """Where progress is shown: nothing is, where standard error is not a terminal."""
    from rich.console import Console

    return Console(stderr=True)


def _series(
    _context: click.Context, _parameter: click.Parameter, name: str | None
) -> SeriesName | None:
    return None if name is None else series.find(name).name


series_option = click.option(
    "--series",
    metavar="NAME",
    default=series.DEFAULT,
    show_default=True,
    callback=_series,
    help="Series of reports: tip (trafficking in persons), hrr (human rights practices).",
)
"""Of which series the country is meant; the command gets its name, which is one there is."""

series_filter = click.option(
    "--series", metavar="NAME", callback=_series, help="Only this series of reports, like tip, hrr."
)
"""The same where nothing given means all."""

series_given = click.option(
    "--series", metavar="NAME", callback=_series, help="Where the document does not say: tip, hrr."
)
"""The same of documents, which nearly always say it themselves."""


def report_options(formats: Sequence[str]) -> Callable[[F], F]:
    """The options of a report: its width in a terminal, its format, and the file it goes into."""
    options = (
        click.option(
            "--width", type=click.IntRange(40), help="Columns; else those of the terminal."
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            help="Else what the name of the -o file ends with, else terminal.",
        ),
        click.option(
            "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"
        ),
    )

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that share the work; else one a processor.",
)
dask_option = click.option(
    "--dask",
    metavar="ADDRESS",
    help="Scheduler of a Dask cluster that does the work instead, like tcp://127.0.0.1:8786.",
)


def year(text: str) -> int:
    """The year an edition is named by."""
    if not (text.isdigit() and len(text) == 4):
        raise UsageError(f"an edition is a year such as 2023, not {text!r}")
    return int(text)


def copy_of(text: str) -> tuple[int, str]:
    """The year of an edition, and the copy of it that is meant: 2023, 2023@ecoi, 2023@89f53893."""
    edition, _, copy = text.partition("@")
    return year(edition), copy


def form_of(form: str | None, output: Path | None, suffixes: Mapping[str, str]) -> str:
    """The format asked for: by option, else by how the output's name ends, else for a terminal."""
    ending = output.suffix.lower() if output else ""
    if form is not None or ending in ("", ".txt"):
        return form or "terminal"
    if ending not in suffixes:
        known = ", ".join(sorted(suffixes))
        raise UsageError(f"no format goes with the name {output}: {known} do; else give --format")
    return suffixes[ending]


def terminal_text(
    comparison: Comparison,
    selection: Selection | None = None,
    width: int | None = None,
    *,
    color: bool | None = None,
) -> str:
    """A comparison for this terminal: its width and, unless told otherwise, its colours."""
    from rich.console import Console

    from tipdiff.report.select import EVERYTHING
    from tipdiff.report.terminal import render_terminal

    console = Console()
    if color is None:
        color = console.is_terminal and not console.no_color
    columns = width or console.width
    return render_terminal(
        comparison, width=columns, color=color, selection=selection or EVERYTHING
    )


def write_output(text: str, path: Path | None, *, pager: bool = False) -> None:
    """Print the text, through a pager where asked for, or write it to a file as a whole."""
    if path is not None:
        write_file(path, text)
        click.echo(f"wrote {path}", err=True)
    elif pager and sys.stdout.isatty() and text.count("\n") >= get_terminal_size().lines:
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=not text.endswith("\n"))


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file as a whole: it is there complete, or as it was before.

    What a link points to is written, not the link; a pipe or a device is written as it is.
    """
    data = content.encode() if isinstance(content, str) else content
    target = path.resolve()
    beside = target.with_name(f".{target.name}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
