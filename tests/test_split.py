"""Where the narratives of a document begin and end."""

from __future__ import annotations

from tipdiff.parse.split import split
from tipdiff.sources import named

BODY = (
    "The Government of Chad fully meets the minimum standards for the elimination of trafficking. "
    "It trained every judge and paid for shelters in each of its invented provinces."
)


def test_a_document_with_one_title_is_one_narrative_front_matter_included() -> None:
    """Of a text; of a page, what stands before the title is furniture."""
    text = f"Dear Reader:\n\nCHAD (Tier 1)\n\n{BODY}"

    (part,) = split(text, None, html=False)
    (of_page,) = split(text, None, html=True)

    assert (part.title, text[part.start : part.body]) == (
        "CHAD (Tier 1)",
        "Dear Reader:\n\nCHAD (Tier 1)",
    )
    assert of_page.start == text.index("CHAD")


def test_titles_without_a_text_are_entries_of_a_list() -> None:
    """The one with a text below it counts, and it counts once."""
    title = "CHAD (Tier 1)"
    text = f"CUBA (Tier 3)\n{title}\n{title}\n\n{BODY}\n\n{title}\n{BODY}\nFIJI: Tier 2"

    parts = split(text, None, html=False)

    assert [part.title for part in parts] == ["CHAD (Tier 1)"]
    assert parts[0].end == len(text)


def test_a_page_of_many_countries_is_parted_at_its_titles() -> None:
    """Each keeps what the page says of all of them."""
    text = f"TIP Report 2007\n\nCHAD (Tier 1)\n\n{BODY}\n\nCUBA (Tier 3)\n\n{BODY}"

    parts = split(text, None, html=False)

    assert [part.title for part in parts] == ["CHAD (Tier 1)", "CUBA (Tier 3)"]
    assert all("TIP Report 2007" in part.preface for part in parts)
    assert text[parts[0].start : parts[0].end] == f"CHAD (Tier 1)\n\n{BODY}\n\n"


def test_front_matter_and_what_follows_the_narrative_are_told_by_the_source() -> None:
    """Without a title as well; short lines before the text are front matter anyhow."""
    text = (
        "Cite as\tSomething\nPrint\n\n"
        f"{BODY}\n\nDisclaimer This is not a UNHCR publication.\nSearch Refworld"
    )

    (part,) = split(text, named("refworld"), html=False)

    assert text[part.body : part.tail].strip() == BODY
    assert part.title is None


def test_a_country_named_twice_by_a_preface_is_named_once_by_the_text() -> None:
    """As gvnet has it."""
    text = f"CHAD (Tier 1)Extracted from the U.S. State Dept 2023 TIP Report - Chad Chad is. {BODY}"

    (part,) = split(text, named("gvnet"), html=False)

    assert text[part.body :].strip().startswith("Chad is. ")


def test_bare_names_are_titles_where_special_cases_are_told() -> None:
    """And only there."""
    special = f"CUBA\n\nCuba remains a special case. {BODY}\n\nFIJI\n\nFiji was not listed. {BODY}"

    assert [part.title for part in split(special, None, html=False)] == ["CUBA", "FIJI"]
    assert [part.title for part in split(f"CUBA\n\n{BODY}", None, html=False)] == [None]


LOST = """Countries A through G
Chad
Chad is a source country for men.

The Government of Chad does not fully comply with the minimum standards for the elimination of
trafficking; it trained judges in each of its invented provinces, and opened shelters for men.

Prevention

There was one campaign.

Cuba is a destination country for men.

The Government of Cuba does not fully comply with the minimum standards for the elimination of
trafficking; Chad is a source of the men, and the courts of its invented provinces met once."""


def test_a_page_of_many_countries_without_titles_is_parted_at_names_and_profiles() -> None:
    """Where each part has a verdict of its own; a country that is only named begins nothing."""
    parts = split(LOST, None, html=True)
    alone = split(LOST.partition("Cuba is")[0], None, html=True)

    assert [(part.country.iso3 if part.country else "", part.title) for part in parts] == [
        ("TCD", "Chad"),
        ("CUB", None),
    ]
    assert LOST[parts[1].start :].startswith("Cuba is a destination")
    assert [part.country for part in alone] == [None]
