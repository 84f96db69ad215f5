"""Commands on what goes out: outbox with retry, drop and release, and sending."""

from __future__ import annotations

import sys
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tipdiff.cli.base import State, echo_json, stderr_console
from tipdiff.errors import UsageError
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipdiff.store.outbox import Outbox, Row
    from tipdiff.store.outbox import State as RowState
    from tipdiff.subscriptions import Subscription

WAITING = "waiting"
"""What a row is called that was tried, and will be again."""


def send(state: State, subscriptions: Sequence[Subscription], *, catch_up: bool) -> None:
    """Send what is due for these subscriptions; exit code 1 where something did not go out."""
    from tipdiff import pipeline

    with stderr_console().status("sending"):
        done = pipeline.deliver(
            state.archive, state.config, subscriptions, threading.Event(), catch_up=catch_up
        )
    for each in done.decided:
        click.echo(f"{each.subscription}: {each.what}: {one_line(each.told)}")
    if not state.config.subscriptions:
        click.echo("no subscriptions: config.toml has no [[subscriptions]]")
    counts = {_word(word): n for word, n in sorted(done.tally.counts.items())}
    told = ", ".join(f"{n} {word}" for word, n in counts.items())
    click.echo(f"outbox: {told or 'nothing to send'}")
    for channel, reason in done.tally.down.items():
        click.echo(f"nothing went out by {channel}: {one_line(reason)}", err=True)
    wrong = any(each.what == "failed" for each in done.decided)
    if wrong or done.tally.down or set(counts) - {"sent"}:
        sys.exit(1)


@click.group(invoke_without_command=True)
@click.option("--failed", is_flag=True, help="Only what failed, or is held for you.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")
@click.pass_context
def outbox(context: click.Context, failed: bool, as_json: bool) -> None:
    """List what goes out: one row a recipient, with its state and the last error.

    A row is rendered (to be sent, or tried again), sending, sent, failed, held or dropped.
    """
    if context.invoked_subcommand is not None:
        return
    state: State = context.obj
    states: tuple[RowState, ...] = ("failed", "held") if failed else ()
    rows = state.archive.store.outbox.rows(states)
    for row in rows:
        if as_json:
            echo_json(asdict(row))
        else:
            _tell(row)
    if not (rows or as_json):
        click.echo("nothing failed or is held" if failed else "the outbox is empty")


@outbox.command()
@click.argument("ids", metavar="ID...", nargs=-1, type=int, required=True)
@click.pass_obj
def retry(state: State, ids: tuple[int, ...]) -> None:
    """Send rows that failed, were dropped or wait at the next chance: the same bytes again."""
    _each(state, ids, ("failed", "dropped", "rendered"), "retry")


@outbox.command()
@click.argument("ids", metavar="ID...", nargs=-1, type=int, required=True)
@click.pass_obj
def drop(state: State, ids: tuple[int, ...]) -> None:
    """Never send rows that wait, failed or are held."""
    _each(state, ids, ("rendered", "failed", "held"), "drop")


@outbox.command()
@click.argument("ids", metavar="ID...", nargs=-1, type=int, required=True)
@click.pass_obj
def release(state: State, ids: tuple[int, ...]) -> None:
    """Let rows go out that are held for you."""
    _each(state, ids, ("held",), "release")


def _each(state: State, ids: Iterable[int], states: tuple[RowState, ...], verb: str) -> None:
    """Do it to all of the rows or, where one of them is in another state, to none."""
    from tipdiff.deliver.run import iso

    archive = state.archive
    _ = archive.store  # where there is no archive, none is begun for this
    with archive.writing() as store:
        rows = [_row(store.outbox, number, states, verb) for number in dict.fromkeys(ids)]
        for row in rows:
            getattr(store.outbox, verb)(row.id, iso(archive.now()))
    for row in rows:
        click.echo(f"{row.id}: {verb} {row.recipient}: {one_line(row.subject)}")


def _row(outbox: Outbox, number: int, states: tuple[RowState, ...], verb: str) -> Row:
    row = outbox.get(number)
    if row is None:
        raise UsageError(f"the outbox has no row {number}; `tipdiff outbox` lists them")
    if row.state not in states:
        raise UsageError(
            f"cannot {verb} row {number}: it is {row.state}, not {' or '.join(states)}"
        )
    return row


def _tell(row: Row) -> None:
    waiting = f", next at {row.next_at}" if row.state == "rendered" and row.attempts else ""
    copies = f", maybe {row.unsure} more copies" if row.unsure else ""
    who = row.subscription or "to the operator"
    click.echo(f"{row.id}  {row.state}{waiting}{copies}  {who}  {row.recipient}")
    click.echo(f"    {one_line(row.subject)}")
    for told in (row.held, row.error):
        if told and row.state != "sent":
            click.echo(f"    {one_line(told)}")


def _word(state: RowState) -> str:
    return WAITING if state == "rendered" else state
