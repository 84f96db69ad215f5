"""What is open while a sentence is read: the claims made, their periods, and the words around.

Claims are what a sentence says of a measure; `Reading` keeps them, and knows whose number a
number is and which year a claim is of. The rules for single words are in counts.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tipdiff.parse.lexemes import dealt_out, kind_of, span_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import Measure
    from tipdiff.parse.lexemes import Token

REACH = 9
"""Words between a number and what it counts, at most."""

PREPOSITIONS = ("for", "under", "in", "on", "with", "during", "who", "while", "from")
"""End the search for what a number counts."""

_LONGEST_BRACKET = 80
"""Tokens looked through for a closing bracket: broken text has thousands without one."""

_AFTER_BARE = (*PREPOSITIONS, "reported", "total")
_OF_CRIME = re.compile(r" of (?:\w+ ){0,2}?(?:trafficking|slavery|servitude|crimes)\b")
_WITH = ("in", "with", "against", "involving")
_ANNOUNCING = ("of", "into", "against", "for", "in", "on", "involving")
_UNITS = {"cases": "cases", "persons": "persons", "victims": "persons", "nationals": "persons"}


@dataclass(slots=True, kw_only=True, eq=False)
class Claim:
    """A number said of a measure, or that none was reported (value None)."""

    measure: Measure
    value: int | None
    unit: str
    qualifier: str
    start: int
    end: int
    clause: int = 0
    """Where the clause begins that makes the claim."""
    compared: bool = False
    typed: str = ""
    """The one kind of victim, crime or person that is counted: sex, labor, other."""
    base: Token | None = None
    """The period its clause began with."""
    dropped: bool = False
    """Carried over, counted by others, or of officials only."""
    period: str = ""
    year: int | None = None


class Reading:
    """One sentence while it is read; the fields are what is open at the place reached."""

    def __init__(self, sentence: str, edition: int, before: list[Claim]) -> None:
        self.sentence = sentence
        self.edition = edition
        self.before = before
        self.tokens = dealt_out(tokens_of(sentence))
        self.claims: list[Claim] = []
        self.at = 0
        self.base: Token | None = None
        self.clause = 0
        self.other_counts = False
        self.actor_seen = False
        self.open_clause()

    def open_clause(self) -> None:
        """Forget what the clause before it denied, compared or set apart."""
        self.compared = False
        self.run: list[Measure] = []
        self.denied: Literal["", "no", "silent"] = ""
        self.part = False
        self.shortly = False
        self.dashed = False
        self.bracketed = False
        self.brackets: list[Claim] | None = None
        self.carried = False
        self.abroad = False
        self.same = False
        self.free: tuple[Token, Token | None] | None = None
        self.clause_start = len(self.claims)
        self.denied_at = 0
        self.perfect = False
        self.bare = 0
        self.spent = False
        self.loose = False
        self.beside = False
        self.undated: list[Claim] = []
        self.dated: list[Claim] = []

    def end_comparison(self) -> None:
        """What follows is compared with nothing, unless a bracket that compares is still open."""
        self.compared = self.brackets is not None

    def drop_last(self) -> None:
        """What the last number counts is not the government's count."""
        for claim in self.undated:
            if claim.start == self.undated[-1].start:
                claim.dropped = True

    # The words around.

    def near(self, step: int) -> Token | None:
        """The token so many places on; None beyond the ends of the sentence."""
        place = self.at + step
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def kind_at(self, step: int) -> str:
        """The kind of the token so many places on; beyond the ends it is a stop."""
        token = self.near(step)
        return token.kind if token else "stop"

    def head(self) -> Token | None:
        """What the number at hand counts: the measure or unit that follows within reach."""
        if self._of_crime():
            return None
        for token in self.following():
            if token.kind in ("noun", "unit"):
                return token
            if token.text.lower() in PREPOSITIONS:
                return None
            if token.kind == "joint" and token.text != ",":
                continue
            if token.kind not in ("word", "skip") and not token.text.lower().startswith("of "):
                return None
        return None

    def _of_crime(self) -> bool:
        """Whether the number is of those who did it: "convicted 21 of trafficking crimes"."""
        return _OF_CRIME.match(self.sentence, self.tokens[self.at].end) is not None

    def following(self) -> Iterator[Token]:
        """The tokens within reach, without a count's parts: "107 (65 men, 42 boys) victims"."""
        left, depth = REACH, 0
        for token in self.tokens[self.at + 1 : self.at + _LONGEST_BRACKET]:
            depth += (token.kind == "open") - (token.kind == "close")
            if depth == 0 and token.kind != "close":
                yield token
                left -= 1
            if left == 0 or depth < 0:
                return

    def is_bare(self) -> bool:
        """Whether nothing is counted by name: "and convicted five, compared"."""
        following = self.near(1)
        if self._of_crime() or (following and following.text.lower() in _AFTER_BARE):
            return True
        if self.kind_at(1) == "state":
            verb = self.near(2)
            return verb is not None and verb.kind == "verb" and bool(verb.value)
        return self.kind_at(1) not in ("word", "skip", "unit", "noun", "others")

    def number_follows(self) -> bool:
        """Whether the count goes on in parts: "127 federal and 298 state investigations"."""
        for step in range(1, REACH + 1):
            kind = self.kind_at(step)
            if kind == "number":
                return True
            if kind not in ("word", "joint", "unit"):
                return False
        return False

    def announces(self) -> bool:
        """Whether a noun is followed by what it counts: "prosecutions of"."""
        following = self.near(1)
        return following is not None and following.text.lower() in _ANNOUNCING

    def inside(self) -> list[Token]:
        """The tokens up to the closing bracket."""
        out: list[Token] = []
        for token in self.tokens[self.at + 1 : self.at + _LONGEST_BRACKET]:
            if token.kind == "close":
                break
            out.append(token)
        return out

    def begins_clause(self) -> bool:
        """Whether the word at hand is the subject after a comma: ", the government ..."."""
        texts = [t.text.lower() for t in self.tokens[max(0, self.at - 2) : self.at]]
        return texts[-1:] in ([","], ["and"]) or texts in ([",", "the"], ["and", "the"])

    def compares(self, inside: list[Token]) -> bool:
        """Whether a bracket gives the year before; else it breaks the count down."""
        numbers = [t for t in inside if t.kind == "number"]
        periods = [t for t in inside if t.kind == "period"]
        if not numbers or not periods or any(t.kind == "compare" for t in inside):
            return bool(numbers) and inside[0].kind == "compare"
        kinds = [t for t in inside if re.search(r"sex|labor|forced|female|girl", t.text, re.I)]
        apart = any(t.text.lower() == "respectively" for t in inside)
        if len(kinds) > 1 or (apart and len(self.main_claims()) < len(numbers)):
            return False
        return all(self._is_earlier(period) for period in periods)

    def _is_earlier(self, period: Token) -> bool:
        if period.years:
            return period.years[-1] < self.edition - 1
        return period.value == "prior"

    # Whose number.

    def is_second_count(self, head: Token | None) -> bool:
        """Whether the same is counted in another unit: "eight traffickers in seven cases"."""
        word = self.near(-1)
        if head is None or word is None or not self.undated:
            return False
        last, counted = self.undated[-1], self.near(-2)
        announced = counted is not None and counted.kind == "noun" and counted.end == last.end
        if announced and word.text.lower() in ("of", "against", "involving"):
            return True
        if word.text.lower() not in _WITH or (self.run and not self.spent):
            return False
        return last.unit not in (head.value, "unspecified")

    def last_measures(self) -> list[Measure]:
        """The measures of the number before this one."""
        last = self.undated[-1]
        return [c.measure for c in self.undated if c.start == last.start]

    def inherited(self) -> list[Measure]:
        """The measures a comparison repeats: one by one where it has as many numbers."""
        groups: list[list[Claim]] = []
        main = self.main_claims()
        if self.brackets is not None:
            told = max((c.end for c in self.claims if c.compared), default=0)
            main = [claim for claim in main if claim.start > told] or main
        for claim in main:
            if groups and groups[-1][0].start == claim.start:
                groups[-1].append(claim)
            elif not (groups and groups[-1][0].measure == claim.measure):
                groups.append([claim])
        if not groups:
            return []
        place = len(groups) - 1
        if len(groups) > 1 and self.bare_numbers_ahead() >= len(groups):
            place = min(self.bare, place)
        self.bare += 1
        return [c.measure for c in groups[place]]

    def main_claims(self) -> list[Claim]:
        """What the comparison can speak of: the clause, else the sentence, else the one before."""
        for claims in (self.claims[self.clause_start :], self.claims, self.told_before()):
            main = [claim for claim in claims if not claim.compared]
            if main:
                return main
        return []

    def counts_victims(self) -> bool:
        """Whether victims are counted in this sentence or the one before."""
        counted = [*self.claims, *self.told_before()]
        return any(c.measure == "victims_identified" for c in counted)

    def told_before(self) -> list[Claim]:
        """What the sentence before counted, unless this one counts something else first."""
        has_counted = any(token.kind == "number" for token in self.tokens[: self.at])
        return [] if has_counted and not self.claims else self.before

    def bare_numbers_ahead(self) -> int:
        """Numbers in this comparison, those read already included."""
        count = self.bare
        for token in self.tokens[self.at :]:
            if token.kind in ("stop", "close", "verb", "noun"):
                break
            count += token.kind == "number"
        return count

    def add(
        self,
        measure: Measure,
        value: int | None,
        first: Token,
        last: Token,
        head: Token | None = None,
    ) -> None:
        """Claim that so many are counted, in the words from the first to the last token."""
        head = head or last
        claim = Claim(
            measure=measure,
            value=value,
            unit=self._unit_counted(measure, head),
            qualifier=self._qualifier(value),
            start=first.start,
            end=last.end,
            clause=self.clause,
            compared=self.compared,
            typed=self.kind(measure, first, last),
            base=self.base,
            dropped=self._carries(measure) or self.abroad or self.other_counts,
        )
        self.claims.append(claim)
        self.undated.append(claim)

    def _carries(self, measure: Measure) -> bool:
        """Whether what is counted began earlier; a comparison is with what is new, if any is."""
        new = self.compared and any(
            c.measure == measure and not c.dropped for c in self.main_claims()
        )
        return self.carried and not new

    def _unit_counted(self, measure: Measure, head: Token) -> str:
        """In which unit is counted; a number alone has that of what it is told beside."""
        unit = _UNITS.get(head.value, "")
        if not unit and head.kind == "number":
            unit = self._unit_compared(measure) if self.compared else self._unit_beside(measure)
        return unit or ("persons" if measure == "victims_identified" else "unspecified")

    def _unit_compared(self, measure: Measure) -> str:
        """The unit of the number that it is compared with, or of the one compared before it."""
        same = [c for c in self.claims or self.told_before() if c.measure == measure]
        main = max((at for at, claim in enumerate(same, start=1) if claim.compared), default=0)
        return same[min(main, len(same) - 1)].unit if same else ""

    def _unit_beside(self, measure: Measure) -> str:
        """Persons are convicted, and prosecuted where persons were counted just before."""
        before = self.claims[-1].unit if self.claims[self.clause_start :] else ""
        return "persons" if measure == "convictions" or before == "persons" else ""

    def _qualifier(self, value: int | None) -> str:
        word = self.near(-1)
        if value is None:
            return "none_reported"
        return word.value if word is not None and word.kind == "qualifier" else "exact"

    def kind(self, measure: Measure, first: Token, last: Token) -> str:
        """The one kind that is counted; a comparison is of the kind it is compared with."""
        main = [c.typed for c in self.main_claims() if c.measure == measure]
        if main and self.compared:
            return main[-1]
        if last.value == "nationals":
            return "other"
        dated = self.base is not None and self.base.value == "date"
        return kind_of(self.sentence, first, last) or ("event" if dated else "")

    # Of which year.

    def follows_period(self) -> bool:
        """Whether a list of periods goes on: "24 in both 2015 and 2014"."""
        step = -1
        while self.kind_at(step) == "joint":
            step -= 1
        return step < -1 and self.kind_at(step) == "period" and bool(self.dated)

    def is_compared_with(self, claim: Claim, token: Token) -> bool:
        """Whether a year is the one a count was compared with: "four (two in 2016), and"."""
        rivals = [c for c in self.claims if c.compared and c.measure == claim.measure]
        return not claim.compared and any(c.year in token.years for c in rivals)

    def repeat(self, counted: list[Claim], token: Token) -> None:
        """Count once more, for another period: "the same number as in 2016"."""
        for claim in counted:
            again = replace(claim, compared=True, end=token.end)
            self.date(again, token)
            self.claims.append(again)

    def date(self, claim: Claim, token: Token) -> None:
        """Give the claim the period of the token."""
        claim.end = max(claim.end, token.end) if token.start >= claim.end else claim.end
        if token.value == "prior":
            claim.year = self.edition - 2
        elif token.years:
            claim.year = token.years[-1]
            claim.period = span_of(token.text) if token.value == "span" else ""
        elif claim.base is not None and claim.base.years:
            claim.year = claim.base.years[-1]
        else:
            claim.year = self.edition - 1

    def date_the_rest(self) -> None:
        """Counts without a period are of the year reported on, compared ones of the year before."""
        compared = [c.year for c in self.claims if c.compared and c.year is not None]
        default = min(self.edition - 1, max(compared) + 1) if compared else self.year_told()
        for claim in self.claims:
            if claim.year is not None:
                continue
            if claim.base is not None and not claim.compared:
                self.date(claim, claim.base)
            elif claim.compared:
                main = [c.year for c in self.claims if not c.compared and c.year is not None]
                claim.year = (main[-1] if main else self.edition - 1) - 1
            else:
                claim.year = default

    def year_told(self) -> int:
        """The year of the sentence before, where this one goes on from it: "Of these cases"."""
        told = [c.year for c in self.before if not c.compared and c.year is not None]
        if told and re.match(r"(?:of )?(?:these|those|the \d)", self.sentence, re.IGNORECASE):
            return told[-1]
        return self.edition - 1
