"""A digest as plain text of 72 columns, for any mail program and for quoting in an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipdiff import __version__
from tipdiff.digest.once import once_for_each
from tipdiff.report.pen import in_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipdiff.digest.compose import Digest
    from tipdiff.digest.items import Item
    from tipdiff.digest.sheet import Listed, Page, Sheet
    from tipdiff.digest.sources import Source

WIDTH = 72


def render_text(digest: Digest) -> str:
    """The digest as text that is a pleasure to read at 72 columns."""
    sheet = digest.page[0]
    lines = [
        *_opening(sheet),
        *(line for page in sheet.pages for line in _page(page)),
        *_briefly(sheet),
        *_rest(sheet),
        *_closing(sheet),
    ]
    return "\n".join(lines) + "\n"


def _opening(sheet: Sheet) -> Iterator[str]:
    """The first screen: the news, the tiers, the most significant changes."""
    yield from _wrapped(sheet.report)
    yield ""
    yield from _wrapped(sheet.headline)
    if sheet.left_out:
        yield ""
        yield from _wrapped(
            f"This message shows the {sheet.shown} most significant changes. {sheet.left_out:,} "
            "more are counted under their countries, with what shows them."
        )
    for move in sheet.moves:
        yield ""
        yield from _wrapped(move.clause, "* ", "  ")
        yield from _wrapped(in_signs(move.runs), f"  {move.edition}  ", "        ")
        yield from [f"        {move.url}"] if move.url else []
    if sheet.moved:
        yield from _heading("Further tier changes", "=")
    for step, countries in sheet.moved:
        yield from _wrapped(f"{step}: {', '.join(countries)}", "* ", "  ")
    if sheet.grades:
        yield from _heading("Grades of efforts", "=")
    for section, step, countries in sheet.grades:
        yield from _wrapped(f"{section}, {step}: {', '.join(countries)}", "* ", "  ")
    if sheet.top:
        yield from _heading("Most significant", "=")
    for number, top in enumerate(sheet.top, start=1):
        yield from _wrapped(top.label, f"{number}. ", "   ")
        yield from _wrapped(in_signs(top.runs), "   ")
    yield ""
    yield from _wrapped(
        "[-These words-] stand in the older text only, {+these words+} in the newer one only."
    )


def _page(page: Page) -> Iterator[str]:
    yield from _heading(page.title, "=")
    yield from _wrapped(page.line)
    for note in page.notes:
        yield from _wrapped(note, "! ", "  ")
    for chapter in page.chapters:
        yield from _heading(f"{chapter.name} ({len(chapter.items)})", "-")
        for number, item in enumerate(chapter.items):
            yield from [""] if number else []
            yield from _item(item)
    yield ""
    if page.besides:
        yield from _wrapped(page.besides)
        yield f"All of it: {page.command}"
        yield ""
    for source in page.sources:
        yield from _source(source)


@once_for_each
def _item(item: Item) -> tuple[str, ...]:
    return tuple(_told(item))


def _told(item: Item) -> Iterator[str]:
    """Both quotes, the place above each, and what else there is to say."""
    yield from _wrapped(item.remark)
    for quote in item.quotes:
        yield from _wrapped(f"{quote.when} · {quote.place}")
        yield from _wrapped(in_signs(quote.runs), "    ")
    for detail in item.details:
        yield from _wrapped(detail, "    ")


def _source(source: Source) -> Iterator[str]:
    """Addresses stand on lines of their own, whole."""
    facts = [source.name]
    facts += [f"captured {source.captured}"] if source.captured else []
    facts += [f"SHA-256 {source.digest}"] if source.digest else []
    yield from _wrapped(f"{source.when}: {', '.join(facts)}")
    yield from (f"  {address}" for address in (source.url, source.archived) if address)
    if source.claimed:
        yield "  The saved page gives this address for itself (not checked):"
        yield f"  {source.claimed}"


def _briefly(sheet: Sheet) -> Iterator[str]:
    yield from _points(f"Counted only ({sheet.briefly.number})", sheet.briefly)
    if sheet.like:
        yield ""
        yield f"All of it, like: {sheet.like}"


def _rest(sheet: Sheet) -> Iterator[str]:
    """What was compared and is no news, and what could not be compared."""
    yield from _names("Smaller changes only", sheet.smaller)
    yield from _names("Only changes that were not asked for", sheet.others)
    yield from _names("Compared and unchanged", sheet.unchanged)
    yield from _names("Not in yet", sheet.awaited)
    yield from _points(f"Not compared ({sheet.not_compared.number})", sheet.not_compared)
    yield from _points("Template wording: no news of any country", sheet.templates)


def _names(title: str, listed: Listed) -> Iterator[str]:
    if listed.number:
        yield from _heading(f"{title} ({listed.number})", "=")
        yield from _wrapped(", ".join(listed.lines))


def _points(title: str, listed: Listed) -> Iterator[str]:
    if listed.number:
        yield from _heading(title, "=")
    for line in listed.lines:
        yield from _wrapped(line, "* ", "  ")


def _closing(sheet: Sheet) -> Iterator[str]:
    yield ""
    yield "-- "
    yield from _wrapped(
        f"You get this as a subscriber of “{sheet.subscription}”; your mail program can "
        "unsubscribe you. Quotations are the words of the captured texts. Made by tipdiff "
        f"{__version__}, which is not of the State Department."
    )


def _heading(name: str, rule: str) -> Iterable[str]:
    lines = [*_wrapped(name)]
    return ["", *lines, rule * min(max(map(len, lines)), WIDTH), *([""] if rule == "=" else [])]


def _wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The text in lines of 72 columns, as a terminal counts them; a longer word is cut."""
    from rich.cells import cell_len, chop_cells

    before, after = first, first if rest is None else rest
    room = WIDTH - max(cell_len(before), cell_len(after))
    line, used = "", 0
    for word in re.findall(r"\S+", text):
        for piece in chop_cells(word, room) if cell_len(word) > room else [word]:
            size = cell_len(piece)
            if used and used + 1 + size > room:
                yield before + line
                before, line, used = after, piece, size
            else:
                line, used = (f"{line} {piece}", used + 1 + size) if used else (piece, size)
    if line:
        yield before + line
