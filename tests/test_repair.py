"""Noise of print, of lines and of characters is taken out, and can be put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from tipdiff.parse.decode import tidy
from tipdiff.parse.edits import restore
from tipdiff.parse.repair import noise_left, repair

WIDE = "The government of this country trained as many as twelve of its judges in\n"

REPAIRED = [
    # running heads
    ("only five had been 165DENMARKgranted asylum", "only five had been granted asylum"),
    ("in the anti-160CYPRUStrafficking unit", "in the anti-trafficking unit"),
    ("the informal sector.136CHADAlthough it", "the informal sector. Although it"),
    ("in 2016.241ITALYThe police", "in 2016. The police"),
    ("centers plus 418TIMOR LESTE19 points", "centers plus 19 points"),
    ("officials often 145CONGO, DEMOCRATIC REPUBLIC OF THEreturned", "officials often returned"),
    ("to constrain CAMBODIA125126CAMBODIAlaw enforcement", "to constrain law enforcement"),
    ("the unit NAMIBIA259for identifying", "the unit for identifying"),
    ("end the practice.89BANGLADESH\n\nPREVENTION", "end the practice.\n\nPREVENTION"),
    ("a fine of $500CHAD", "a fine of $500CHAD"),
    ("it funded 45NGOs and 12CPUs", "it funded 45NGOs and 12CPUs"),
    # characters
    ("the periodŠthe first", "the period—the first"),
    ("casesŠ—all of them", "cases——all of them"),
    ("near Šibenik and in Šid", "near Šibenik and in Šid"),
    ("a ﬁtime limitﬂ of 30 days", "a “time limit” of 30 days"),
    ("trafﬁcking and conﬂict, ﬁled", "trafficking and conflict, filed"),
    ("(2017Œ2021), 18 months Œ six", "(2017–2021), 18 months – six"),
    ("the ‚hot spot' at", "the ‘hot spot' at"),
    ("provided •876,000 in aid", "provided €876,000 in aid"),
    ("•Train police. ●\tFund\n\uf0b7 Hire", "• Train police. • Fund\n• Hire"),
    ("Train police. • 12 judges", "Train police. • 12 judges"),
    ("ƒThe Government of Aruba", "The Government of Aruba"),
    ("fteeing a conftict after drafting", "fteeing a conftict after drafting"),
    ("traffcking eforts of offcials; trafickers", "trafficking efforts of officials; traffickers"),
    ("signifcant identifcation, identifed", "significant identification, identified"),
    ("fines andor prison; HIVAIDS", "fines and/or prison; HIV/AIDS"),
    ("traf\u00adficking\u200b", "trafficking"),
    # charts and marks of other formats
    (
        "ST. LUCIA TIER RANKING BY YEAR 1 2 2WL 3 2008 2009 2015\nVeldonia is",
        "\nVeldonia is",
    ),
    (
        "six for U.S. aid. VELDONIA TIER RANKING BY YEAR\n1\n2\n2WL\n3\n2008 2015 However, 12 men",
        "six for U.S. aid. However, 12 men",
    ),
    ("its tier ranking by year 2015", "its tier ranking by year 2015"),
    ("# VELDONIA (Tier 2)\n\n### PROSECUTION", "VELDONIA (Tier 2)\n\nPROSECUTION"),
    ("case #5 and # 6", "case #5 and # 6"),
    ("**TRAFFICKING PROFILE:**\nIt found **20 men**.", "TRAFFICKING PROFILE:\nIt found 20 men."),
    ("ARUBA** and ** this note", "ARUBA** and ** this note"),
    # what was glued
    ("at least 5.3 percent.The police", "at least 5.3 percent. The police"),
    ("care.A law by the UAE.Although it", "care. A law by the UAE. Although it"),
    ("by NGOs.The Offenses Act.The courts", "by NGOs. The Offenses Act. The courts"),
    ("article 5.The unit (CTU).The end", "article 5. The unit (CTU). The end"),
    ("by the ICBF.Presidential decree", "by the ICBF. Presidential decree"),
    ("Dr.Smith in St.Lucia, D.C.The city", "Dr.Smith in St.Lucia, D.C.The city"),
    ("in the U.S.A. and www.State.gov", "in the U.S.A. and www.State.gov"),
    ("a ﬁlimit.ﬂThe “rest.”The end", "a “limit.” The “rest.” The end"),
    (
        "to begging.AREA ADMINISTERED BY OTHERSThe north",
        "to begging.\n\nAREA ADMINISTERED BY OTHERS\n\nThe north",
    ),
    (
        "VELDONIA: TIER 2\n\nWATCH LISTThe Government",
        "VELDONIA: TIER 2 WATCH LIST\n\nThe Government",
    ),
    # titles
    ("PAPUA NEW\nGUINEA: Tier 2", "PAPUA NEW GUINEA: Tier 2"),
    ("Democratic Republic of the\n Congo (Tier 3)", "Democratic Republic of the Congo (Tier 3)"),
    ("ST. VINCENT AND THE\nGRENADINES: TIER 2", "ST. VINCENT AND THE GRENADINES: TIER 2"),
    ("VELDONIA (TIER 2 WATCH\nLIST)", "VELDONIA (TIER 2 WATCH LIST)"),
    ("Chad (Tier 2)\nGuinea (Tier 2)", "Chad (Tier 2)\nGuinea (Tier 2)"),
    ("DENMARK\nGUINEA (Tier 2)", "DENMARK\nGUINEA (Tier 2)"),
    # lines
    (f"{WIDE}one year.", f"{WIDE[:-1]} one year."),
    ("victims of\n  trafficking", "victims of trafficking"),
    ("anti-traf-\nficking: trafficking", "anti-trafficking: trafficking"),
    ("the anti-\ntrafficking law", "the anti-trafficking law"),
    ("a mid- to long-term plan", "a mid- to long-term plan"),
    ("an unheard-\nofword", "an unheard-\nofword"),
    (f"{WIDE[:-1]}.\nCourts", f"{WIDE[:-1]}. Courts"),
    ("PROSECUTION\nThe government", "PROSECUTION\nThe government"),
    (f"{WIDE}- Train police", f"{WIDE}- Train police"),
    (f"Train{WIDE[3:]}Fund shelters", f"Train{WIDE[3:]}Fund shelters"),
    ("| Recommendations |", "Recommendations"),
]


@pytest.mark.parametrize(("noisy", "clean"), REPAIRED)
def test_noise_is_repaired_and_what_is_unsure_stays(noisy: str, clean: str) -> None:
    """Every kind of it, and its likes that are none."""
    made = repair(noisy)

    assert made.text == clean
    assert restore(made.text, made.repairs) == noisy


def test_a_footnote_inside_a_sentence_goes_below_the_title() -> None:
    """The foot of a page left it where the column broke."""
    noisy = (
        "ARUBA: TIER 1\n\nƒThe Government fully meets them.\n\nIn 2017, it ƒ  Aruba is no "
        "ﬁcountryﬂ in this report. 79AUSTRALIAprosecuted five."
    )

    made = repair(noisy)

    assert made.text == (
        "ARUBA: TIER 1\n\n* Aruba is no “country” in this report.\n\nThe Government fully meets "
        "them.\n\nIn 2017, it prosecuted five."
    )
    assert restore(made.text, made.repairs) == noisy


def test_what_is_left_of_noise_is_named() -> None:
    """Each kind once, so that the reader is warned."""
    assert noise_left("a ƒ b ƒ, 12NOWHEREin, \ufffd") == ("ƒ", "12NOWHEREi", "\ufffd")
    assert noise_left("victimsŠmen 5 Œ 9; the workŒin") == ("Š", "Œ")


def test_names_and_addresses_are_no_noise() -> None:
    """They hold the same letters."""
    assert noise_left("Mr. Šarec, Mr. Š. Novak, MILOŠ Horn; Œuvre; https://t.co/a7CTWFp") == ()


@given(st.text("aAbE 1\n-.ŠﬁﬂƒCHDtf•", max_size=80))
def test_any_text_can_be_put_back_as_it_was(text: str) -> None:
    """Noise or not."""
    made = repair(text)

    assert restore(made.text, made.repairs) == text


def test_real_narratives_can_be_put_back_as_they_were_and_keep_no_noise() -> None:
    """All 183 of the 2018 edition."""
    for path in sorted(shared("narratives", "tip-2018").glob("*.txt")):
        text = tidy(path.read_text(encoding="utf-8"))
        made = repair(text)

        assert restore(made.text, made.repairs) == text
        assert noise_left(made.text) == (), path.name
