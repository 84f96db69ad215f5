"""The command that proves a change to others: evidence."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from tipdiff.cli.base import State, echo_json, series_option, write_file
from tipdiff.errors import UsageError


@click.command()
@click.argument("change_id", metavar="[CHANGE-ID]", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The ZIP file to write; else CHANGE-ID.zip.",
)
@series_option
@click.option(
    "--check",
    "given",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Check a ZIP file that somebody made, without an archive; exit code 1 if it fails.",
)
@click.option("--json", "as_json", is_flag=True, help="With --check: one JSON object a part.")
@click.pass_obj
def evidence(
    state: State,
    change_id: str | None,
    output: Path | None,
    series: str,
    given: Path | None,
    as_json: bool,
) -> None:
    """Write a ZIP file that proves a change to somebody without the archive, or check one.

    It holds both quotes and texts, the captured documents as WARC records, sources, times and
    digests, the comparison, and a README; everything in it comes out of the records again.
    CHANGE-ID stands behind each change of `tipdiff diff`, like xve-2018-2023-3419aa09.
    """
    from tipdiff.evidence import make

    if (change_id is None) == (given is None):
        raise UsageError("give a CHANGE-ID, or --check FILE")
    if given is not None:
        _check(given, as_json=as_json)
        return
    path = output or Path(f"{change_id}.zip")
    write_file(path, make(state.archive, str(change_id), series, state.config.sources))
    click.echo(f"wrote {path}; `tipdiff evidence --check {path}` checks it anywhere")


def _check(path: Path, *, as_json: bool) -> None:
    from tipdiff.evidence import check
    from tipdiff.report.visible import one_line

    parts = check(path)
    for part in parts:
        if as_json:
            echo_json(asdict(part))
        else:
            click.echo(f"{'holds' if part.holds else 'FAILS'}  {part.name}: {one_line(part.told)}")
    if not all(part.holds for part in parts):
        sys.exit(1)
