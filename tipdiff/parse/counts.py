"""What one sentence counts: measures, numbers and periods, read once from left to right.

A measure (a verb or a noun) takes the number beside it; a period dates what was counted before
it; a comparison repeats the measures of its main clause for the year before. What speaks against
a count being the nation's total of the year is noted on it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from tipdiff.parse.lexemes import is_plain_object, value_of
from tipdiff.parse.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipdiff.model import Measure
    from tipdiff.parse.lexemes import Token
    from tipdiff.parse.reading import Claim
    from tipdiff.tables.periods import LexemeKind

_DENIAL_REACH = 5
"""Words between a denial and what is denied, at most."""


def claims_of(sentence: str, edition: int, before: list[Claim]) -> list[Claim]:
    """All that a sentence counts; `before` is what the sentence before it counted."""
    return _Reader(sentence, edition, before).read()


class _Reader(Reading):
    """Reads one sentence, with a rule for each kind of word."""

    def read(self) -> list[Claim]:
        """All claims of the sentence, dated."""
        handlers = self._handlers()
        for place, token in enumerate(self.tokens):
            self.at = place
            handler = handlers.get(token.kind)
            set_apart = self.bracketed and token.kind not in ("close", "compare")
            if handler is not None and not set_apart:
                handler(token)
        self.date_the_rest()
        return self.claims

    def _handlers(self) -> dict[LexemeKind, Callable[[Token], None]]:
        return {
            "verb": self._verb,
            "noun": self._noun,
            "number": self._number,
            "period": self._period,
            "compare": self._compare,
            "same": self._same,
            "part": self._part,
            "carry": self._carry,
            "silent": self._deny,
            "no": self._deny,
            "turn": self._turn,
            "others": self._others,
            "state": self._state,
            "abroad": self._elsewhere,
            "unit": self._unit,
            "joint": self._joint,
            "open": self._open,
            "close": self._close,
            "dash": self._dash,
            "colon": self._part,
            "stop": self._stop,
        }

    # Measures.

    def _verb(self, token: Token) -> None:
        previous = self.near(-1)
        if previous is not None and previous.text.lower() in ("not", "yet"):
            return
        if self.kind_at(-1) == "joint" and not self.dashed:
            self.part = False
        before = self._joined_verb()
        base_form = not token.text.lower().endswith(("ed", "ing"))
        if self.denied and token.value and self._denial_holds(base_form):
            self._claim_denied(token)
            return
        if self._is_participle(token):
            self._claim_free(token)
            self.run = []
            return
        if self.compared and self.kind_at(-1) == "joint" and not token.text.endswith("ing"):
            self.end_comparison()
            self.undated = []
        if not before:
            self.run = []
            self.beside = not token.value
        self.spent = self.loose = False
        if token.value:
            self.run = [*self.run, cast("Measure", token.value)]

    def _is_participle(self, token: Token) -> bool:
        """Whether it says what was done to those just counted: "13 defendants convicted in"."""
        if self.kind_at(-1) == "be":
            return True
        counted = self.kind_at(-1) in ("unit", "number", "close") and bool(
            self.free or self.undated
        )
        return counted and token.text.lower().endswith("ed")

    def _joined_verb(self) -> bool:
        """Whether the verb before it shares its object: "investigated and prosecuted"."""
        for step in range(-1, -5, -1):
            kind = self.kind_at(step)
            if kind == "verb":
                return True
            if kind != "joint" and not (kind == "word" and step > -3):
                return False
        return False

    def _denial_holds(self, base_form: bool) -> bool:
        if self.denied == "no" and self.at - self.denied_at > _DENIAL_REACH:
            return False
        if base_form or self.perfect or self.denied == "silent":
            return True
        self.denied = ""
        return False

    def _noun(self, token: Token) -> None:
        if self._taken(token):
            return
        if self.denied and self._denial_holds(base_form=True):
            self._claim_denied(token)
            return
        if self._asks_for_number():
            joined = self.kind_at(-1) == "joint" and self.kind_at(-2) in ("noun", "verb")
            self.run = [*(self.run if joined else []), cast("Measure", token.value)]
            self.spent = self.loose = False

    def _asks_for_number(self) -> bool:
        """Whether a noun announces what is counted: "prosecutions of", "prosecution and"."""
        return self.announces() or (self.kind_at(1) == "joint" and self.kind_at(2) == "noun")

    def _taken(self, token: Token) -> bool:
        """Whether a number has counted this noun; "no investigations or prosecutions" goes on."""
        if any(claim.end == token.end for claim in self.claims):
            return True
        if self.claims and self.kind_at(-1) == "joint":
            last = self.claims[-1]
            if last.unit == "unspecified" and self._joined_nouns(last) and not self.announces():
                self.add(cast("Measure", token.value), last.value, token, token)
                return True
        return False

    def _joined_nouns(self, last: Claim) -> bool:
        between = [t for t in self.tokens[: self.at] if t.start >= last.end]
        return all(t.kind in ("joint", "noun") for t in between)

    # Numbers.

    def _number(self, token: Token) -> None:
        head = self.head()
        if self.part and not (self.shortly and self.is_second_count(head)):
            return
        if self.loose:
            self.loose = self.number_follows()
            return
        if head and head.kind == "noun":
            self._leave_comparison_for(cast("Measure", head.value))
            self.add(cast("Measure", head.value), value_of(token), token, head)
            self.run = []
            self.beside = False
            return
        if head is None and not self.is_bare():
            self.loose = self.number_follows()
            return
        if head and head.value == "officials":
            return
        measures = self._measures_for(token, head)
        for measure in measures:
            self.add(measure, value_of(token), token, head or token)
        self.spent = bool(measures)
        if not measures:
            self.free = (token, head)

    def _leave_comparison_for(self, measure: Measure) -> None:
        """A measure not counted before cannot be compared yet, once the comparison has its year."""
        told = bool(self.claims) and self.claims[-1].compared and not self.undated
        if self.compared and told and measure not in [c.measure for c in self.main_claims()]:
            self.end_comparison()

    def _measures_for(self, token: Token, head: Token | None) -> list[Measure]:
        """The measures whose number this is."""
        measures = self.run
        victims = head is not None and head.value == "victims"
        if self.is_second_count(head):
            measures = self.last_measures()
        elif self.beside:
            measures = []
        elif self.compared and victims and not self.run:
            measures = ["victims_identified"] if self.counts_victims() else []
        elif self.compared and not self.run:
            measures = self.inherited()
        if head is not None and self._are_offenders(head):
            measures = ["investigations" if m == "victims_identified" else m for m in measures]
        cases = head is not None and head.value in ("cases", "nationals")
        return [m for m in measures if (not cases if m == "victims_identified" else not victims)]

    def _are_offenders(self, head: Token) -> bool:
        """Whether those identified are no victims: "551 traffickers", "27 persons suspected"."""
        following = self.sentence[head.end : head.end + 12]
        return re.match(_OFFENDER, head.text + following, re.IGNORECASE) is not None

    def _claim_free(self, token: Token) -> None:
        """The number came first: "Six suspects were convicted"."""
        if self.free is None:
            return
        number, head = self.free
        victims = head is not None and head.value == "victims"
        if token.value and (not victims or token.value == "victims_identified"):
            self.add(cast("Measure", token.value), value_of(number), number, token, head)
        self.free = None

    def _claim_denied(self, token: Token) -> None:
        """None for "did not convict any traffickers", not known for "did not report any"."""
        following = self.sentence[token.end : token.end + 80]
        if self.denied == "silent" and re.search(r"official|complicit|employe", following):
            return
        if self.denied == "no" and not is_plain_object(self.sentence, token.end):
            return
        value = 0 if self.denied == "no" else None
        self.denied_at = self.at
        head = self.head() if token.kind == "verb" and value == 0 else None
        self.add(cast("Measure", token.value), value, token, token, head)

    # Periods and comparisons.

    def _period(self, token: Token) -> None:
        if self.same:
            self.same = False
            self.dated = [c for c in self.main_claims() if not c.compared]
            self.repeat(self.dated, token)
            return
        if self.undated:
            self._date_counted(token)
        elif self.compared and token.years and self._opens_with(token):
            self.open_clause()
            self.base = token
        elif self.follows_period():
            self.repeat(self.dated, token)
        elif len(self.claims) == self.clause_start and not self.compared:
            self.base = token

    def _date_counted(self, token: Token) -> None:
        """Date what was counted just before; a day is an event's, several years' only a zero is."""
        if token.value == "since":
            for claim in self.undated:
                claim.year = self.edition - 1 - claim.compared if claim.value == 0 else None
        elif token.value == "date":
            for claim in self.undated:
                claim.typed = claim.typed or "event"
        else:
            self.dated = [c for c in self.undated if not self.is_compared_with(c, token)]
            for claim in self.dated:
                self.date(claim, token)
            self.undated = []

    def _opens_with(self, token: Token) -> bool:
        """Whether what was so in a year follows: "in comparison to 2016 when judges tried"."""
        return re.match(r",? when\b", self.sentence[token.end :]) is not None

    def _compare(self, token: Token) -> None:
        self.compared = True
        self.part = self.bracketed = False
        self.denied = ""
        self.run = []
        self.beside = False
        self.free = None
        self.bare = 0
        self.undated = []

    def _same(self, token: Token) -> None:
        self._compare(token)
        self.same = True

    # What speaks against a total.

    def _part(self, token: Token) -> None:
        if self.kind_at(-1) == "noun":
            return
        self.part = True
        self.shortly = token.value == "short"
        self.free = None

    def _carry(self, token: Token) -> None:
        """What follows "continued" is carried over, and what stands before "from earlier years"."""
        if token.value != "back":
            self.carried = True
            return
        if self.compared or (token.years and token.years[-1] >= self.edition - 1):
            self._period(replace(token, value="year" if token.years else "prior"))
            return
        for claim in self.undated:
            claim.dropped = True

    def _deny(self, token: Token) -> None:
        self.denied = "no" if token.kind == "no" else "silent"
        self.denied_at = self.at
        self.perfect = token.text.lower().startswith(("has", "had", "have", "never"))
        self.run = []

    def _turn(self, token: Token) -> None:
        self.denied = ""
        self.carried = False
        if token.value == "new" and self.compared and not self.undated:
            self.end_comparison()

    def _elsewhere(self, token: Token) -> None:
        self.abroad = True

    def _unit(self, token: Token) -> None:
        if token.value == "officials" and self.undated and self.kind_at(-1) != "joint":
            for claim in self.undated:
                claim.typed = "officials"

    def _others(self, token: Token) -> None:
        word = self.near(-1)
        led = " ".join(t.text.lower() for t in self.tokens[max(0, self.at - 3) : self.at])
        if (word and word.text.lower() == "by") or led.endswith(("by an", "by a")):
            self.drop_last()
            return
        if not self.actor_seen and not re.search(
            r"\b(?:with|from|through|via|and|to|by|of)\b", led
        ):
            self.other_counts = True
        self.actor_seen = True

    def _state(self, token: Token) -> None:
        if self.begins_clause():
            self.part = self.dashed
            self.denied = ""
            opened_with = not self.claims
            told = bool(self.claims) and self.claims[-1].compared
            if self.compared and (told or opened_with) and not self.bracketed:
                self.end_comparison()
                self.undated = []
                self.run = []
        if self.other_counts and not self.claims and self.kind_at(-1) == "joint":
            self.other_counts = False
        self.actor_seen = True

    # Punctuation.

    def _joint(self, token: Token) -> None:
        if self.shortly:
            self.part = self.shortly = False
        if token.text == "," and self.kind_at(-1) != "verb" and not self._verb_ahead():
            self.run = []

    def _verb_ahead(self) -> bool:
        """Whether a list of verbs goes on: "investigated cases, prosecuted"."""
        return "verb" in (self.kind_at(1), self.kind_at(2))

    def _open(self, token: Token) -> None:
        if (self.part and not self.shortly) or not self.compares(self.inside()):
            self.bracketed = True
            return
        self.part = self.shortly = False
        self.brackets = self.undated
        self.compared = True
        self.run = []
        self.bare = 0
        self.undated = []

    def _close(self, token: Token) -> None:
        if self.bracketed:
            self.bracketed = False
            return
        self.compared = False
        self.undated = self.brackets or []
        self.brackets = None

    def _dash(self, token: Token) -> None:
        if self.dashed:
            self.compared = False
        self.part = self.dashed = not self.dashed

    def _stop(self, token: Token) -> None:
        if not self.bracketed and self.brackets is None:
            self.open_clause()
            self.clause = token.end


_OFFENDER = r"(?:traffickers?|suspects?|defendants?|offenders?|perpetrators?|\w+ suspected)\b"
