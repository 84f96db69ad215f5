"""Commands that keep the archive: verify, rebuild, reparse, backup, export, revisions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from tipdiff import countries
from tipdiff.cli.base import State, echo_json, series_filter, series_option, stderr_console

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipdiff.capture import Finding
    from tipdiff.model import Change, Comparison
    from tipdiff.revisions import Revision

FILE_NAMES = {"warc": "tipdiff.warc.gz", "csv": "tipdiff.csv", "json": "tipdiff.jsonl"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.pass_obj
def verify(state: State, as_json: bool) -> None:
    """Recompute every digest of the archive, and compare files and database both ways.

    Exit code 1 where something is wrong, with what and where; nothing is altered.
    """
    from tipdiff import archive

    with _waiting("verifying"):
        findings = archive.verify(state.archive)
    for finding in findings:
        if as_json:
            echo_json({"file": finding.file, "offset": finding.offset, "problem": finding.problem})
        else:
            click.echo(str(finding))
    if findings:
        sys.exit(1)
    if not as_json:
        captures = sum(state.archive.store.captures.counts().values())
        files = len(state.archive.folder.names())
        click.echo(f"all is well: captures {captures}, WARC files {files}")


@click.command()
@click.pass_obj
def rebuild(state: State) -> None:
    """Make the database anew from the WARC files; what only the database knows is kept.

    Exit code 1 where a capture is damaged or gives no narrative.
    """
    from tipdiff import keep

    with _waiting("rebuilding"):
        rebuilt = keep.rebuild(state.archive)
    click.echo(f"{rebuilt.captures} captures, {rebuilt.narratives} narratives")
    _end_with(rebuilt.findings)


@click.command()
@click.pass_obj
def reparse(state: State) -> None:
    """Read all captures anew with this version's parser: never a change, a digest or a revision.

    Exit code 1 where a capture gives no narrative any more; the older reading is kept.
    """
    from tipdiff import keep

    with _waiting("reading anew"):
        reparsed = keep.reparse(state.archive)
    click.echo(f"{reparsed.captures} captures read anew, {reparsed.narratives} narratives")
    _end_with(reparsed.findings)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(state: State, file: Path) -> None:
    """Write the whole archive into one tar FILE, consistent while the service runs.

    Unpacked, it is the archive; `sha256sum -c SHA256SUMS` checks it.
    """
    from tipdiff.archive import transfer

    with _waiting("writing"):
        size = transfer.backup(state.archive, file)
    click.echo(f"wrote {file}: {size:,} bytes")


@click.command()
@click.option("--warc", "form", flag_value="warc", help="All captures, for any WARC tool.")
@click.option("--csv", "form", flag_value="csv", help="A table: a row a narrative.")
@click.option("--json", "form", flag_value="json", help="A line of JSON a narrative, whole.")
@click.option("--statements", is_flag=True, help="With --csv: a row a statement.")
@series_filter
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.pass_obj
def export(
    state: State, form: str | None, statements: bool, series: str | None, file: Path | None
) -> None:
    """Write the archive into FILE, for others; without FILE, into tipdiff.warc.gz, .csv, .jsonl."""
    from tipdiff.archive import transfer

    if form is None:
        raise click.UsageError("say in which form: --warc, --csv or --json")
    if statements and form != "csv":
        raise click.UsageError("--statements goes with --csv")
    if series and form == "warc":
        raise click.UsageError("--series goes with --csv and --json: a WARC file has all captures")
    path = file or Path(FILE_NAMES[form])
    with _waiting("writing"):
        if form == "warc":
            told = f"{transfer.export_warc(state.archive, path):,} bytes"
        elif form == "csv":
            what: Literal["statements", "narratives"] = "statements" if statements else "narratives"
            told = f"{transfer.export_csv(state.archive, path, what, series)} {what}"
        else:
            told = f"{transfer.export_json(state.archive, path, series)} narratives"
    click.echo(f"wrote {path}: {told}")


@click.command()
@click.argument("country", required=False)
@series_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a revision.")
@click.pass_obj
def revisions(state: State, country: str | None, series: str, as_json: bool) -> None:
    """Show silent edits: narratives whose words changed after they were published.

    The words of a source are compared with what the same source showed before; the page around
    the narrative, its typography, and what was seen once and gone at the next look do not count.
    """
    from tipdiff import revisions as silent

    archive = state.archive
    iso3 = countries.find(country).iso3 if country else None
    silent.number_wordings(archive)
    found = silent.revisions(archive.store.narratives.looks(series=series, iso3=iso3))
    for revision in found:
        comparison = silent.comparison_of(archive, revision)
        changes = silent.edits(comparison)
        if as_json:
            echo_json(_revision_dict(revision, comparison, changes))
        else:
            _show_revision(revision, comparison, changes)
    if not found and not as_json:
        click.echo("no silent edits")


def _show_revision(revision: Revision, comparison: Comparison, changes: Iterable[Change]) -> None:
    from tipdiff.report.pen import in_signs
    from tipdiff.report.view import view

    seen = "" if revision.confirmed else " (seen once: the next look will tell)"
    click.echo(
        f"{comparison.new.title} ({revision.new.entry.source}): "
        f"edited between {revision.old.at} and {revision.new.at}{seen}"
    )
    for change in changes:
        shown = view(comparison, change)
        click.echo(f"  {change.label}")
        if shown.redline:
            click.echo(f"    {in_signs(shown.redline)}")
            continue
        for quote in shown.quotes:
            click.echo(
                f"    {'before' if quote.side == 'old' else 'after'}: {in_signs(quote.runs)}"
            )
    entries = (revision.old.entry, revision.new.entry)
    copies = " ".join(f"{entry.edition}@{entry.sha256[:8]}" for entry in entries)
    click.echo(f"  all of it: tipdiff diff {comparison.new.country.iso3} {copies}")


def _revision_dict(
    revision: Revision, comparison: Comparison, changes: Iterable[Change]
) -> dict[str, Any]:
    sides = {"old": revision.old, "new": revision.new}
    entry = revision.new.entry
    return {
        "country": entry.iso3,
        "edition": entry.edition,
        "source": entry.source,
        "confirmed": revision.confirmed,
        **{
            side: {"captured_at": look.at, "sha256": look.entry.sha256, "url": look.entry.url}
            for side, look in sides.items()
        },
        "changes": [
            {
                "label": change.label,
                "section": change.section,
                "old": [comparison.old.statement(place).text for place in change.old],
                "new": [comparison.new.statement(place).text for place in change.new],
            }
            for change in changes
        ],
    }


def _waiting(doing: str) -> Any:
    """A sign of life on a terminal; nothing elsewhere."""
    return stderr_console().status(doing)


def _end_with(findings: Iterable[Finding]) -> None:
    told = [str(finding) for finding in findings]
    for line in told:
        click.echo(line, err=True)
    if told:
        sys.exit(1)
