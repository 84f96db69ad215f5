"""Stage 6 of 7, for subscribers: comparisons become a digest, and a digest becomes a message.

    Comparisons --compose--> Digest --render_text, render_html--> message
                                    --as_json-------------------> webhook

Pure functions: no clock, no network, no files but the templates. Jinja2 and css-inline are
imported by the functions that need them. Everything quoted is hostile, as in `tipdiff.report`.
"""

from __future__ import annotations

from tipdiff.digest.compose import Digest, NotCompared, SilentEdit, compose
from tipdiff.digest.html import render_html
from tipdiff.digest.json import as_json
from tipdiff.digest.message import message
from tipdiff.digest.text import render_text

__all__ = [
    "Digest",
    "NotCompared",
    "SilentEdit",
    "as_json",
    "compose",
    "message",
    "render_html",
    "render_text",
]
