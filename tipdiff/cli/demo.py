"""The command that shows what tipdiff does, with no network: demo."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from tipdiff import config, countries
from tipdiff.cli.base import State, terminal_text, write_file
from tipdiff.errors import UsageError

EDITIONS = (2014, 2018, 2023)
NAME = "Veldonia desk"
SUBSCRIPTION = f"""
[[subscriptions]]
name = "{NAME}"
to = ["desk@example.org"]
countries = ["Veldonia"]
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("tipdiff-demo"))
def demo(folder: Path) -> None:
    """Import, compare and report a made-up country in three editions; needs no network.

    Everything goes into FOLDER: an archive of its own, its config.toml with a subscription, the
    HTML report, and the message that the subscriber would get.
    """
    from tipdiff import pipeline
    from tipdiff.report.html import render_html

    state = State(_prepared(folder))
    click.echo("Importing three editions of Veldonia, a made-up country, each in its era's layout:")
    _import_editions(state)
    veldonia = countries.find("Veldonia")
    comparison = pipeline.diff(state.archive, veldonia, EDITIONS[1:], state.config.sources)
    click.echo()
    click.echo(terminal_text(comparison), nl=False)
    report = folder / "veldonia-2018-2023.html"
    write_file(report, render_html(comparison))
    click.echo(f"\nThe same as a page to read, print or attach: {report}")
    _show_digest(state, folder)
    click.echo(_next_steps(folder))


def _prepared(folder: Path) -> Path:
    """A configuration of the demo's own, so that no real archive is touched."""
    path = folder / config.FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(config.render() + SUBSCRIPTION, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write in {folder}: {error.strerror}; name a folder") from error
    return path


def _import_editions(state: State) -> None:
    from tipdiff import pipeline
    from tipdiff.importing import Given

    for resource in sorted(files("tipdiff").joinpath("demo").iterdir(), key=lambda r: r.name):
        with as_file(resource) as path:
            brought = pipeline.bring(state.archive, path, Given())
        for narrative in brought.narratives:
            done = "imported" if brought.new else "already in the archive"
            click.echo(f"  {resource.name}: {narrative.title}: {done}")


def _show_digest(state: State, folder: Path) -> None:
    """The text that a subscriber would get of the newest edition, and the whole message."""
    from tipdiff.archive import utc_now
    from tipdiff.digest import message, render_text
    from tipdiff.digest.pairs import previews
    from tipdiff.subscriptions import named

    subscription = named(state.config.subscriptions, NAME)
    (digest,) = previews(state.archive, [subscription], state.config.sources)
    click.echo("\nWhat a subscriber gets by e-mail:\n")
    click.echo(render_text(digest), nl=False)
    mail = message(digest, subscription.to[0], state.config.mail, utc_now())
    path = folder / "veldonia.eml"
    write_file(path, mail.as_bytes().decode())
    click.echo(f"\nThe whole message, for any mail program to open: {path}")


def _next_steps(folder: Path) -> str:
    return f"""
Next, try:
  cd {folder}
  tipdiff list
  tipdiff diff veldonia 2014 2018
  tipdiff diff veldonia 2018 2023 --only new-achievement,dropped-deficiency
  tipdiff history veldonia --recommendations
  tipdiff figures veldonia
  tipdiff show veldonia 2023
  tipdiff diff veldonia 2018 2023 --format json
  tipdiff digest "{NAME}" --html"""
