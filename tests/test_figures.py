"""tipdiff/parse/figures.py: which counts are the nation's totals of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tipdiff.model import Figure, Section, Statement
from tipdiff.parse.figures import read_figures

if TYPE_CHECKING:
    from tipdiff.model import SectionKind


def section(kind: SectionKind, *sentences: str) -> Section:
    """A section whose statements are the sentences."""
    statements = []
    start = 0
    for text in sentences:
        statements.append(Statement(text=text, start=start, end=start + len(text), role=kind))
        start += len(text) + 1
    return Section(kind=kind, text=" ".join(sentences), statements=tuple(statements))


def told(*sections: Section) -> list[tuple[str, str, int | None]]:
    """Measure, period and value of each figure."""
    return [(f.measure, f.period, f.value) for f in read_figures(sections, 2018)]


def test_a_figure_says_what_when_how_many_and_in_which_words() -> None:
    """The whole value, with the words quoted."""
    figures = read_figures([section("protection", "Police identified at least 98 victims.")], 2018)
    assert figures == (
        Figure(
            measure="victims_identified",
            period="2017",
            value=98,
            unit="persons",
            qualifier="at_least",
            evidence="Police identified at least 98 victims",
        ),
    )


def test_the_first_count_of_all_is_the_total_and_later_ones_its_parts() -> None:
    """Parts by province, by kind, and single events come after it."""
    sentences = (
        "The government convicted 29 traffickers, compared with 28 in 2016.",
        "Provincial courts convicted 17 traffickers (14 in 2016).",
        "Courts convicted 12 sex traffickers, compared with 9 in 2016.",
        "In March 2017, a court convicted two traffickers.",
    )
    assert told(section("prosecution", *sentences)) == [
        ("convictions", "2017", 29),
        ("convictions", "2016", 28),
    ]


def test_kinds_counted_one_by_one_make_no_total() -> None:
    """Sex trafficking here, forced labor there, and no sum anywhere."""
    sentences = (
        "The government prosecuted 90 defendants for sex trafficking in 2017.",
        "Authorities prosecuted 19 labor traffickers in 2017.",
    )
    assert told(section("prosecution", *sentences)) == []


def test_one_kind_alone_is_the_total() -> None:
    """A small country's three cases of forced labor are all its cases."""
    sentence = "The government investigated three potential forced labor cases."
    assert told(section("prosecution", sentence)) == [("investigations", "2017", 3)]


def test_confirmed_victims_are_the_total_beside_potential_ones() -> None:
    """In one sentence; elsewhere potential victims are those that were identified."""
    both = "Police identified 224 potential victims and confirmed 72 victims in 2017."
    later = "Police identified 40 potential victims in 2016."

    assert told(section("protection", both, later)) == [
        ("victims_identified", "2017", 72),
        ("victims_identified", "2016", 40),
    ]


def test_the_same_number_in_two_units_is_told_twice() -> None:
    """43 suspects in 43 cases; and none of another kind beside some is no total."""
    sentences = (
        "It prosecuted 43 suspects in 43 cases; there were no forced labor prosecutions.",
        "The 43 prosecutions were pending.",
    )
    figures = read_figures([section("prosecution", *sentences)], 2018)

    assert [(f.value, f.unit) for f in figures] == [(43, "persons"), (43, "cases")]


def test_a_total_with_a_year_to_compare_outweighs_an_event_told_before() -> None:
    """The story of one case may open the paragraph."""
    sentences = (
        "Courts convicted eight traffickers of one network.",
        "The government convicted 499 traffickers, an increase from 439 in 2016.",
    )
    assert told(section("prosecution", *sentences)) == [
        ("convictions", "2017", 499),
        ("convictions", "2016", 439),
    ]


def test_figures_are_read_where_totals_are_told() -> None:
    """Victims under Protection, cases under Prosecution, nothing elsewhere."""
    cases = "Police identified 12 victims and investigated 3 cases in 2017."
    sections = [section("prosecution", cases), section("prevention", cases)]
    assert told(*sections) == [("investigations", "2017", 3)]


def test_a_lost_space_between_sentences_is_no_matter() -> None:
    """PDF text glues sentences together."""
    glued = "Police investigated 3 cases in 2016.Courts convicted 2 traffickers."
    assert told(section("prosecution", glued)) == [
        ("investigations", "2016", 3),
        ("convictions", "2017", 2),
    ]


def test_a_period_of_months_keeps_its_words() -> None:
    """So that half a year is not taken for a year."""
    sentence = "From April 2017 to January 2018, police identified 285 victims."
    assert told(section("protection", sentence)) == [
        ("victims_identified", "April 2017-January 2018", 285)
    ]


@settings(deadline=None)  # the first example compiles the tables
@given(st.lists(st.text(max_size=80), max_size=5), st.integers(min_value=2001, max_value=2030))
def test_evidence_is_quoted_from_the_section(sentences: list[str], edition: int) -> None:
    """A quotation that is not in the report is never forgiven."""
    numbered = [f"{text} police investigated {n} cases" for n, text in enumerate(sentences)]
    figures = read_figures([section("prosecution", *numbered)], edition)
    assert all(any(f.evidence in text for text in numbered) for f in figures)
