"""What each sentence of a summary is for: verdict, tier, achievement, deficiency, ...

The State Department writes its summaries to a plan: the verdict, where the country is placed,
what was achieved, what was not. A cue (tables/cues.py) announces each list; a sentence without a
cue belongs to the running list, unless it sets one half against the other. Before 2017 the lists
are loose, and the words of a sentence decide before its place does.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Role
    from tipdiff.tables.cues import Cue, Topic
    from tipdiff.tables.signs import Sign

Lean = Literal["up", "down", "both", "none"]

_MOST_JOINTS = 6
"""Contrasts looked at in one sentence: real ones have three at most, broken text has thousands."""

_ROLE_OF_TOPIC: dict[Topic, Role] = {
    "unsaid": "context",
    "achievements": "achievement",
    "deficiencies": "deficiency",
    "profile": "context",
}
_TOPIC_OF_LEAN: dict[Lean, Topic] = {
    "up": "achievements",
    "down": "deficiencies",
    "both": "deficiencies",
}


def roles_of(sentences: Sequence[str]) -> tuple[Role, ...]:
    """The role of every sentence of a summary, all sentences given in their order."""
    roles: list[Role] = []
    topic: Topic = "unsaid"
    formal = False
    for sentence in map(plain, sentences):
        cue = find_cue(sentence)
        if cue is not None:
            roles.append(_cued_role(cue, sentence))
            topic = cue.turns or topic
            formal = formal or cue.formal
            continue
        role, topic = _uncued_role(sentence, topic, formal=formal)
        roles.append(role)
    return tuple(roles)


def plain(sentence: str) -> str:
    """The sentence with straight quotes and single spaces, without list marks and edition."""
    text = " ".join(sentence.translate(_straight()).split())
    if text.endswith(")"):
        text = re.sub(r"\s*\(\d{4}\)$", "", text)
    return re.sub(r"^[^\w*(]+", "", text)


def find_cue(sentence: str) -> Cue | None:
    """The first row of the table found in a sentence that `plain` made."""
    return next((cue for cue, pattern in _cues() if pattern.search(sentence)), None)


def _cued_role(cue: Cue, sentence: str) -> Role:
    """The cue's role; a bare "However, " may still open a sentence that points both ways."""
    if cue.name == "however" and _contrasts(re.sub(r"^\w+,? ", "", sentence), topic="deficiencies"):
        return "mixed"
    return cue.role


def _uncued_role(sentence: str, topic: Topic, *, formal: bool) -> tuple[Role, Topic]:
    """The role of a sentence that no cue marks, and the topic after it."""
    if topic == "profile":
        return "context", topic
    if _contrasts(sentence, topic):
        return "mixed", topic
    lean = lean_of(sentence)
    if formal and topic == "deficiencies":
        return "deficiency", topic
    if formal and topic == "achievements":
        turned = lean == "down" and _is_plain_failure(sentence)
        return ("deficiency", "deficiencies") if turned else ("achievement", topic)
    topic = _TOPIC_OF_LEAN.get(lean, topic)
    return _ROLE_OF_TOPIC[topic], topic


def _contrasts(sentence: str, topic: Topic) -> bool:
    """Whether a contrast joins something done with something not done."""
    for joint in islice(_contrast().finditer(sentence), _MOST_JOINTS):
        before = sentence[: joint.start()].rstrip(" ,;")
        tail = sentence[joint.end() :].strip()
        if before and lean_of(before) == "up" and lean_of(tail) == "down":
            return True
        conceded = _clause(tail)
        if lean_of(conceded) == "up" and _is_opposed(before, tail[len(conceded) :], topic):
            return True
    return False


def _is_opposed(before: str, after: str, topic: Topic) -> bool:
    """Whether what stands around a concession speaks against it, on one side only.

    "Complicity remained a problem; while the government did this, it did not do that" is a
    deficiency twice, and the concession is a remark in it.
    """
    if before and lean_of(before) == "down":
        return lean_of(after) != "down"
    return (topic == "deficiencies" and not before) or lean_of(before or after) != "up"


def _clause(text: str) -> str:
    """The words up to the comma that ends the first clause."""
    return re.split(r",(?! (?:including|and|or)\b)|;", text.strip(), maxsplit=1)[0]


def lean_of(text: str) -> Lean:
    """Which way the words of a clause point."""
    points = {sign.points for sign, pattern in _signs() if pattern.search(text)}
    if len(points) == 2:
        return "both"
    return next(iter(points), "none")


def _is_plain_failure(text: str) -> bool:
    """Whether the main verb says that something was not done: "The government did not ..."."""
    return _failure().match(text) is not None


@cache
def _cues() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    from tipdiff.tables.cues import CUES

    return tuple((cue, re.compile(cue.pattern, re.IGNORECASE)) for cue in CUES)


@cache
def _signs() -> tuple[tuple[Sign, re.Pattern[str]], ...]:
    from tipdiff.tables.signs import SIGNS

    return tuple((sign, re.compile(sign.pattern, re.IGNORECASE)) for sign in SIGNS)


@cache
def _contrast() -> re.Pattern[str]:
    from tipdiff.tables.signs import CONTRAST

    return re.compile(CONTRAST, re.IGNORECASE)


@cache
def _failure() -> re.Pattern[str]:
    from tipdiff.tables.signs import PLAIN_FAILURE

    return re.compile(PLAIN_FAILURE, re.IGNORECASE)


@cache
def _straight() -> dict[int, int]:
    return str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")
