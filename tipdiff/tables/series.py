"""The series of reports, and what is particular to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipdiff.tables.hrr_labels import LABELS
from tipdiff.tables.hrr_outline import TOPICS, Topic

if TYPE_CHECKING:
    from tipdiff.model import SectionKind, SeriesName


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A family of reports: what its documents are known by, and what they have."""

    name: SeriesName
    title: str
    """What it is called in full."""
    short: str
    """What it is called where there is little room."""
    sign: str
    """A pattern that its documents' addresses and titles carry."""
    address: str
    """Its part of an address at the publisher's site, behind the year."""
    season: tuple[tuple[int, int], tuple[int, int]]
    """First and last day (month, day) on which an edition may be expected to come out."""
    delay: int = 0
    """Years from the one that an edition is named for to the one it comes out in."""
    order: tuple[str, ...] = ()
    """Which sources have which editions, as in fetch.order of config.toml, which goes for a series
    that has none of its own."""
    sections: tuple[tuple[SectionKind, str], ...]
    """Its vocabulary: every kind of section in the order of its layout, and its name."""
    rated: bool = False
    """Whether its narratives state a tier and grades, achievements, deficiencies and advice."""
    counted: bool = False
    """Whether they state national totals."""
    topics: tuple[Topic, ...] = ()
    """Its outline, where its sections go by headings that differ from edition to edition."""
    always: tuple[SectionKind, ...] = ()
    """Topics of every whole document: one with less than half of them is a part, and partial."""
    labels: tuple[str, ...] = ()
    """Patterns of what heads a paragraph in its own line within a topic, up to a colon."""

    def newest(self, year: int) -> int:
        """The edition that comes out in a year."""
        return year - self.delay


SERIES: tuple[Series, ...] = (
    Series(
        name="tip",
        title="Trafficking in Persons Report",
        short="TIP Report",
        sign=r"trafficking[- ]in[- ]persons[- ]report",
        address="trafficking-in-persons-report",
        # 24 of the 25 editions from 2001 to 2025 came out between 3 June and 27 July (format
        # reference, section 1).
        season=((6, 1), (7, 31)),
        sections=(
            ("summary", "Summary"),
            ("recommendations", "Prioritized recommendations"),
            ("prosecution", "Prosecution"),
            ("protection", "Protection"),
            ("prevention", "Prevention"),
            ("profile", "Trafficking profile"),
            ("scope", "Scope"),
            ("government_efforts", "Government efforts"),
            ("other", "Other"),
        ),
        rated=True,
        counted=True,
    ),
    Series(
        name="hrr",
        title="Country Reports on Human Rights Practices",
        short="Human Rights Reports",
        sign=r"country[- ]reports[- ]on[- ]human[- ]rights",
        address="country-reports-on-human-rights-practices",
        # By the dates in their pages, the editions of 2016 to 2023 came out from the end of
        # February to April of the next year, that of 2024 on 12 August 2025.
        season=((2, 20), (8, 31)),
        delay=1,
        order=("2016-2099: state_gov",),
        sections=(*((topic.kind, topic.name) for topic in TOPICS), ("other", "Other")),
        topics=TOPICS,
        # In all 360 pages of 40 countries, 2016 to 2024; the shortest has 16 topics.
        always=(
            *("disappearance", "detention", "expression", "religion", "refugees"),
            *("child_marriage", "antisemitism", "unions", "forced_labor", "child_labor"),
            "working_conditions",
        ),
        labels=LABELS,
    ),
)
"""The first whose sign a document carries is its series; of one without any sign, the first."""
