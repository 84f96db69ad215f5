"""Documents of every era and source become narratives; nothing of them is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from tipdiff.errors import DocumentError, NotANarrative, UnknownCountry
from tipdiff.parse import coverage, parse_document, parse_text, uses_of
from tipdiff.parse.decode import tidy
from tipdiff.parse.edits import restore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipdiff.model import Narrative

FOLDER = Path(__file__).parent / "narratives"
DOCUMENTS = sorted(p for p in FOLDER.iterdir() if not p.name.endswith(".expected"))
ALL_SECTIONS = [
    "other", "summary", "recommendations", "prosecution", "protection", "prevention", "profile",
]  # fmt: skip


def outline(narrative: Narrative) -> Iterator[str]:
    """What was read from a narrative, a line each."""
    facts = [narrative.country.iso3, str(narrative.edition), narrative.source, narrative.series]
    waiver = ["waiver"] if narrative.waiver else []
    yield " ".join([*facts, f"tier {narrative.tier}", narrative.tier_move, *waiver])
    yield "grades " + " ".join(grade for _, grade in narrative.grades)
    if narrative.partial:
        yield f"partial, without {' '.join(narrative.missing)}"
    yield from (f"warning {warning}" for warning in narrative.warnings)
    yield from (f"repair {r.rule} {r.start} {r.before!r} {r.after!r}" for r in narrative.repairs)
    for section in narrative.sections:
        yield f"# {section.kind} {section.heading!r}"
        if not section.statements:
            yield repr(section.text)
        for each in section.statements:
            rank = "" if each.rank is None else f" {each.rank}"
            yield f"{each.start}-{each.end} {each.role}{rank}: {each.text}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_a_document_is_read_as_expected(path: Path) -> None:
    """Facts, repairs, sections and statements, every one; the .expected file beside it tells."""
    narratives = parse_document(path.read_bytes(), name=path.name)

    read = "\n\n".join("\n".join(outline(narrative)) for narrative in narratives) + "\n"

    assert read == path.with_name(f"{path.name}.expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_every_character_of_a_document_is_accounted_for(path: Path) -> None:
    """And every statement is an exact slice, in order."""
    for narrative in parse_document(path.read_bytes(), name=path.name):
        check(narrative)


def check(narrative: Narrative) -> None:
    """What holds of every narrative."""
    assert uses_of(narrative)["unaccounted"] == 0
    runs = [(r.section, r.start, r.end) for r in coverage(narrative)]
    for number, section in enumerate(narrative.sections):
        spans = [(start, end) for of, start, end in runs if of == number]
        assert "".join(section.text[start:end] for start, end in spans) == section.text
        place = 0
        for each in section.statements:
            assert place <= each.start < each.end <= len(section.text)
            assert section.text[each.start : each.end] == each.text == each.text.strip()
            place = each.end


VERDICT = (
    "The Government of Veldonia does not fully meet the minimum standards for the elimination of "
    "trafficking; however, it is making significant efforts to do so."
)
MOVE = "Therefore Veldonia remained on Tier 2."
SUMMARY = f"{VERDICT} {MOVE}"
ITEMS = ("Convict traffickers", "Train police, including on farms", "Fund care for men")
SECTIONS = {
    "PROSECUTION": "The government maintained law enforcement efforts. Police closed four cases.",
    "PROTECTION": "The government increased protection efforts.",
    "PREVENTION": "The government decreased prevention efforts.",
    "TRAFFICKING PROFILE": "As reported over the past five years, men are exploited in Veldonia.",
}
REST = "\n\n".join(f"{heading}\n\n{text}" for heading, text in SECTIONS.items())
BARE = "\n\n".join(SECTIONS.values())
LAYOUTS = {
    "semicolons": f"VELDONIA: TIER 2\n\n{SUMMARY}\n\nRECOMMENDATIONS FOR VELDONIA\n\n"
    f"{ITEMS[0]}; {ITEMS[1].lower()}; and {ITEMS[2].lower()}.\n\n{REST}",
    "run in": f"Veldonia (Tier 2)\n\n{SUMMARY}\n\nRecommendations for Veldonia: "
    f"{ITEMS[0]}; {ITEMS[1].lower()}; and, {ITEMS[2].lower()}.\n\n{REST}",
    "bullets": f"VELDONIA: Tier 2\n{SUMMARY}\nPRIORITIZED RECOMMENDATIONS:\n"
    + "".join(f"• {item}.\n" for item in ITEMS)
    + REST.replace("\n\n", "\n"),
    "run on": f"VELDONIA: Tier 2\n\n{SUMMARY}\n\nPRIORITIZED RECOMMENDATIONS\n\n"
    f"{ITEMS[0]}. • {ITEMS[1]}. • {ITEMS[2]}.\n\n{REST}",
    "stars, headings lost": f"VELDONIA (Tier 2)\n\n{SUMMARY}\n\n"
    f"{ITEMS[0]}. * {ITEMS[1]}. * {ITEMS[2]}.\n\n{BARE}",
    "glued": f"VELDONIA (Tier 2)\n\n{SUMMARY}\n\nPrioritized Recommendations\n\n"
    f"{ITEMS[0]}.{ITEMS[1]}.{ITEMS[2]}.\n\n{REST}",
    "lines, headings lost": f"VELDONIA (Tier 2)\n\n{SUMMARY}\n\n"
    + "".join(f"{item}.\n\n" for item in ITEMS)
    + BARE,
    "numbers": f"VELDONIA (Tier 2)\n\n{SUMMARY}\n\nPRIORITIZED RECOMMENDATIONS:\n\n"
    + "".join(f"{n}. {item};\n" for n, item in enumerate(ITEMS, start=1))
    + f"\n{REST}",
    "hard line breaks": f"VELDONIA (Tier 2)\n\n{SUMMARY}\n\nPRIORITIZED RECOMMENDATIONS:\n\n"
    f"  - {ITEMS[0]}.\n  - {ITEMS[1]}.\n  - {ITEMS[2]}.\n\n{REST}".replace(" of traf", "\nof traf"),
    "profile first": f"VELDONIA (Tier 2)\n\n{SECTIONS['TRAFFICKING PROFILE']}\n\n{SUMMARY}\n\n"
    f"Recommendations for Veldonia: {ITEMS[0]}; {ITEMS[1].lower()}; and {ITEMS[2].lower()}.\n\n"
    + "\n".join(f"{heading.title()}\n{SECTIONS[heading]}\n" for heading in list(SECTIONS)[:3]),
    "all run in": f"VELDONIA (Tier 2)\n\n{SUMMARY}\n\nPRIORITIZED RECOMMENDATIONS: {ITEMS[0]}. "
    f"• {ITEMS[1]}. • {ITEMS[2]}.\n\n"
    + "\n\n".join(f"{heading}: {text}" for heading, text in SECTIONS.items()),
    "page": f"<h2>VELDONIA (Tier 2)</h2><p>{SUMMARY}</p><p><b>PRIORITIZED RECOMMENDATIONS:</b></p>"
     f"<ul>{''.join(f'<li>{item}.</li>' for item in ITEMS)}</ul>"
    + "".join(f"<h3>{heading}</h3><p>{text}</p>" for heading, text in SECTIONS.items()),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_text_gives_the_same_statements_in_every_layout(layout: str) -> None:
    """Whatever its headings, the form of its list, and the place of its profile."""
    edition = 2012 if layout == "profile first" else 2020

    narrative = parse_text(LAYOUTS[layout], edition=edition)

    read = {
        section.kind: [s.text.rstrip(".").lower() for s in section.statements]
        for section in narrative.sections
        if section.kind != "other"
    }
    assert read == {
        "summary": [VERDICT[:-1].lower(), MOVE[:-1].lower()],
        "recommendations": [item.lower() for item in ITEMS],
        "prosecution": [
            "the government maintained law enforcement efforts",
            "police closed four cases",
        ],
        "protection": ["the government increased protection efforts"],
        "prevention": ["the government decreased prevention efforts"],
        "profile": ["as reported over the past five years, men are exploited in veldonia"],
    }
    assert (narrative.tier, narrative.tier_move, narrative.warnings) == ("2", "remained", ())
    check(narrative)


REFUSED = [
    ("<title>Access Denied</title><p>You don't have permission.", "no narrative but a block page"),
    ("Request Rejected. Your support ID is 7.", "no narrative but a block page"),
    ("<title>Just a moment...</title><p>Veldonia", "no narrative but a challenge page"),
    ("<h1>404 Not Found</h1>", "no narrative but a “not found” page"),
    ("Dear reader, this is a letter. " * 20, "is no narrative: it has no title with a tier"),
    (
        "\n".join(f"{name} (Tier 2)" for name in "Fiji Chad Cuba Iran Iraq Laos Mali Oman".split()),
        "no narrative but an index: it names 8 countries",
    ),
    ("VELDONIA (Tier 2)\n\nTo be written.", "is no narrative"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_holds_no_narrative_is_refused(text: str, reason: str) -> None:
    """In one line that says what it is instead."""
    with pytest.raises(NotANarrative) as refusal:
        parse_document(text.encode(), name="it.html", edition=2020, country="Veldonia")

    assert str(refusal.value).startswith("it.html")
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_what_a_document_does_not_say_is_asked_for() -> None:
    """With the option that says it."""
    text = LAYOUTS["semicolons"]

    with pytest.raises(DocumentError, match=r"^it\.txt .* say it with --edition YEAR$"):
        parse_document(text.encode(), name="it.txt")
    with pytest.raises(DocumentError, match=r"^it\.txt .* say it with --country$"):
        parse_document(text.partition("\n\n")[2].encode(), name="it.txt", edition=2018)
    with pytest.raises(DocumentError, match="there is no 1999 edition; the first was 2001"):
        parse_text(text, edition=1999)
    with pytest.raises(UnknownCountry, match="Veldonia"):
        parse_text(text, edition=2018, country="Veldonja")


def test_what_is_given_goes_before_what_the_document_says() -> None:
    """A country or an edition that the document contradicts is a warning."""
    text = "2019 Trafficking in Persons Report\n\n" + LAYOUTS["semicolons"]

    narrative = parse_text(text, edition=2018, country="Denmark", source="press")

    assert (narrative.country.iso3, narrative.edition, narrative.source) == ("DNK", 2018, "press")
    assert narrative.warnings == (
        'country: the title is "VELDONIA: TIER 2", but Denmark was given',
        "edition: the document says 2019, but 2018 was given",
    )


def test_of_a_page_with_many_countries_one_can_be_asked_for() -> None:
    """Without a name it is not guessed."""
    text = LAYOUTS["semicolons"] + "\n\n" + LAYOUTS["bullets"].replace("VELDONIA", "CHAD")

    assert [n.country.iso3 for n in parse_document(text.encode(), edition=2018)] == ["XVE", "TCD"]
    assert parse_text(text, edition=2018, country="Chad").country.iso3 == "TCD"
    with pytest.raises(NotANarrative, match="holds 2 narratives"):
        parse_text(text, edition=2018)
    with pytest.raises(NotANarrative, match="none of Cuba"):
        parse_text(text, edition=2018, country="Cuba")


@given(
    st.lists(st.sampled_from([*LAYOUTS["run on"].split("\n\n"), "• a; b", "And. x"]), max_size=9)
)
def test_whatever_is_a_narrative_is_accounted_for(paragraphs: list[str]) -> None:
    """Paragraphs lost, doubled and out of order."""
    text = "VELDONIA (Tier 2)\n\n" + "\n\n".join([SUMMARY, *paragraphs])

    narrative = parse_text(text, edition=2020)

    check(narrative)
    assert restore(narrative.text, narrative.repairs) == text


def test_all_narratives_of_2018_have_all_their_sections_and_no_warning_but_of_lost_letters() -> (
    None
):
    """183 real texts with the noise of print, which stays where its repair would be a guess."""
    for path in sorted(shared("narratives", "tip-2018").glob("*.txt")):
        (narrative,) = parse_document(path.read_bytes(), name=path.name, edition=2018)

        kinds = list(dict.fromkeys(s.kind for s in narrative.sections))
        assert kinds == ALL_SECTIONS, path.name
        told = [w for w in narrative.warnings if not w.startswith("noise: the source prints ft")]
        assert told == [], path.name
        assert restore(narrative.text, narrative.repairs) == tidy(path.read_text(encoding="utf-8"))
        check(narrative)


@pytest.mark.parametrize("heading", ["VELDONIA TIER RANKING BY YEAR\n\n2014 2015", "OVERVIEW"])
@pytest.mark.parametrize("edition", [2015, 2020])
def test_a_heading_of_another_kind_does_not_hide_the_summary(heading: str, edition: int) -> None:
    """A chart's label between title and text (2015, PDF), or a heading of a copy's own."""
    profile = SECTIONS["TRAFFICKING PROFILE"] + "\n\n" if edition == 2015 else ""
    title, _, rest = LAYOUTS["semicolons"].partition("\n\n")
    text = f"{title}\n\n{heading}\n\n{profile}{rest}"

    narrative = parse_text(text, edition=edition)

    assert [s.text for section in narrative.sections for s in section.statements if s.role in
            ("verdict", "tier")] == [VERDICT, MOVE]  # fmt: skip
    assert (narrative.tier_move, narrative.warnings) == ("remained", ())
    check(narrative)


def test_a_country_on_the_page_of_special_cases_needs_no_other_sections() -> None:
    """One that is not called a special case has the headings of one (Brunei 2004)."""
    text = "VELDONIA (Special Case)\n\nVeldonia is a special case for lack of data.\n\n"
    scope = "Scope and Magnitude. Men may be exploited on salt works."
    sections = f"{scope}\n\nGovernment Efforts. There is a law."
    listed = (
        "FIJI (Not Ranked)\n\n" + "Fiji is not listed, for lack of evidence of many victims. " * 2
    )

    narratives = parse_document(
        f"{text}{sections}\n\n{listed}\n\n{sections}".encode(), edition=2009
    )

    assert [(n.tier, n.warnings) for n in narratives] == [
        ("special", ()),
        (None, ("tier: there is no heading, and the summary names none; no tier is given",)),
    ]


def test_the_number_of_a_section_on_a_line_of_its_own_is_a_heading() -> None:
    """As in the Human Rights Reports of 2024; it is no statement of the section before it."""
    text = (
        "<h2>EXECUTIVE SUMMARY</h2><p>There were no changes in the situation in Veldonia.</p>"
        "<p>Section 1.</p><h2>Life</h2><h3>a. Killings</h3><p>There were no reports of any.</p>"
        "<p>Section 2.</p><h2>Liberty</h2><h3>b. Protection of Children</h3><p>The law did.</p>"
    )

    narrative = parse_text(text, edition=2024, country="Veldonia")

    assert (narrative.series, narrative.warnings) == ("hrr", ())
    assert [(s.heading, [each.text for each in s.statements]) for s in narrative.sections] == [
        ("EXECUTIVE SUMMARY", ["There were no changes in the situation in Veldonia."]),
        ("Section 1. Life", []),
        ("a. Killings", ["There were no reports of any."]),
        ("Section 2. Liberty", []),
        ("b. Protection of Children", ["The law did."]),
    ]
    check(narrative)


KEPT = (
    '<link rel="canonical" href="{}https://www.state.gov/reports/2020-trafficking-in-persons-report/'
    'veldonia/"><p>Skip to content</p><section class="report__main"><h2>VELDONIA (Tier 2)</h2>'
    f"<p>{SUMMARY}</p><h3>PROSECUTION</h3><p>{SECTIONS['PROSECUTION']}</p></section>"
    "<p>Build a Custom Report</p>"
)
ARCHIVES = [
    ("", "wayback"),
    ("https://web.archive.org/web/20210322195136/", None),
    ("https://web.archive.org/web/20210322195136id_/", "wayback"),
    ("https://webarchive.library.unt.edu/eot2008/20081106/", None),
]


@pytest.mark.parametrize(("before", "source"), ARCHIVES)
def test_a_page_that_an_archive_kept_is_read_as_a_page_of_its_site(
    before: str, source: str | None
) -> None:
    """Whatever stands before its address, and whether the archive is named as the source or not."""
    (narrative,) = parse_document(KEPT.format(before).encode(), source=source)

    assert [s.text for section in narrative.sections for s in section.statements] == [
        VERDICT,
        MOVE,
        *SECTIONS["PROSECUTION"].replace(". ", ".|").split("|"),
    ]
    assert narrative.source == (source or "state_gov")


SECOND = (
    "The Government of Chad does not fully comply with the minimum standards for the "
    "elimination of trafficking; however, it is making significant efforts to do so."
)


def test_a_text_with_verdicts_on_several_countries_is_never_taken_for_one() -> None:
    """With a title there is a warning; without one nobody knows whose text it is."""
    text = f"VELDONIA (Tier 2)\n\n{SECOND.replace('Chad', 'Veldonia')}\n\nIt met.\n\n{SECOND}"
    untitled = text.partition("\n\n")[2]

    (warning,) = (w for w in parse_text(text, edition=2007).warnings if w.startswith("country"))
    assert warning.startswith("country: there are verdicts on several (Veldonia, Chad); ")
    with pytest.raises(NotANarrative, match="holds several narratives"):
        parse_text(untitled, edition=2007, country="Veldonia")
