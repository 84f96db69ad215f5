"""tipdiff/parse/counts.py and reading.py: what one sentence counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipdiff.parse.counts import claims_of

SHORT = {"investigations": "i", "prosecutions": "p", "convictions": "c", "victims_identified": "v"}


def counted(sentence: str, before: str = "") -> str:
    """The claims of a sentence as "i 2017 9 cases", those that cannot be totals left out."""
    earlier = claims_of(before, 2018, []) if before else []
    claims = [c for c in claims_of(sentence, 2018, earlier) if not c.dropped]
    return ", ".join(f"{SHORT[c.measure]} {c.year} {c.value} {c.unit}" for c in claims)


CASES = {
    # A verb and its object.
    "The government investigated nine cases in 2017.": "i 2017 9 cases",
    "Authorities prosecuted two potential traffickers.": "p 2017 2 persons",
    "Police identified and referred to care seven trafficking victims.": "v 2017 7 persons",
    "Courts investigated, prosecuted, and convicted five individuals.":
        "i 2017 5 persons, p 2017 5 persons, c 2017 5 persons",
    "Courts convicted eight traffickers in seven cases in 2017.":
        "c 2017 8 persons, c 2017 7 cases",
    "Twelve suspects were convicted.": "c 2017 12 persons",
    "Police identified 551 suspected traffickers.": "i 2017 551 persons",
    # A noun and its number, on either side.
    "Authorities initiated 12 new trafficking investigations.": "i 2017 12 unspecified",
    "The ministry reported the prosecution of 84 suspects.": "p 2017 84 persons",
    "The year saw 17 prosecutions and convictions.":
        "p 2017 17 unspecified, c 2017 17 unspecified",
    "Authorities initiated or continued seven prosecutions of 19 defendants.":
        "p 2017 7 unspecified, p 2017 19 persons",
    "Authorities initiated 13 prosecutions against 24 alleged traffickers.":
        "p 2017 13 unspecified, p 2017 24 persons",
    "They initiated 18 investigations involving 17 suspects.":
        "i 2017 18 unspecified, i 2017 17 persons",
    "Police closed 18 investigations (25 in 2016).": "i 2017 18 unspecified, i 2016 25 unspecified",
    "They prosecuted two men and continued 10 cases, compared to three men in 2016.":
        "p 2017 2 persons, p 2016 3 persons",
    "The government sent 85 cases to court.": "p 2017 85 cases",
    "The office reported the identification of 60 victims.": "v 2017 60 persons",
    "The ministry reported 59 case investigations.": "i 2017 59 unspecified",
    "Police identified 90 trafficking (50 labor, 40 other) victims.": "v 2017 90 persons",
    "The government recorded its first conviction.": "c 2017 1 unspecified",
    # The year before.
    "Police investigated nine cases in 2017, compared with 25 in 2016.":
        "i 2017 9 cases, i 2016 25 cases",
    "Courts convicted nine (17 in 2016).": "c 2017 9 persons, c 2016 17 persons",
    "The government prosecuted 6 persons and convicted 5, compared with three prosecutions and two "
    "convictions in the previous reporting period.":
        "p 2017 6 persons, c 2017 5 persons, p 2016 3 unspecified, c 2016 2 unspecified",
    "Police investigated 9 cases and charged 4 men, compared with 8 and 3 in 2016.":
        "i 2017 9 cases, p 2017 4 persons, i 2016 8 cases, p 2016 3 persons",
    "It initiated two prosecutions, the same number as in 2016.":
        "p 2017 2 unspecified, p 2016 2 unspecified",
    "Police identified 27 victims in 2017, up from 24 in both 2016 and 2015.":
        "v 2017 27 persons, v 2016 24 persons, v 2015 24 persons",
    "In 2016, the latest year with data, courts convicted 72, a decrease from 77 in 2015.":
        "c 2016 72 persons, c 2015 77 persons",
    "Courts convicted 72 defendants, compared with 77 in 2015.":
        "c 2016 72 persons, c 2015 77 persons",
    "They began 40 prosecutions, up from 30 in 2016, and charged 90 men, compared with 80 in 2016.":
        "p 2017 40 unspecified, p 2016 30 unspecified, p 2017 90 persons, p 2016 80 persons",
    "Courts prosecuted four men (two in 2016), and convicted one in both 2016 and 2017.":
        "p 2017 4 persons, p 2016 2 persons, c 2016 1 persons, c 2017 1 persons",
    "Police investigated nine cases, compared to 10 in 2016, but did not prosecute anyone.":
        "i 2017 9 cases, i 2016 10 cases, p 2017 0 unspecified",
    "In 2016 courts convicted nine men whose appeals were open at the end of the year.":
        "c 2016 9 persons",
    "Courts issued 12 convictions, an increase from zero the previous two years.":
        "c 2017 12 unspecified, c 2016 0 unspecified",
    "The agency received 60 cases for investigation, compared with 50 cases for investigation.":
        "i 2017 60 unspecified, i 2016 50 unspecified",
    "Police convicted seven men, on par with nine it convicted in 2016.":
        "c 2017 7 persons, c 2016 9 persons",
    "Prosecutions rose in comparison to 2016 when judges prosecuted 71 men.":
        "p 2016 71 persons",
    "Police opened two cases involving six suspects (five cases in 2016).":
        "i 2017 2 cases, i 2017 6 persons, i 2016 5 cases",
    "Courts prosecuted 48 men, compared to106 men in 2016.":
        "p 2017 48 persons, p 2016 106 persons",
    "They began prosecution of 11 cases in 2017 (four and eight, respectively, in 2016).":
        "p 2017 11 cases",
    "Police identified 35; 1,815; and 28 victims in 2016, 2015, and 2014, respectively.":
        "v 2016 35 persons, v 2015 1815 persons, v 2014 28 persons",
    "Police opened 67 cases, a decrease from 86 and 58 in 2016 and 2015, respectively.":
        "i 2017 67 cases, i 2016 86 cases, i 2015 58 cases",
    "It prosecuted 31 men (59 in 2016 and 3 in 2015) and convicted 21 (25 in 2016 and 9 in 2015).":
        "p 2017 31 persons, p 2016 59 persons, p 2015 3 persons, "
        "c 2017 21 persons, c 2016 25 persons, c 2015 9 persons",
    "Police identified more than 300 victims.": "v 2017 300 persons",
    "Police identified 40 victims, more than the 30 in 2016.":
        "v 2017 40 persons, v 2016 30 persons",
    # None, and not known.
    "The government did not convict any traffickers during the year.": "c 2017 0 persons",
    "Courts did not initiate any prosecutions, compared with four in 2016.":
        "p 2017 0 unspecified, p 2016 4 unspecified",
    "There were no investigations or prosecutions.":
        "i 2017 0 unspecified, p 2017 0 unspecified",
    "The government has never convicted a trafficker.": "c 2017 0 persons",
    "The government did not report the number of investigations (44 in 2016).":
        "i 2017 None unspecified, i 2016 44 unspecified",
    "The government did not identify any foreign victims.": "",
    "Border guards did not have procedures to identify victims.": "",
    "The government did not report efforts to prosecute traffickers.": "",
    "A lack of interpreters hindered the ability to investigate.": "",
    "The government lacked data on convictions.": "c 2017 None unspecified",
    "The law did not require proof of force to prosecute offenders.": "",
    "As in the previous year, the government did not report prosecutions.":
        "p 2017 None unspecified",
    "The government did not prosecute any new crimes and it has never convicted any traffickers.":
        "p 2017 0 cases, c 2017 0 persons",
    "Although officials did not collect data, they identified 58 victims.": "v 2017 58 persons",
    "The government did not report investigating suspects, nor did it prosecute any traffickers.":
        "i 2017 None unspecified, p 2017 0 persons",
    # What is no total.
    "Authorities used the police to continue prosecuting two individuals.": "",
    "The government continued to prosecute 26 suspects.": "",
    "Courts convicted 4 men charged with trafficking initiated in previous reporting periods.": "",
    "NGOs identified 30 victims.": "",
    "It identified 9 victims, up from 23 victims identified by it and 30 victims by NGOs in 2016.":
        "v 2017 9 persons, v 2016 23 persons",
    "Stakeholders reported 300 prosecutions.": "",
    "The government identified 9 victims; 30 were identified by NGOs.": "v 2017 9 persons",
    "Police arrested 12 suspects and trained 40 investigators.": "",
    "The government investigated three police officers.": "",
    "In one case, a court gave the longest sentence to a trafficker convicted of fraud.": "",
    "Authorities cooperated with Norland on the investigation of two cases.": "",
    "The government identified 46 victims, including 12 children.": "v 2017 46 persons",
    "The government prosecuted 84 suspects — 82 for one crime and two for another — in 50 cases.":
        "p 2017 84 persons, p 2017 50 cases",
    "Police identified 9 victims (3 girls and 6 men in 2017).": "v 2017 9 persons",
    "Courts sentenced four traffickers to two to five years imprisonment.": "",
    "The 2012 law prescribed penalties of 10 years and fines of $5,000.": "",
    "The government initiated 12 federal and 30 state investigations.": "",
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "claims"), CASES.items())
def test_a_sentence_is_counted(sentence: str, claims: str) -> None:
    """Each form in which figures are told, and those that tell none."""
    assert counted(sentence) == claims


def test_a_comparison_goes_on_from_the_sentence_before() -> None:
    """The measures are those of the sentence before where the comparison names none."""
    before = "Police identified nine victims."
    assert counted("This compared with 11 victims in 2016.", before) == "v 2016 11 persons"


@pytest.mark.parametrize(
    "sentence",
    [
        "The academy held 41 trainings, compared with 23 in the prior reporting period.",
        "The shelter cared for 31 persons, a decrease from 47 victims in 2016.",
    ],
)
def test_a_comparison_of_what_else_a_sentence_counts_is_none_of_the_sentence_before(
    sentence: str,
) -> None:
    """41 trainings are compared with 23 trainings, whatever was identified before."""
    assert counted(sentence, "Police identified nine victims.") == ""


def test_numbers_are_qualified() -> None:
    """At least, about, and none reported."""
    sentences = [
        "Police identified at least nine victims.",
        "Police identified approximately nine victims.",
        "Police identified nine victims.",
        "Police did not report identifying any victims.",
    ]
    qualifiers = [claims_of(sentence, 2018, [])[0].qualifier for sentence in sentences]
    assert qualifiers == ["at_least", "about", "exact", "none_reported"]


WORDS = st.sampled_from(
    [
        "investigated",
        "prosecuted",
        "convicted",
        "identified",
        "victims",
        "cases",
        "three",
        "12",
        "no",
        "compared",
        "with",
        "in",
        "2016",
        "(",
        ")",
        ",",
        ";",
        "—",
        "and",
        "did",
        "not",
        "report",
        "continued",
        "including",
        "NGOs",
        "the",
        "government",
        "convictions",
    ]
)


@settings(deadline=None)  # the first example compiles the tables
@given(st.lists(WORDS, max_size=40))
def test_any_order_of_words_is_read_to_its_end(words: list[str]) -> None:
    """Every claim is dated and stands inside the sentence."""
    sentence = " ".join(words)
    claims = claims_of(sentence, 2018, [])
    assert all(c.year is not None or c.value for c in claims)
    assert all(0 <= c.start < c.end <= len(sentence) for c in claims)
