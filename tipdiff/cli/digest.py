"""Commands on what subscribers get: subscriptions, digest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipdiff.cli.base import State, echo_json, write_output
from tipdiff.errors import UsageError

if TYPE_CHECKING:
    from tipdiff.digest import Digest
    from tipdiff.subscriptions import Subscription


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a subscription.")
@click.pass_obj
def subscriptions(state: State, as_json: bool) -> None:
    """List the subscriptions of config.toml, each with what it would get now.

    That is the newest edition of the countries it follows, compared as it asks.
    """
    for subscription in state.config.subscriptions:
        digest = _preview(state, subscription)
        if as_json:
            echo_json(_as_dict(digest))
        else:
            _tell(digest)
    if not (state.config.subscriptions or as_json):
        click.echo("no subscriptions: config.toml has no [[subscriptions]]")


@click.command()
@click.argument("name", required=False)
@click.option("--preview", "form", flag_value="text", help="Print the text part (the default).")
@click.option("--html", "form", flag_value="html", help="Print or write the HTML part.")
@click.option("--eml", "form", flag_value="eml", help="Print or write the whole message.")
@click.option("--send", "form", flag_value="send", help="Send what is due; without NAME, to all.")
@click.option(
    "--newest",
    is_flag=True,
    help="With --send: the newest edition also where it was there before the subscription began.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.pass_obj
def digest(
    state: State, name: str | None, form: str | None, newest: bool, output: Path | None
) -> None:
    """Show the digest that the subscription NAME would get now, or send what is due.

    Shown is the newest edition of the countries it follows, compared as it asks. Sent is what it
    has not been told: a new subscription starts from what the archive has, and is told nothing old.
    """
    from tipdiff.cli.outbox import send
    from tipdiff.digest import render_html, render_text
    from tipdiff.subscriptions import named

    if name is None and form != "send":
        raise click.UsageError("name the subscription; only --send does without")
    if newest and form != "send":
        raise click.UsageError("--newest goes with --send")
    subscriptions = state.config.subscriptions
    chosen = subscriptions if name is None else (named(subscriptions, name),)
    if form == "send":
        send(state, chosen, catch_up=newest)
        return
    found = _preview(state, chosen[0])
    if form == "eml":
        text = _message(state, found)
    elif form == "html":
        text = render_html(found)
    else:
        text = render_text(found)
    write_output(text, output)


def _preview(state: State, subscription: Subscription) -> Digest:
    from tipdiff.digest.pairs import preview

    return preview(state.archive, subscription, state.config.sources)


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


def _tell(found: Digest) -> None:
    subscription = found.subscription
    to = (*subscription.to, *filter(None, [subscription.webhook]))
    click.echo(f"{subscription.name}: {subscription.cadence}, to {', '.join(to)}")
    told = "nothing: no change it asked for" if found.is_empty else found.subject
    click.echo(f"  would get: {told}")
