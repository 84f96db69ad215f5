"""Commands on what subscribers get: subscriptions, digest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipdiff.cli.base import State, echo_json, write_output

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
@click.argument("name")
@click.option("--preview", "form", flag_value="text", help="Print the text part (the default).")
@click.option("--html", "form", flag_value="html", help="Print or write the HTML part.")
@click.option("--eml", "form", flag_value="eml", help="Print or write the whole message.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.pass_obj
def digest(state: State, name: str, form: str | None, output: Path | None) -> None:
    """Show the digest that the subscription NAME would get now.

    That is the newest edition of the countries it follows, compared as it asks.
    """
    from tipdiff.digest import render_html, render_text
    from tipdiff.subscriptions import named

    found = _preview(state, named(state.config.subscriptions, name))
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

    to = found.subscription.to[0]
    return message(found, to, state.config.mail, utc_now()).as_string()


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
    click.echo(f"{subscription.name}: {subscription.cadence}, to {', '.join(subscription.to)}")
    told = "nothing: no change it asked for" if found.is_empty else found.subject
    click.echo(f"  would get: {told}")
