"""Commands that read something and write JSON, without the archive: parse, align."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipdiff.cli.base import echo_json, series_given
from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Link, SeriesName


@click.command()
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--edition", type=int, metavar="YEAR", help="Where the document does not say.")
@click.option("--country", help="Name or ISO 3166 code, where the document does not say.")
@click.option("--source", help="Where the copy was taken: state_gov, ecoi, refworld, gvnet, ...")
@series_given
@click.option("--json", "as_json", is_flag=True, help="One JSON object a narrative.")
def parse(
    files: Sequence[Path],
    edition: int | None,
    country: str | None,
    source: str | None,
    series: SeriesName | None,
    as_json: bool,
) -> None:
    """Read narratives from files and print what they say; the archive is not touched."""
    from tipdiff.codec import narrative_to_dict
    from tipdiff.importing import Given, read_narratives
    from tipdiff.report.narrative import narrative_text

    given = Given(country=country, edition=edition, source=source, series=series)
    for path in files:
        for narrative in read_narratives(path, given):
            if as_json:
                echo_json(narrative_to_dict(narrative))
            else:
                click.echo(narrative_text(narrative))


@click.command()
@click.argument("file", metavar="FILE", type=click.File(encoding="utf-8"))
def align(file: Any) -> None:
    """Align lists of statements: JSON Lines in ("-" for standard input), JSON Lines out.

    In: {"id", "old": [text...], "new": [text...]}. Out: {"id", "links": [{"old": [i...],
    "new": [j...], "kind": "unchanged|reworded|updated", "moved": bool, "score": 0..1}]}; a
    statement in no link is dropped or new. Indices count from 0.
    """
    from tipdiff.align import align as align_statements

    for number, line in enumerate(file, 1):
        if line.strip():
            pair = _read_pair(line, number)
            links = [_link(link) for link in align_statements(pair["old"], pair["new"])]
            json.dump({"id": pair["id"], "links": links}, sys.stdout, ensure_ascii=False)
            sys.stdout.write("\n")


def _read_pair(line: str, number: int) -> dict[str, Any]:
    try:
        pair = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"line {number} is not JSON: {error}") from error
    if not (isinstance(pair, dict) and _is_texts(pair.get("old")) and _is_texts(pair.get("new"))):
        raise UsageError(f'line {number} must be {{"id", "old": [text...], "new": [text...]}}')
    return {"id": None, **pair}


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _link(link: Link) -> dict[str, Any]:
    return {
        "old": list(link.old),
        "new": list(link.new),
        "kind": link.kind,
        "moved": link.moved,
        "score": round(link.score, 4),
        "reasons": list(link.reasons),
    }
