from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.archive_samples import narrative
from tipdiff.codec import (
    narrative_from_dict,
    narrative_from_json,
    narrative_to_dict,
    narrative_to_json,
)
from tipdiff.model import (
    Country,
    Evidence,
    Figure,
    Narrative,
    Repair,
    Section,
    Statement,
)

words = st.text(max_size=30)
kinds = st.sampled_from(["summary", "recommendations", "prosecution", "protection", "other"])
counts = st.integers(min_value=0, max_value=10**6)


def _tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=3).map(tuple)


statements = st.builds(
    Statement, text=words, start=counts, end=counts, role=words, rank=st.none() | counts
)
narratives = st.builds(
    Narrative,
    country=st.builds(Country, name=words, iso3=words, iso2=words, slug=words),
    edition=counts,
    source=words,
    sections=_tuples(
        st.builds(
            Section,
            kind=kinds,
            text=words,
            heading=st.none() | words,
            statements=_tuples(statements),
        )
    ),
    series=words,
    tier=st.sampled_from(["1", "2", "2WL", "3", "special", None]),
    tier_move=st.sampled_from(["remained", "upgraded", "downgraded", "unstated"]),
    waiver=st.booleans(),
    partial=st.booleans(),
    missing=_tuples(kinds),
    grades=st.dictionaries(kinds, st.sampled_from(["increased", "mixed", "none"])).map(
        lambda grades: tuple(grades.items())
    ),
    figures=_tuples(
        st.builds(
            Figure,
            measure=st.sampled_from(["investigations", "victims_identified"]),
            period=words,
            value=st.none() | counts,
            unit=st.sampled_from(["cases", "persons", "unspecified"]),
            qualifier=st.sampled_from(["exact", "about"]),
            evidence=words,
        )
    ),
    warnings=_tuples(words),
    repairs=_tuples(st.builds(Repair, rule=words, start=counts, before=words, after=words)),
    parser_version=counts,
    evidence=st.none()
    | st.builds(
        Evidence, sha256=words, source=words, url=st.none() | words, captured_at=st.none() | words
    ),
)


@given(narratives)
def test_a_narrative_survives_json_unchanged(made: Narrative) -> None:
    """What comes back from JSON is equal, field by field."""
    assert narrative_from_json(narrative_to_json(made)) == made


@given(narratives)
def test_the_dict_is_what_json_gives_back(made: Narrative) -> None:
    """Nothing in the dict changes its type on the way through JSON (a tuple would)."""
    data = narrative_to_dict(made)

    assert json.loads(json.dumps(data)) == data


def test_the_form_is_the_documented_one() -> None:
    """Grades are an object, statements carry text and place, the sections come last."""
    data = narrative_to_dict(narrative())
    sections = data.pop("sections")

    assert data == {
        "country": {"name": "Veldonia", "iso3": "XVE", "iso2": "XV", "slug": "veldonia"},
        "edition": 2018,
        "source": "state_gov",
        "series": "tip",
        "tier": "2",
        "tier_move": "upgraded",
        "waiver": False,
        "partial": False,
        "missing": [],
        "grades": {"prosecution": "increased", "protection": "maintained"},
        "figures": [
            {
                "measure": "convictions",
                "period": "2017",
                "value": 9,
                "unit": "persons",
                "qualifier": "exact",
                "evidence": "convicted nine traffickers",
            }
        ],
        "warnings": ["the tier of the heading is not that of the verdict"],
        "repairs": [{"rule": "page header", "start": 17, "before": "165VELDONIA", "after": ""}],
        "parser_version": 1,
        "evidence": None,
    }
    assert sections[1] == {
        "kind": "recommendations",
        "text": "RECOMMENDATIONS\nProsecute traffickers.\nTrain judges.",
        "heading": "RECOMMENDATIONS",
        "statements": [
            {
                "text": "Prosecute traffickers.",
                "start": 16,
                "end": 38,
                "role": "recommendation",
                "rank": 1,
            },
            {"text": "Train judges.", "start": 39, "end": 52, "role": "recommendation", "rank": 2},
        ],
    }


def test_what_is_left_out_takes_its_default() -> None:
    """A shorter form, written by hand or by an older version, still reads."""
    read = narrative_from_dict(
        {
            "country": {"name": "Normark", "iso3": "XNM", "iso2": "XN", "slug": "normark"},
            "edition": 2001,
            "source": "file",
            "sections": [{"kind": "summary", "text": "Normark."}],
        }
    )

    assert read == Narrative(
        country=Country(name="Normark", iso3="XNM", iso2="XN", slug="normark"),
        edition=2001,
        source="file",
        sections=(Section(kind="summary", text="Normark."),),
    )
