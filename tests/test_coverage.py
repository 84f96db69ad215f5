"""Every character of a narrative has one use."""

from __future__ import annotations

from tipdiff.model import Country, Narrative, Section, Statement
from tipdiff.parse import coverage, uses_of
from tipdiff.parse.coverage import Run


def test_the_use_of_every_character_is_told() -> None:
    """What no rule explains is unaccounted for, and would be lost."""
    narrative = Narrative(
        country=Country(name="Veldonia", iso3="XVE", iso2="XV", slug="veldonia"),
        edition=2020,
        source="saved_file",
        sections=(
            Section(kind="other", text="XVE (T)\n", heading="XVE (T)"),
            Section(
                kind="recommendations",
                text="ADVICE:\n• Go; and do x?",
                heading="ADVICE",
                statements=(
                    Statement(text="Go", start=10, end=12, role="recommendation", rank=1),
                    Statement(text="do", start=18, end=20, role="recommendation", rank=2),
                ),
            ),
        ),
    )

    told = [(0, 0, 3, "front matter"), (0, 3, 4, "space"), (0, 4, 7, "front matter")]
    told += [(0, 7, 8, "space"), (1, 0, 7, "heading"), (1, 7, 8, "space"), (1, 8, 9, "list mark")]
    told += [(1, 9, 10, "space"), (1, 10, 12, "statement"), (1, 12, 13, "separator")]
    told += [(1, 13, 14, "space"), (1, 14, 17, "separator"), (1, 17, 18, "space")]
    told += [(1, 18, 20, "statement"), (1, 20, 21, "space"), (1, 21, 23, "unaccounted")]
    assert coverage(narrative) == tuple(
        Run(section=section, start=start, end=end, use=use)  # type: ignore[arg-type]
        for section, start, end, use in told
    )
    assert uses_of(narrative)["unaccounted"] == 2
