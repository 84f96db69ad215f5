"""Commands on what subscribers get: subscriptions, digest."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import click

from tipdiff.cli.base import State, echo_json, write_output
from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.digest import Digest
    from tipdiff.subscriptions import Subscription

PRINTED = Path("-")
CADENCE = {
    "release": "as an edition is complete",
    "immediate": "as soon as there is news",
    "daily": "daily",
    "weekly": "weekly",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a subscription.")
@click.pass_obj
def subscriptions(state: State, as_json: bool) -> None:
    """List the subscriptions of config.toml, each with what it would get now.

    That is the newest edition of the countries it follows, compared as it asks.
    """
    from tipdiff.digest.pairs import previews

    every = state.config.subscriptions
    for found in previews(state.archive, every, state.config.sources):
        if as_json:
            echo_json(_as_dict(found))
        else:
            click.echo("\n".join(_lines(found)))
    if not (every or as_json):
        click.echo("no subscriptions: config.toml has no [[subscriptions]]")


@click.command()
@click.argument("name", required=False)
@click.option("--preview", is_flag=True, help="Print the text part (the default).")
@click.option(
    "--html",
    is_flag=False,
    flag_value=Path("-"),
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="[FILE]",
    help="Write the HTML part; without FILE, show it in the browser or, in a pipe, print it.",
)
@click.option(
    "--eml",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help='Write the whole message to the first recipient; "-" prints it.',
)
@click.option("--send", "sending", is_flag=True, help="Send what is due; without NAME, to all.")
@click.option(
    "--newest",
    is_flag=True,
    help="With --send: the newest edition also where it was there before the subscription began.",
)
@click.pass_obj
def digest(
    state: State,
    name: str | None,
    preview: bool,
    html: Path | None,
    eml: Path | None,
    sending: bool,
    newest: bool,
) -> None:
    """Show the digest that the subscription NAME would get now, or send what is due.

    Shown is the newest edition of the countries it follows, compared as it asks. Sent is what it
    has not been told: a new subscription starts from what the archive has, and is told nothing old.
    """
    from tipdiff.cli.outbox import send
    from tipdiff.subscriptions import named

    if sum(map(bool, (preview, html, eml, sending))) > 1:
        raise click.UsageError("--preview, --html, --eml and --send go one at a time")
    if name is None and not sending:
        raise click.UsageError("name the subscription; only --send does without")
    if newest and not sending:
        raise click.UsageError("--newest goes with --send")
    subscriptions = state.config.subscriptions
    chosen = subscriptions if name is None else (named(subscriptions, name),)
    if sending:
        send(state, chosen, catch_up=newest)
    else:
        _show(state, chosen[0], html, eml)


def _show(state: State, subscription: Subscription, html: Path | None, eml: Path | None) -> None:
    from tipdiff.digest import render_html, render_text
    from tipdiff.digest.pairs import previews

    (found,) = previews(state.archive, [subscription], state.config.sources)
    if html is not None:
        _write_or_open(render_html(found), html)
    elif eml is not None:
        write_output(_message(state, found), None if eml == PRINTED else eml)
    else:
        write_output(render_text(found), None)


def _write_or_open(page: str, path: Path) -> None:
    """Write the page where it was asked for, else show it: in a browser, or in the pipe."""
    if path == PRINTED and sys.stdout.isatty():
        with NamedTemporaryFile("w", suffix=".html", encoding="utf-8", delete=False) as file:
            file.write(page)
        click.launch(file.name)
        click.echo(f"opened {file.name}", err=True)
    else:
        write_output(page, None if path == PRINTED else path)


def _message(state: State, found: Digest) -> str:
    from tipdiff.archive import utc_now
    from tipdiff.digest import message

    to = next(iter(found.subscription.to), None)
    if to is None:
        raise UsageError(f"{found.subscription.name} has no address: it gets no mail")
    return message(found, to, state.config.mail, utc_now()).as_bytes().decode()


def _as_dict(found: Digest) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        **asdict(found.subscription),
        "would_get": None if found.is_empty else found.subject,
        "compared": len(found.news),
        "changed": len(found.told),
        "not_compared": len(found.not_compared),
        "awaited": len(found.awaited),
    }


def _lines(found: Digest) -> Iterator[str]:
    subscription = found.subscription
    followed = subscription.followed
    to = [*subscription.to, *filter(None, [subscription.webhook])]
    yield f"{subscription.name}: {CADENCE[subscription.cadence]}, to {', '.join(to)}"
    every = "all countries" if not (subscription.countries or subscription.regions) else ""
    number = f"{len(followed)} countr{'ies' if len(followed) > 1 else 'y'}"
    tiers = f", on tier {' or '.join(subscription.tiers)}" if subscription.tiers else ""
    yield f"  follows: {every or number}{tiers}"
    told = "nothing: no change it asked for" if found.is_empty else found.subject
    yield f"  would get: {told}"
    counts = {
        "compared": len(found.news),
        "with changes to tell": len(found.told),
        "not compared": len(found.not_compared),
        "not in yet": len(found.awaited),
    }
    yield f"  countries: {', '.join(f'{n} {what}' for what, n in counts.items() if n) or 'none'}"
