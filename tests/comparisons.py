"""Made-up comparisons for the tests of reports: Veldonia, a country that does not exist.

The texts are our own. A comparison is built by hand, so that these tests hold the reports to the
model and not to what the aligner happens to find.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from tipdiff.model import (
    Change,
    ChangeKind,
    Comparison,
    Country,
    Evidence,
    FigureChange,
    Narrative,
    Place,
    Reason,
    Section,
    SectionKind,
    Statement,
)
from tipdiff.words import diff_words

if TYPE_CHECKING:
    from collections.abc import Sequence

VELDONIA = Country(name="Veldonia", iso3="XVE", iso2="XV", slug="veldonia")

OLD = (
    (
        "summary",
        "VELDONIA: Tier 2\n\n",
        " ",
        (
            ("verdict", "The Government of Veldonia does not fully meet the minimum standards."),
            ("tier", "The government made efforts; therefore Veldonia remained on Tier 2."),
            ("achievement", "These efforts included opening a second shelter in Port Halden."),
            ("deficiency", "Courts did not convict any official complicit in trafficking."),
            ("deficiency", "The government’s hotline answered only during office hours."),
        ),
    ),
    (
        "recommendations",
        "\n\nPRIORITIZED RECOMMENDATIONS:\n\n",
        "\n",
        (
            ("recommendation", "Continue to train judges on the 2015 law."),
            ("recommendation", "Fund shelters in the northern provinces and staff them at night."),
            ("recommendation", "Screen seasonal workers, including on farms, for indicators."),
            ("recommendation", "Amend the law to end fees that workers pay to recruiters."),
        ),
    ),
    (
        "prosecution",
        "\n\nPROSECUTION\n\n",
        " ",
        (
            ("prosecution", "The government maintained law enforcement efforts."),
            ("prosecution", "Police investigated 63 cases (58 in 2021) and arrested 20 suspects."),
        ),
    ),
    (
        "prevention",
        "\n\nPREVENTION\n\n",
        " ",
        (("prevention", "The government maintained efforts to prevent trafficking."),),
    ),
)

NEW = (
    (
        "summary",
        "VELDONIA (Tier 2 Watch List)\n\n",
        " ",
        (
            ("verdict", "The Government of Veldonia does not fully meet the minimum standards."),
            (
                "tier",
                "Efforts did not increase; therefore Veldonia was downgraded to Tier 2 Watch List.",
            ),
            ("achievement", "The government adopted its first national plan with a budget."),
            ("deficiency", "The government's hotline answered only during office hours."),
        ),
    ),
    (
        "recommendations",
        "\n\nPRIORITIZED RECOMMENDATIONS:\n\n",
        "\n",
        (
            ("recommendation", "Amend the law to end fees that workers pay to recruiters."),
            ("recommendation", "Vigorously train judges and prosecutors on the 2015 law."),
            ("recommendation", "Fund shelters in the northern provinces."),
            ("recommendation", "Staff shelters at night."),
            ("recommendation", "Publish figures on the compensation that courts award."),
        ),
    ),
    (
        "prosecution",
        "\n\nPROSECUTION\n\n",
        " ",
        (
            ("prosecution", "The government decreased law enforcement efforts."),
            ("prosecution", "Police investigated 66 cases (63 in 2022) and arrested 20 suspects."),
        ),
    ),
)

Layout = tuple[tuple[Any, str, str, tuple[tuple[str, str], ...]], ...]


def narrative(edition: int, layout: Layout, **fields: Any) -> Narrative:
    """A narrative of Veldonia: sections as (kind, heading, joint, statements by role)."""
    sections = tuple(section(*row) for row in layout)
    evidence = Evidence(
        sha256=f"{edition:x}".rjust(64, "a"),
        source="state_gov",
        url=f"https://example.org/reports/{edition}/veldonia/",
        captured_at=f"{edition}-07-01T10:00:00Z",
    )
    given = {"source": "state_gov", "evidence": evidence, "parser_version": 3, **fields}
    return Narrative(country=VELDONIA, edition=edition, sections=sections, **given)


def section(
    kind: SectionKind, heading: str, joint: str, rows: tuple[tuple[str, str], ...]
) -> Section:
    """A section whose statements stand one after the other, joined by `joint`."""
    text, statements = heading, []
    for number, (role, words) in enumerate(rows):
        text += joint if number else ""
        rank = number + 1 if role == "recommendation" else None
        place = {"start": len(text), "end": len(text) + len(words)}
        statements.append(Statement(text=words, role=role, rank=rank, **place))
        text += words
    return Section(kind=kind, text=text, heading=heading.strip(), statements=tuple(statements))


class Row(NamedTuple):
    """An outcome: its kind and subject, its label, and (section, statement) on both sides."""

    kind: ChangeKind
    subject: str
    label: str
    old: tuple[tuple[int, int], ...]
    new: tuple[tuple[int, int], ...]
    significance: int = 0
    more: tuple[tuple[str, Any], ...] = ()


HEADLINES = (
    Row(
        "headline",
        "tier",
        "tier change: Tier 2 to Tier 2 Watch List",
        ((0, 1),),
        ((0, 1),),
        100,
        (("reasons", (Reason(rule="downgraded"),)),),
    ),
    Row(
        "headline",
        "grade",
        "grade of prosecution: maintained to decreased",
        ((2, 0),),
        ((2, 0),),
        90,
    ),
)
OUTCOMES = (
    Row("unchanged", "verdict", "unchanged verdict sentence", ((0, 0),), ((0, 0),)),
    Row("updated", "tier", "updated tier sentence", ((0, 1),), ((0, 1),), 8),
    Row("dropped", "achievement", "dropped achievement", ((0, 2),), (), 60),
    Row("new", "achievement", "new achievement", (), ((0, 2),), 60),
    Row("dropped", "deficiency", "dropped deficiency", ((0, 3),), (), 80),
    Row("unchanged", "deficiency", "unchanged deficiency", ((0, 4),), ((0, 3),)),
    Row(
        "reworded",
        "recommendation",
        "reworded recommendation (strengthened, rank 1 to 2)",
        ((1, 0),),
        ((1, 1),),
        54,
        (
            ("direction", "strengthened"),
            ("moved", True),
            ("reasons", (Reason(rule="urgency added", words="Vigorously"),)),
        ),
    ),
    Row(
        "reworded",
        "recommendation",
        "reworded recommendation (split)",
        ((1, 1),),
        ((1, 2), (1, 3)),
        48,
        (("split", True),),
    ),
    Row("dropped", "recommendation", "dropped recommendation", ((1, 2),), (), 70),
    Row(
        "moved",
        "recommendation",
        "reprioritized recommendation (rank 4 to 1)",
        ((1, 3),),
        ((1, 0),),
        30,
        (("moved", True), ("reprioritized", True)),
    ),
    Row("new", "recommendation", "new recommendation", (), ((1, 4),), 70),
    Row("reworded", "statement", "reworded statement", ((2, 0),), ((2, 0),), 12),
    Row(
        "updated",
        "statement",
        "updated statement",
        ((2, 1),),
        ((2, 1),),
        26,
        (
            (
                "figures",
                (
                    FigureChange(old="63", new="66"),
                    FigureChange(old="58", new="63"),
                    FigureChange(old="2021", new="2022"),
                ),
            ),
        ),
    ),
    Row("uncompared", "statement", "statement not compared", ((3, 0),), ()),
)


def veldonia(**fields: Any) -> Comparison:
    """Veldonia 2022 against 2023, where the newer copy lacks the section Prevention."""
    return compared(
        narrative(2022, OLD, tier="2", tier_move="remained"),
        narrative(
            2023, NEW, tier="2WL", tier_move="downgraded", partial=True, missing=("prevention",)
        ),
        HEADLINES,
        OUTCOMES,
        uncompared=("prevention",),
        notes=("The copy of 2023 is partial.",),
        **fields,
    )


def hostile(words: str) -> Comparison:
    """A comparison in which every text that comes from outside holds the given words."""
    old = narrative(2022, (("summary", "", " ", (("deficiency", f"It ended {words} then."),)),))
    new = narrative(2023, (("summary", "", " ", (("deficiency", f"It began {words} now."),)),))
    row = Row(
        "reworded",
        "deficiency",
        f"reworded deficiency {words}",
        ((0, 0),),
        ((0, 0),),
        40,
        (
            ("reasons", (Reason(rule="rule", words=words),)),
            ("figures", (FigureChange(old=words, new=None),)),
        ),
    )
    country = replace(VELDONIA, name=f"Veldonia {words}")
    evidence = Evidence(
        sha256="0" * 64,
        source=words,
        url=f"javascript:{words}",
        captured_at=words,
        claimed_url=f"https:{words}",
    )
    old = replace(old, country=country, source=words, evidence=evidence)
    new = replace(new, country=country, source=words, evidence=evidence)
    return compared(old, new, (), (row,), notes=(words,))


def compared(
    old: Narrative,
    new: Narrative,
    headlines: Sequence[Row],
    outcomes: Sequence[Row],
    **fields: Any,
) -> Comparison:
    """A comparison of rows; the changes are numbered h1, h2, ... and c1, c2, ..."""
    return Comparison(
        old=old,
        new=new,
        headlines=tuple(change(old, new, row, f"h{n}") for n, row in enumerate(headlines, start=1)),
        outcomes=tuple(change(old, new, row, f"c{n}") for n, row in enumerate(outcomes, start=1)),
        **fields,
    )


def change(old: Narrative, new: Narrative, row: Row, name: str) -> Change:
    """The change of a row, with its word diff."""
    before = tuple(Place(section=s, statement=t) for s, t in row.old)
    after = tuple(Place(section=s, statement=t) for s, t in row.new)
    linked = before and after and row.kind != "headline"
    texts = (
        " ".join(side.statement(place).text for place in places)
        for side, places in ((old, before), (new, after))
    )
    section_index = (new, after) if after else (old, before)
    return Change(
        id=name,
        kind=row.kind,
        subject=row.subject,
        label=row.label,
        section=section_index[0].sections[section_index[1][0].section].kind,
        old=before,
        new=after,
        words=diff_words(*texts) if linked else (),
        significance=row.significance,
        **dict(row.more),
    )
