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
        order=("2016-2099: state_gov",),
        sections=(*((topic.kind, topic.name) for topic in TOPICS), ("other", "Other")),
        topics=TOPICS,
        labels=LABELS,
    ),
)
"""The first whose sign a document carries is its series; of one without any sign, the first."""
