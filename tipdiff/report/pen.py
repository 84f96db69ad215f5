"""Lines for a terminal: one width, in colour or with signs; a word is never cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.report.excerpt import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.text import Text

    from tipdiff.model import WordRun

SIGNS = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
STYLES = {"equal": "", "delete": "red strike", "insert": "green underline"}


def in_signs(runs: Iterable[WordRun]) -> str:
    """Runs of words on one line, those that changed marked by signs."""
    return "".join(map(_signed, tidy(runs)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Writes at one width, in colour or with signs."""

    width: int
    color: bool

    def line(self, *parts: tuple[str, str]) -> Text:
        """One line of parts, each with its style."""
        from rich.text import Text

        return Text.assemble(*parts, end="")

    def marked(self, runs: Iterable[WordRun]) -> Text:
        """Runs of words, those that changed marked."""
        if self.color:
            return self.line(*((run.text, STYLES[run.op]) for run in tidy(runs)))
        return self.line((in_signs(runs), ""))

    def wrapped(self, text: Text, first: str = "", rest: str = "") -> Iterator[Text]:
        """The text on as many lines as it needs; a word is never cut."""
        from rich.cells import cell_len

        room, used, cuts = self.width - cell_len(rest), 0, []
        for word in re.finditer(r"\S+\s*", text.plain):
            if used and used + cell_len(word[0].rstrip()) > room:
                cuts.append(word.start())
                used = 0
            used += cell_len(word[0])
        for number, line in enumerate(text.divide(cuts)):
            line.rstrip()
            yield self.line((rest if number else first, "dim")) + line

    def flanked(self, left: Text, right: Text) -> Iterator[Text]:
        """Two texts at both ends of a line, or of two where they do not fit."""
        gap = self.width - left.cell_len - right.cell_len
        if gap < 2:
            yield left
            left, gap = self.line(), self.width - right.cell_len
        yield left + self.line((" " * gap, "")) + right

    def heading(self, name: str) -> Iterator[Text]:
        """The name of a part, under a blank line and over a rule."""
        yield self.line()
        yield from self.wrapped(self.line((name.upper(), "bold")))
        yield self.line(("─" * self.width, "dim"))

    def printed(self, lines: Iterable[Text]) -> str:
        """The lines as a string, with ANSI codes where there is colour."""
        from rich.console import Console

        console = Console(
            force_terminal=True,
            color_system="standard" if self.color else None,
            legacy_windows=False,
            width=self.width,
            highlight=False,
            _environ={},
        )
        with console.capture() as capture:
            for line in lines:
                console.print(line, soft_wrap=True)
        return capture.get()


def _signed(run: WordRun) -> str:
    before, after = SIGNS[run.op]
    return f"{before}{run.text}{after}"


def cut(line: str, room: int) -> str:
    """The line, or as much of its beginning as there is room for."""
    return line if len(line) <= room else f"{line[: max(room - 1, 0)]}…"
