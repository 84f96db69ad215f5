"""Commands that bring something in: init, import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipdiff import config
from tipdiff.cli.base import (
    BAD_INPUT,
    State,
    echo_json,
    json_line,
    series_given,
    stderr_console,
    workers_option,
    write_file,
)
from tipdiff.collector import makes_no_cycles
from tipdiff.errors import DocumentError, UsageError
from tipdiff.series import DEFAULT

FEW = 8
"""Files that one process reads sooner than others would be started."""
WARC_SUFFIXES = (".warc.gz", ".warc")

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipdiff.importing import Brought, Given
    from tipdiff.model import SeriesName


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path(config.FILE_NAME))
def init(path: Path) -> None:
    """Write a config.toml with every setting, its default and what it is for."""
    if path.exists():
        raise UsageError(f"{path} is there already; edit it, or name another file")
    write_file(path, config.render())
    click.echo(f"wrote {path}; the archive will be {config.load(path).archive_path}")


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--country", help="Name or ISO 3166 code, where the document does not say.")
@click.option("--edition", type=int, metavar="YEAR", help="Where the document does not say.")
@click.option("--source", help="Where the copy was taken: state_gov, ecoi, refworld, gvnet, ...")
@series_given
@workers_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
@click.pass_obj
def import_(
    state: State,
    paths: Sequence[str],
    country: str | None,
    edition: int | None,
    source: str | None,
    series: SeriesName | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Bring saved pages and texts into the archive: files, folders, patterns.

    Country, edition, source and series are read from the content, then from the name. The same
    bytes are kept once. A file that is no narrative is named, and nothing of it is written. Of a
    WARC file (FILE.warc.gz) every page that holds a narrative is taken, with its own time and
    address.
    """
    from tipdiff import documents
    from tipdiff.importing import Given

    files = documents.expand(paths)
    given = Given(country=country, edition=edition, source=source, series=series)
    crawls = [path for path in files if path.name.lower().endswith(WARC_SUFFIXES)]
    documents_ = [path for path in files if path not in crawls]
    problems = _import_documents(state, documents_, given, workers, as_json=as_json)
    problems += [told for path in crawls for told in _import_warc(state, path, given, as_json)]
    for problem in problems:
        click.echo(f"tipdiff: {problem}", err=True)
    if problems:
        sys.exit(BAD_INPUT)


@makes_no_cycles
def _import_documents(
    state: State, files: Sequence[Path], given: Given, workers: int | None, *, as_json: bool
) -> list[str]:
    """Import and tell; what was refused comes back as lines for people."""
    told: list[str] = []
    refused: list[str] = []
    new = 0
    for outcome in _bring_all(state, files, given, workers):
        # Of each the words alone are kept: the narratives of many files would fill the memory.
        if isinstance(outcome, DocumentError):
            refused.append(str(outcome))
        else:
            told.append(json_line(_as_dict(outcome)) if as_json else _in_words(outcome))
            new += outcome.new
    for words in told:
        click.echo(words)
    if len(files) > 1 and not as_json:
        click.echo(f"{new} imported, {len(told) - new} already there, {len(refused)} refused")
    return refused


def _import_warc(state: State, path: Path, given: Given, as_json: bool) -> list[str]:
    from tipdiff import keep

    brought = keep.bring_warc(state.archive, path, given)
    told = {name: getattr(brought, name) for name in ("new", "known", "skipped", "narratives")}
    if as_json:
        echo_json({"path": str(path), **told})
    else:
        click.echo(
            "{path}: {new} captures imported, {known} already there, {narratives} narratives; "
            "{skipped} other records left out".format(path=path, **told)
        )
    return [str(finding) for finding in brought.findings]


def _bring_all(
    state: State, files: Sequence[Path], given: Given, workers: int | None
) -> Iterator[Brought | DocumentError]:
    from rich.progress import track

    from tipdiff import pipeline
    from tipdiff.pool import shared_out

    console = stderr_console()
    quiet = not console.is_terminal or len(files) == 1
    with shared_out(workers if len(files) > FEW else 1) as executor:
        outcomes = pipeline.bring_all(state.archive, files, given, executor)
        yield from track(
            outcomes,
            "importing",
            total=len(files),
            console=console,
            disable=quiet,
            transient=True,
        )


def _in_words(brought: Brought) -> str:
    lines = []
    for narrative in brought.narratives:
        count = sum(len(section.statements) for section in narrative.sections)
        part = ", partial" if narrative.partial else ""
        done = "imported" if brought.new else "already in the archive"
        series = "" if narrative.series == DEFAULT else f", series {narrative.series}"
        title = f"{narrative.title} ({narrative.source}{part}{series})"
        lines.append(f"{brought.path}: {title}, {count} statements: {done}")
        lines += [f"  warning: {warning}" for warning in narrative.warnings]
    return "\n".join(lines)


def _as_dict(brought: Brought) -> dict[str, Any]:
    return {
        "path": str(brought.path),
        "new": brought.new,
        "narratives": [
            {
                "country": narrative.country.iso3,
                "edition": narrative.edition,
                "source": narrative.source,
                "partial": narrative.partial,
                "warnings": list(narrative.warnings),
            }
            for narrative in brought.narratives
        ],
    }
