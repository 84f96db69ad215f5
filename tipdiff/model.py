"""The values handed from stage to stage.

    bytes --> Capture --> Narrative (Section > Statement) --> Link --> Change --> Comparison

Everything here is frozen and knows nothing of files, databases or the network. Offsets count
characters (code points), not bytes; ranks and editions count from 1 and from the year 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SeriesName = str
"""Which family of reports: "tip", or another name of tables/series.py."""

SectionKind = str
"""What a section is of: a word of its series' vocabulary (tables/series.py), or "other". Of tip:
summary, recommendations, prosecution, protection, prevention, profile, scope and
government_efforts."""
Role = str
"""Of a summary statement: verdict, tier, achievement, achievement_lead, deficiency,
deficiency_lead, mixed, context; elsewhere "recommendation" or the section's own kind."""
Tier = Literal["1", "2", "2WL", "3", "special"]
TierMove = Literal["remained", "upgraded", "downgraded", "unstated"]
Grade = Literal["increased", "maintained", "decreased", "mixed", "minimal", "none", "unstated"]
LinkKind = Literal["unchanged", "reworded", "updated"]
ChangeKind = Literal[
    "headline",  # a field of the narrative changed: tier, waiver, grade
    "new",
    "dropped",
    "turned",  # a deficiency now reported as an achievement, or the reverse
    "updated",
    "reworded",
    "moved",  # the same words in another place
    "template",  # wording that changed in every narrative of an edition
    "unchanged",
    "uncompared",  # the other side's source or layout does not hold this section
]
Direction = Literal["strengthened", "weakened", "narrowed", "broadened"]
Measure = Literal["investigations", "prosecutions", "convictions", "victims_identified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory with its own narrative."""

    name: str
    iso3: str
    iso2: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a narrative's bytes came from: enough to find and check the capture again."""

    sha256: str
    source: str
    url: str | None = None
    captured_at: str | None = None
    """ISO 8601, UTC."""
    claimed_url: str | None = None
    """The address that a saved page gives for itself: its own claim, which nobody checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One place where noise of the source was taken out of the text.

    `start` counts in the repaired text; putting `before` back in place of `after`, from the last
    repair to the first, gives the text as the source had it.
    """

    rule: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence, or one recommendation item: section.text[start:end] == text."""

    text: str
    start: int
    end: int
    role: Role
    rank: int | None = None
    """Place among the recommendations, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a narrative. The texts of all sections, joined, are the narrative's text.

    The text begins with the heading's line, where there is one, and ends where the next section
    begins: what is in no statement is heading, front matter, list mark or white space.
    """

    kind: SectionKind
    text: str
    heading: str | None = None
    statements: tuple[Statement, ...] = ()

    def __reduce__(self) -> tuple[Callable[..., Section], tuple[Any, ...]]:
        """Pickled, a statement is its place in the text: hundreds come from every page."""
        places = [(each.start, each.end, each.role, each.rank) for each in self.statements]
        return _section, (self.kind, self.text, self.heading, places)


def statements_at(
    text: str, places: Iterable[tuple[int, int, Role, int | None]]
) -> tuple[Statement, ...]:
    """The statements of a section's text: where each begins and ends, its role and its rank.

    A frozen dataclass takes three times as long to make each of them.
    """
    made = []
    for start, end, role, rank in places:
        statement = object.__new__(Statement)
        _put_text(statement, text[start:end])
        _put_start(statement, start)
        _put_end(statement, end)
        _put_role(statement, role)
        _put_rank(statement, rank)
        made.append(statement)
    return tuple(made)


_put_text, _put_start, _put_end, _put_role, _put_rank = (
    getattr(Statement, part.name).__set__ for part in fields(Statement)
)


def _section(
    kind: SectionKind,
    text: str,
    heading: str | None,
    places: Iterable[tuple[int, int, Role, int | None]],
) -> Section:
    """The section that was pickled."""
    statements = statements_at(text, places)
    return Section(kind=kind, text=text, heading=heading, statements=statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A national total stated by the narrative."""

    measure: Measure
    period: str
    value: int | None
    unit: Literal["cases", "persons", "unspecified"]
    qualifier: Literal["exact", "at_least", "about", "none_reported"]
    evidence: str
    """The words it was read from, quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """One country's chapter in one edition, as one capture gives it."""

    country: Country
    edition: int
    source: str
    sections: tuple[Section, ...]
    series: SeriesName = "tip"
    tier: Tier | None = None
    tier_move: TierMove = "unstated"
    waiver: bool = False
    partial: bool = False
    missing: tuple[SectionKind, ...] = ()
    """Kinds of section the source is known not to hold (partial narratives only)."""
    grades: tuple[tuple[SectionKind, Grade], ...] = ()
    figures: tuple[Figure, ...] = ()
    warnings: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    parser_version: int = 0
    evidence: Evidence | None = None

    @property
    def text(self) -> str:
        return "".join(section.text for section in self.sections)

    @property
    def title(self) -> str:
        return f"{self.country.name} {self.edition}"

    def statement(self, place: Place) -> Statement:
        return self.sections[place.section].statements[place.statement]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where a statement stands: index of the section, index of the statement in it (from 0)."""

    section: int
    statement: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Old statement(s) that continue in new statement(s), by index into the two lists."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: LinkKind
    moved: bool = False
    score: float = 1.0
    """0 to 1: how sure the aligner is that these belong together."""
    reasons: tuple[str, ...] = ()
    """Names of the rules that made the link or its kind: rows of the tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRun:
    """A run of whole words that both texts share, or that only one of them has."""

    op: Literal["equal", "delete", "insert"]
    text: str
    old_text: str | None = None
    """Of an equal run: the old side's characters where only typography differs (quotes, dashes), or
    wording of the edition (`template_changes`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A number, amount or date that changed inside a linked pair; None where one side has none."""

    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The named rule behind a label, and the words it fired on."""

    rule: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One outcome of a comparison: a link, a dropped or a new statement, or a headline.

    A headline (tier, grade) states a field of the narratives; its places point to the sentences
    that say so, which have an outcome of their own as well.
    """

    id: str
    kind: ChangeKind
    subject: str
    """tier, waiver or grade; else what the statement is: a Role without its "_lead", or
    "recommendation", or "statement" of any other section."""
    label: str
    section: SectionKind
    old: tuple[Place, ...] = ()
    new: tuple[Place, ...] = ()
    words: tuple[WordRun, ...] = ()
    moved: bool = False
    split: bool = False
    merged: bool = False
    reprioritized: bool = False
    direction: Direction | None = None
    reasons: tuple[Reason, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    score: float = 1.0
    significance: int = 0

    @property
    def slug(self) -> str:
        """What `--only` takes: new-achievement, dropped-deficiency, tier-change."""
        if self.kind == "headline":
            return f"{self.subject}-change"
        return f"{self.kind}-{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two narratives and every outcome: each statement of either is in exactly one."""

    old: Narrative
    new: Narrative
    headlines: tuple[Change, ...]
    outcomes: tuple[Change, ...]
    uncompared: tuple[SectionKind, ...] = ()
    """Kinds of section that one side's source does not hold."""
    notes: tuple[str, ...] = field(default=())
    """What the reader must know before quoting: partial sources, warnings of the narratives."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What a reader would call a change, the most significant first."""
        told = [c for c in (*self.headlines, *self.outcomes) if c.significance > 0]
        return tuple(sorted(told, key=lambda c: (-c.significance, c.new or c.old, c.id)))
