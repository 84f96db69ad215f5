"""The command line: parse the words, call the pipeline, print the answer.

Exit codes: 0 done; 1 what was asked about does not hold (`diff --exit-code`, `show --coverage`,
`verify`, `status`, `digest --send`);
2 bad input, with one line on standard error that says what, where and what to do.
"""

from __future__ import annotations

from logging import WARNING
from pathlib import Path

import click

from tipdiff import __version__
from tipdiff.cli.base import Root, State
from tipdiff.cli.bring import import_, init
from tipdiff.cli.compare import compare
from tipdiff.cli.crosscheck import crosscheck
from tipdiff.cli.demo import demo
from tipdiff.cli.diff import diff
from tipdiff.cli.digest import digest, subscriptions
from tipdiff.cli.evidence import evidence
from tipdiff.cli.fetch import fetch
from tipdiff.cli.figures import figures
from tipdiff.cli.filters import align, parse
from tipdiff.cli.history import history
from tipdiff.cli.keep import backup, export, rebuild, reparse, revisions, verify
from tipdiff.cli.logs import set_up
from tipdiff.cli.look import list_, show
from tipdiff.cli.outbox import outbox
from tipdiff.cli.release import release
from tipdiff.cli.run import run, status
from tipdiff.cli.search import search, themes_
from tipdiff.cli.tiers import tiers


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Configuration file; else $TIPDIFF_CONFIG, else ./config.toml, else the defaults.",
)
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """What changed between two editions of a country's Trafficking in Persons narrative."""
    set_up("human", WARNING)
    context.obj = State(config)


COMMANDS = (
    *(init, import_, fetch, crosscheck, list_, show, diff, compare, history, figures, revisions),
    *(release, search, themes_, tiers, evidence),
    *(run, status),
    *(subscriptions, digest, outbox),
    *(verify, rebuild, reparse, backup, export),
    *(parse, align, demo),
)
for command in COMMANDS:
    main.add_command(command)
