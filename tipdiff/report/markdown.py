"""A comparison as GitHub-flavoured Markdown: quotes as block quotes, ~~deleted~~ and **inserted**.

Everything that comes from outside is escaped: it can make no heading, link, mention or markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from tipdiff import __version__, series
from tipdiff.report.evidence import address, evidence_rows, link
from tipdiff.report.excerpt import excerpt, tidy
from tipdiff.report.names import group_name, tier_line, uncompared_lines
from tipdiff.report.sections import table_of
from tipdiff.report.select import EVERYTHING, chosen, counts, grouped, total
from tipdiff.report.view import tier_quotes, view
from tipdiff.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tipdiff.model import Change, Comparison, Narrative, WordRun
    from tipdiff.report.sections import Table
    from tipdiff.report.select import Selection
    from tipdiff.report.view import View

TOP = 8
"""Changes named in the summary."""

EXCERPT = 100
"""Characters of a quote in the summary."""
LINK_SAFE = "%/:?#[]@!$&'()*+,;="
"""Characters an address keeps; `|` and those that would end it are percent-encoded."""

_MARKS = {"equal": "", "delete": "~~", "insert": "**"}


def render_markdown(comparison: Comparison, selection: Selection = EVERYTHING) -> str:
    """The comparison as Markdown that can be pasted into an issue, a wiki or a memo."""
    changes = chosen(comparison, selection)
    blocks = [*_head(comparison, selection), *_glance(comparison, changes)]
    blocks += _sections(table_of(comparison))
    for group in grouped(comparison, changes):
        blocks.append(f"## {group_name(group.kind)}")
        for change in group.changes:
            blocks += _change(view(comparison, change))
    return "\n\n".join([*blocks, *_evidence(comparison)]) + "\n"


def escape(text: str) -> str:
    """The text on one line as Markdown that says just that, wherever it stands in a line."""
    line = re.sub(r"([\\`*_\[\]<>&~|#$])", r"\\\1", one_line(text))
    line = re.sub(r"^([-+=])|^(\d+)([.)])", _unlisted, line)
    return re.sub(r"@|:/(?=/)|www\.", _unlinked, line, flags=re.IGNORECASE)


def _unlisted(match: re.Match[str]) -> str:
    """What would begin a list or a heading at the start of a line, escaped."""
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _unlinked(match: re.Match[str]) -> str:
    """What GitHub would make a link or a mention of; an `@` cannot be escaped, only cut off."""
    return "@<!-- -->" if match[0] == "@" else f"{match[0][:-1]}\\{match[0][-1]}"


def _marked(runs: Iterable[WordRun]) -> str:
    """Runs of words in one line, those that changed marked."""
    parts = []
    for run in tidy(runs):
        mark, words = _MARKS[run.op], escape(run.text)
        before = " " if run.text.startswith(" ") else ""
        after = " " if run.text.endswith(" ") and words else ""
        parts.append(f"{before}{mark}{words}{mark}{after}")
    return "".join(parts)


def _head(comparison: Comparison, selection: Selection) -> Iterator[str]:
    """Country, editions, tiers, and what to know before quoting."""
    old, new = comparison.old, comparison.new
    yield f"# {escape(new.country.name)}: what changed from {old.edition} to {new.edition}"
    tiers = tier_line(comparison)
    yield f"{escape(series.find(new.series).title)}." + (f" **{escape(tiers)}**" if tiers else "")
    for said in tier_quotes(comparison):
        yield f"> {said.edition}: {escape(said.text)}"
    warnings = [*uncompared_lines(comparison), *comparison.notes]
    if warnings:
        yield "**Before you quote**"
        yield "\n".join(f"- {escape(warning)}" for warning in warnings)
    if selection.described():
        yield escape(selection.described())


def _glance(comparison: Comparison, changes: Sequence[Change]) -> Iterator[str]:
    """How many changes there are of each kind, and the most significant ones."""
    yield "## At a glance"
    yield f"{total(comparison, changes)}."
    if not changes:
        return
    rows = [
        f"| {escape(row.name)} | {row.number} | {escape(row.ways)} |" for row in counts(changes)
    ]
    yield "\n".join(["| Kind of change | Number | |", "|---|---:|---|", *rows])
    top = (view(comparison, change) for change in changes[:TOP])
    yield "\n".join(
        f"{number}. [{escape(shown.change.label)}](#{quote(shown.change.id)}): "
        f"{_marked(excerpt(shown.brief, EXCERPT))}"
        for number, shown in enumerate(top, start=1)
    )


def _sections(table: Table | None) -> Iterator[str]:
    """What became of each section, a row each, and where its statements went."""
    if table is None:
        return
    yield "## Section by section"
    lines = [f"| {escape(name)} | {' | '.join(map(str, row))} |" for name, row in table.rows]
    columns = table.columns
    head = [f"| Statements | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    yield "\n".join([*head, *lines])
    if table.moves:
        yield "Moved to another section:"
        yield "\n".join(f"- {escape(told)}" for told in table.moves)


def _change(shown: View) -> Iterator[str]:
    """A change: what it is, where it stands, both quotes, and why."""
    change = shown.change
    yield f'### <a id="{quote(change.id)}"></a>{escape(change.label)}'
    if shown.redline:
        yield f"{escape(shown.place)}"
        yield f"> {_marked(shown.redline)}"
    else:
        for said in shown.quotes:
            yield f"{said.edition}, {escape(said.place)}:"
            yield f"> {_marked(said.runs)}"
    for detail in shown.details:
        yield escape(detail)


def _evidence(comparison: Comparison) -> Iterator[str]:
    """Where both texts were taken from."""
    old, new = comparison.old, comparison.new
    yield "## Evidence"
    rows = [("Address", _address(old), _address(new))]
    rows += [(row.name, escape(row.old), escape(row.new)) for row in evidence_rows(comparison)]
    yield "\n".join(
        [
            f"| | {old.edition} | {new.edition} |",
            "|---|---|---|",
            *(f"| {name} | {before} | {after} |" for name, before, after in rows),
        ]
    )
    yield (
        f"Made by tipdiff {escape(__version__)}. Quotations are the words of the captured texts; "
        f"struck words stand in the {old.edition} edition only, bold words in the {new.edition} "
        "edition only."
    )


def _address(narrative: Narrative) -> str:
    """The address of the capture, a link where it leads into the web."""
    url = link(narrative)
    return f"<{quote(url, safe=LINK_SAFE)}>" if url else escape(address(narrative))
