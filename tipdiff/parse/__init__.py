"""Stage 3 of 7: bytes of a document become narratives, every character in its place.

    bytes --decode--> text or HTML --extract--> page --repair--> text without noise
          --split--> one part a country --sections, sentences, recommendations--> statements
          --roles, tier, grades, figures--> Narrative

Which sources there are, and how their documents look, is told by the layouts of fetchers/.
"""

from __future__ import annotations

from tipdiff.parse.coverage import Run, coverage, uses_of
from tipdiff.parse.narrative import PARSER_VERSION, parse_document, parse_text, with_figures

__all__ = [
    "PARSER_VERSION",
    "Run",
    "coverage",
    "parse_document",
    "parse_text",
    "uses_of",
    "with_figures",
]
