"""Noise of the sources that is repaired, each kind with the rule that is safe for it.

Counted in the narratives of the 2018 PDF unless said otherwise; what no row covers stays as it is.
"""

from __future__ import annotations

from typing import NamedTuple


class Noise(NamedTuple):
    """One row: a pattern, and what takes its place."""

    name: str
    pattern: str
    instead: str
    origin: str


NOISE: tuple[Noise, ...] = (
    Noise("opening quotation mark", r"ﬁ(?<![^\W\d_]ﬁ)(?=\S)", "“", "278 times"),
    Noise("closing quotation mark", r"ﬂ(?![^\W\d_Š])", "”", "279 times"),
    Noise("fi ligature", r"ﬁ(?<=[^\W\d_]ﬁ)|ﬁ(?=\s)", "fi", "format reference, 1.3"),
    Noise("fl ligature", r"ﬂ(?=[^\W\d_Š])", "fl", "format reference, 1.3"),
    Noise("em dash", r"Š(?:(?<=\SŠ)|(?=\s))", "—", "769 times; a name's Š follows a space"),
    Noise("en dash", r"Œ(?:(?<=\dŒ)(?=\d)|(?<=\sŒ)(?=\s))", "–", "between years, and as a dash"),
    Noise("opening single quotation mark", r"‚(?=[^\W\d_])", "‘", "7 times, before a word"),
    Noise("euro sign", r"•(?=\d)", "€", "117 times, before a figure"),
    Noise("footnote sign", r"ƒ\s*", "", "4 times, at the disclaimer of an autonomous entity"),






    Noise("soft hyphen", "\u00ad", "", "format reference, section 5"),
    Noise("line-end hyphen", r"-(?<=[a-z]-)[ \t]*\n[ \t]*(?=[a-z])", "", "format reference, 1.3"),
)  # fmt: skip
"""Each pattern begins with the characters it looks for, which makes the search fast."""
