"""Words whose "fl" the text of the 2018 PDF prints as "ft": fteet, conftict, reftection.

Which letter stood there is a guess, however good, and a quotation must not rest on one: the words
stay as they are in the narrative. They are only read alike when two editions are compared.
"""

from __future__ import annotations

import re
from functools import cache

LOST_FL: tuple[tuple[str, str], ...] = (
    (r"\bft(?=[aeiouy])", "at a word's beginning: fteeing, ftagged, ftow; 2018, 112 times"),
    (r"(?<=[a-z]n)ft(?=[aeiou])", "behind an n: conftict, inftuence; 2018, 128 times"),
    (r"(?<=\bre)ft(?=e)", "reftection, reftect; 2018, 63 times"),
    (r"(?<=\blea)ft(?=e)", "leaftet; 2018, 7 times"),
    (r"(?<=f)ft(?=[aeiou])", "behind another f: afftuent, reshufftes; 2018, 3 times"),
)
"""Patterns of "ft" that no English word has, each with what it was seen in."""


def with_fl(text: str) -> str:
    """The text as it must have been printed."""
    return _pattern().sub("fl", text) if "ft" in text else text


def words_without_fl(text: str) -> tuple[str, ...]:
    """The words of a text that lost it, each once."""
    # Words first, then those with ft: a search for ft amid letters begins anew at every letter.
    lines = [line for line in text.split("\n") if "ft" in line]
    held = " ".join([part for line in lines for part in line.split() if "ft" in part])
    words = re.findall(r"\w+", held)
    return tuple(dict.fromkeys(word for word in words if with_fl(word) != word))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(pattern for pattern, _ in LOST_FL), re.IGNORECASE)
