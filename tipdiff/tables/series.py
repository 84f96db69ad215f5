"""The series of reports, and what is particular to each."""

from __future__ import annotations

from tipdiff.series import Series
from tipdiff.tables.hrr_outline import LABELS, TOPICS

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
        labels=LABELS,
    ),
)
"""The first whose sign a document carries is its series; of one without any sign, the first."""
