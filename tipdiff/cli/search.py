"""Commands that ask all narratives at once: search, themes."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from tipdiff import countries, themes
from tipdiff.cli.base import State, echo_json, series_option
from tipdiff.cli.compare import watched
from tipdiff.errors import UsageError
from tipdiff.series import find as series_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from tipdiff.search import Became, Doubt, Match, Query
    from tipdiff.store import ThemeCount

ROLES = ("recommendation", "achievement", "deficiency", "mixed", "context", "verdict", "tier")
"""Of the summary and the recommendations; elsewhere a statement's role is its section's kind."""
MOST = 50
WIDE = 100
"""Columns where no terminal bounds them."""

_theme = click.option("--theme", "theme_names", multiple=True, help="Any of these themes.")
_country = click.option(
    "--country", "names", multiple=True, help="Any of these countries: names or ISO 3166 codes."
)
_edition = click.option(
    "--edition", "editions", multiple=True, type=int, metavar="YEAR", help="Any of these."
)


def _known_roles(
    _context: click.Context, _parameter: click.Parameter, roles: Sequence[str]
) -> tuple[str, ...]:
    return tuple(map(_role_named, roles))


def _role_named(name: str) -> str:
    """A role there is; UsageError with the nearest."""
    from tipdiff.series import section_names

    known = [*ROLES, *section_names()]
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"no statement has the role {name!r}; {hint}")
    return name


_role = click.option(
    "--role",
    "roles",
    multiple=True,
    callback=_known_roles,
    metavar="ROLE",
    help=f"Statements of any of these: {', '.join(ROLES)}, or a section's, like prosecution.",
)


@click.command()
@click.argument("words", nargs=-1)
@_theme
@_country
@_edition
@_role
@series_option
@click.option("--new", "became", flag_value="new", help="Only what is new in its edition.")
@click.option(
    "--dropped", "became", flag_value="dropped", help="Only what the edition does not say any more."
)
@click.option(
    "--not-in",
    type=int,
    metavar="YEAR",
    help="With one --edition: only of countries of which this edition says nothing of the kind.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=MOST, show_default=True, help="At most so many."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a statement.")
@click.pass_obj
def search(
    state: State,
    words: Sequence[str],
    theme_names: Sequence[str],
    names: Sequence[str],
    editions: Sequence[int],
    roles: Sequence[str],
    series: str,
    became: Became | None,
    not_in: int | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find statements by their words, in any form, and by theme: the best first.

    A WORD with spaces ("climate of impunity") is a phrase, as it stands; with a star ('traffick*')
    it is the beginning of a word. All of them must be there.

    `--theme non-penalization --role recommendation --edition 2018 --not-in 2017` finds the
    countries that were told to stop penalizing victims in 2018 and were not in 2017; those of
    which the archive cannot tell stand below, with the reason.
    """
    from tipdiff.report.found import print_found
    from tipdiff.search import Query, find

    query = Query(
        words=tuple(words),
        themes=tuple(map(themes.named, theme_names)),
        roles=tuple(roles),
        countries=tuple(countries.find(name).iso3 for name in names),
        editions=tuple(editions),
        series=series,
        became=became,
        not_in=not_in,
    )
    _check(query)
    found = find(state.archive, query, state.config.sources, most=limit, watch=watched)
    if as_json:
        for row in (*map(_match_dict, found.matches), *map(_doubt_dict, found.doubts)):
            echo_json(row)
    else:
        print_found(_console(), found, query)


def _check_themes(query: Query) -> None:
    """Themes are told of what a series asks and judges: where it does neither, say so."""
    if not series_named(query.series).rated:
        raise UsageError(
            f"statements of the series {query.series} have no themes: only recommendations, "
            "achievements and deficiencies have; search its words"
        )


def _check(query: Query) -> None:
    if query.themes:
        _check_themes(query)
    if not (query.words or query.themes or query.roles or query.became):
        raise UsageError("say what to look for: words, --theme, --role, --new or --dropped")
    if query.not_in is not None and len(query.editions) != 1:
        raise UsageError("--not-in goes with one --edition: that of which it is asked")
    if query.not_in is not None and query.became is not None:
        raise UsageError(f"--not-in asks of countries, --{query.became} of statements: give one")
    if query.not_in in query.editions:
        raise UsageError(f"--not-in {query.not_in} is the --edition itself; give another year")


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDE)


def _match_dict(match: Match) -> dict[str, Any]:
    from tipdiff.report.found import quote_of

    hit = match.hit
    return {
        "found": True,
        "series": hit.series,
        "country": hit.iso3,
        "name": hit.country,
        "edition": hit.edition,
        "section": hit.kind,
        "role": hit.role,
        "rank": hit.rank,
        "themes": list(hit.themes),
        "text": hit.text,
        "snippet": str(quote_of(hit, in_color=False)),
        "change": match.change,
        "against": match.against,
        "source": hit.source,
        "partial": hit.partial,
        "url": hit.url,
        "captured_at": hit.captured_at,
        "sha256": hit.sha256,
    }


def _doubt_dict(doubt: Doubt) -> dict[str, Any]:
    return {"found": None, "country": doubt.iso3, "name": doubt.country, "reason": doubt.reason}


@click.command("themes")
@_theme
@_country
@_edition
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(themes.TAGGED),
    default=("recommendation", "deficiency"),
    show_default=True,
    help="Statements of any of these.",
)
@series_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a theme and edition.")
@click.pass_obj
def themes_(
    state: State,
    theme_names: Sequence[str],
    names: Sequence[str],
    editions: Sequence[int],
    roles: Sequence[str],
    series: str,
    as_json: bool,
) -> None:
    """Count what recommendations and deficiencies are about, theme by theme, year by year.

    A number is that of the countries; of one country, that of the statements.
    """
    from tipdiff.search import Query, theme_counts

    query = Query(
        themes=tuple(map(themes.named, theme_names)),
        roles=tuple(roles),
        countries=tuple(countries.find(name).iso3 for name in names),
        editions=tuple(editions),
        series=series,
    )
    _check_themes(query)
    counts, copies = theme_counts(state.archive, query, state.config.sources)
    if as_json:
        for row in counts:
            echo_json(_count_dict(row, copies))
    elif copies:
        _console().print(_table(counts, copies, query))
    else:
        click.echo("no such narratives in the archive; `tipdiff import` brings some")


def _count_dict(row: ThemeCount, copies: dict[int, int]) -> dict[str, Any]:
    return {
        "theme": row.theme,
        "edition": row.edition,
        "statements": row.statements,
        "countries": row.countries,
        "narratives": copies[row.edition],
    }


def _table(counts: Iterable[ThemeCount], copies: dict[int, int], query: Query) -> Any:
    from rich.table import Table

    of_one = len(query.countries) == 1
    cells = {
        (row.theme, row.edition): row.statements if of_one else row.countries for row in counts
    }
    newest = max(copies)
    shown = [theme for theme in themes.names() if not query.themes or theme in query.themes]
    table = Table("theme", box=None)
    for edition in copies:
        table.add_column(str(edition), justify="right")
    table.add_row("narratives", *(str(number) for number in copies.values()), style="dim")
    for theme in sorted(shown, key=lambda theme: -cells.get((theme, newest), 0)):
        table.add_row(theme, *(_cell(cells, theme, edition, copies) for edition in copies))
    return table


def _cell(
    cells: dict[tuple[str, int], int], theme: str, edition: int, copies: dict[int, int]
) -> str:
    """The number; a dash where no copy holds statements of the kind: that is not none."""
    return str(cells.get((theme, edition), 0)) if copies[edition] else "–"
