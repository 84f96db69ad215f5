"""tipdiff/parse/roles.py: what each sentence of a summary is for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipdiff.parse.roles import find_cue, roles_of
from tipdiff.tables.cues import CUES, Cue
from tipdiff.tables.signs import SIGNS, Sign

VERDICT = (
    "The Government of Veldonia does not fully meet the minimum standards for the elimination."
)
RISE = "The government demonstrated increasing efforts; therefore Veldonia remained on Tier 2."
LEAD = "However, the government did not meet the minimum standards in several key areas."

CUE_CASES = {
    "waiver": "Veldonia was granted a waiver per the Act from a downgrade to Tier 3.",
    "special case": "Veldonia remains a Special Case for the third consecutive year.",
    "standards met, but": "Although the government meets the minimum standards, shelters closed.",
    "verdict": "Veldonia fully complies with the minimum standards for the elimination of it.",
    "verdict, second half": "however, it is making significant efforts to do so",
    "no rise": "However, the government did not demonstrate overall increasing efforts.",
    "rise, therefore placed": "The government made key achievements during the reporting period; "
    "therefore Veldonia was upgraded to Tier 1.",
    "placement": "Therefore Veldonia was downgraded to Tier 2 Watch List.",
    "some steps": "Despite the lack of significant efforts, the regime took some steps to address "
    "trafficking, including by training two clerks.",
    "some steps, unnamed": "Despite this, Veldonia took limited steps to address trafficking.",
    "lack of efforts, but steps": "Despite the lack of significant efforts, judges met once.",
    "these included, unnamed": "These efforts included the following:",
    "these included": "Significant efforts included opening a shelter in the port.",
    "efforts shown by": "It demonstrated serious and sustained efforts by hiring a judge.",
    "trajectory": "The government demonstrated overall increasing efforts compared with last year.",
    "achievements announced": "The government made key achievements during the reporting period.",
    "standards not met in key areas": "The government did not, however, meet the minimum standards "
    "in several key areas.",
    "deficiencies announced": "However, serious gaps remained.",
    "standards not met, because": "However, the government did not meet the minimum standards, as "
    "courts convicted nobody.",
    "policy or pattern": "There was a government policy or pattern of forced labor in the mines.",
    "despite these": "Despite these achievements, judges suspended every sentence.",
    "however": "However, no victim received a residence permit.",
    "advice": "The government should pass a comprehensive law; it also should open a shelter.",
    "profile": "Veldonia is a source, transit, and destination country for men and women.",
    "note of the editors": "References to Veldonia herein may include the northern islands.",
}  # fmt: skip


def test_every_cue_has_a_case() -> None:
    """A row without a case is a row nobody has seen at work."""
    assert list(CUE_CASES) == [cue.name for cue in CUES]


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.name)
def test_a_cue_is_the_first_to_find_its_sentence(cue: Cue) -> None:
    """The order of the table is part of the rule."""
    assert find_cue(CUE_CASES[cue.name]) == cue


SUMMARIES = {
    "2018, Tier 2": """
        verdict: The Government of Veldonia does not fully meet the minimum standards for the
            elimination.
        tier: The government demonstrated increasing efforts; therefore Veldonia remained on
            Tier 2.
        achievement: The government demonstrated increasing efforts by opening a shelter.
        achievement: It also trained the few remaining labor inspectors of the islands.
        deficiency_lead: However, the government did not meet the minimum standards in several
            key areas.
        deficiency: Courts handed out fines.
        mixed: While the ministry drafted a plan, it did not publish it.
    """,
    "2018, Tier 1": """
        verdict: Veldonian authorities fully meet the minimum standards for the aim.
        tier: Authorities continued to demonstrate serious and sustained efforts during the
            reporting period; therefore Veldonia remained on Tier 1.
        achievement: These efforts included a sharp rise in convictions.
        deficiency: Although Veldonian authorities meet the minimum standards, fines stayed.
        deficiency: Despite improvements to screening, two victims were sent home.
    """,
    "2018, Watch List, waiver": """
        verdict: The Government of Veldonia does not fully meet the minimum standards for the
            elimination.
        achievement: The government demonstrated significant efforts during the reporting period
            by convicting one trafficker.
        tier: However, the government did not demonstrate increasing efforts compared to the
            previous reporting period.
        deficiency: Police charged victims with theft.
        tier: Because of this, Veldonia was granted a waiver per the Act from a downgrade to
            Tier 3.
        tier: Therefore Veldonia remained on Tier 2 Watch List for the third consecutive year.
    """,
    "2018, Tier 3": """
        verdict: Veldonia does not fully meet the minimum standards for the aim and is not
            making significant efforts to do so; therefore Veldonia remained on Tier 3.
        achievement_lead: Despite this, Veldonia took limited steps to address trafficking.
        achievement: The government gave a hall to the task force.
        deficiency: However, the army continued to recruit boys.
        deficiency: The ministry visited the camps twice.
    """,
    "2022, Tier 2, pandemic": """
        verdict: The Government of Veldonia does not fully meet the minimum standards for the
            elimination.
        tier: The government demonstrated overall increasing efforts compared with the previous
            reporting period, considering the impact of the COVID-19 pandemic, if any, on its
            anti-trafficking capacity; therefore Veldonia remained on Tier 2.
        achievement: These efforts included convicting two traffickers.
        deficiency_lead: However, the government did not meet the minimum standards in several
            key areas.
        deficiency: Judges remained untrained.
    """,
    "2025, Tier 3": """
        context: The United States has not recognized the regime as a government.
        verdict: The regime does not fully meet the minimum standards for the aim and is not
            making significant efforts to do so.
        tier: Veldonia remained on Tier 3.
        deficiency: During the reporting period, there was a pattern of employing or recruiting
            child soldiers.
        achievement: Despite this, the regime took some steps to address trafficking, including
            by printing a leaflet.
        deficiency: However, the regime closed two shelters.
    """,
    "2009, Watch List": """
        verdict: The Government of Veldonia does not fully comply with the minimum standards for
            the elimination of trafficking; however, it is making significant efforts to do so.
        achievement: During the reporting period, the government convicted six traffickers.
        deficiency: The judiciary failed to punish officials.
        achievement: The government opened a shelter in the north.
        tier: Despite these efforts, the government showed only limited progress; therefore,
            Veldonia is placed on Tier 2 Watch List.
    """,
    "2004, one paragraph with advice": """
        context: Veldonia is a source and transit country for women and girls.
        context: Children beg in the port.
        verdict: Veldonia does not fully comply with the minimum standards; however, it is
            making significant efforts to do so.
        tier: Veldonia is placed on Tier 2 Watch List for its failure to show evidence of
            increasing efforts to protect victims.
        deficiency: Victim services were inadequate.
        context: The government should pass a law and open a shelter.
    """,
    "2001, Tier 3": """
        verdict: The Government of Veldonia does not meet the minimum standards, and has not yet
            made significant efforts to combat trafficking.
        deficiency: There is no law against trafficking.
        deficiency: Nor do the police look.
    """,
    "clauses of another summary": """
        verdict: Tier 2 Watch List — Veldonia does not fully meet the minimum standards
        verdict: however, it is making significant efforts to do so
        achievement: authorities sustained modest efforts to convict traffickers
        deficiency: the government failed to identify victims (2014)
        mixed: no victims were referred, although funding was allocated to a shelter
        context: Veldonia is a source and, to a lesser extent, a transit country for men
        context: some adults are exploited at home
    """,
    "a list of achievements that turns without a cue": """
        tier: The government demonstrated increasing efforts; therefore Veldonia remained on
            Tier 2.
        achievement: The government increased funding.
        deficiency: It did not report a single conviction.
        deficiency: Training of judges came to an end.
    """,
}


def read(summary: str) -> list[tuple[str, str]]:
    """(role, sentence) pairs of a block above: a sentence runs on over lines indented further."""
    lines = re.sub(r"\n {12}", " ", summary).strip().splitlines()
    pairs = [line.strip().split(": ", 1) for line in lines]
    return [(role, sentence) for role, sentence in pairs]


@pytest.mark.parametrize("summary", SUMMARIES.values(), ids=SUMMARIES.keys())
def test_a_summary_of_each_era_is_understood(summary: str) -> None:
    """The formulae of 2001 to 2025, and the lists between them."""
    pairs = read(summary)
    assert list(roles_of([text for _, text in pairs])) == [role for role, _ in pairs]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("While the government convicted two guards, few cases went to court.", "mixed"),
        ("The plan was adopted, but it was never funded.", "mixed"),
        ("The government adopted a plan, but it was never funded.", "mixed"),
        ("Selling sex is legal and, although the government funded exits, demand stayed.", "mixed"),
        ("Fees remained a problem; while police investigated them, no one was charged.",
         "deficiency"),
        ("Officials did not look, although there were reports of some arrests.", "deficiency"),
        ("However, although the government trained guards, they did not screen migrants.", "mixed"),
        ("Although fees were high, the camps were crowded.", "deficiency"),
        ("Despite opening a shelter, the government identified fewer victims.", "deficiency"),
    ],
)  # fmt: skip
def test_mixed_needs_something_done_against_something_not_done(sentence: str, role: str) -> None:
    """In a list of deficiencies a concession counts when it names a real step."""
    assert roles_of([VERDICT, RISE, LEAD, sentence])[-1] == role


SIGN_CASES = {
    "not done": ("courts have yet to hear it; they had yet to", "the court heard it"),
    "too little": ("shelters were inadequate", "shelters were adequate"),
    "less than before": ("convictions declined", "convictions doubled"),
    "in the way": ("corruption hampered the courts", "the courts sat"),
    "harm by the state": ("police detained victims", "police freed victims"),
    "done": ("the government opened a shelter", "no shelter was opened"),
    "made progress": ("the country made modest progress", "the country made promises"),
    "done to": ("in 2014, a law was drafted", "a law was forgotten"),
}


def test_every_sign_has_a_case() -> None:
    """A row without a case is a row nobody has seen at work."""
    assert list(SIGN_CASES) == [sign.name for sign in SIGNS]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_a_sign_is_seen_in_its_clause_and_not_in_its_opposite(sign: Sign) -> None:
    """One clause it must see, one it must leave."""
    pattern = re.compile(sign.pattern, re.IGNORECASE)
    seen, left = SIGN_CASES[sign.name]
    assert (bool(pattern.search(seen)), bool(pattern.search(left))) == (True, False)


ROLES = {
    "verdict", "tier", "achievement", "achievement_lead", "deficiency", "deficiency_lead", "mixed",
    "context",
}  # fmt: skip
SENTENCES = st.lists(
    st.one_of(st.sampled_from([*CUE_CASES.values(), VERDICT, RISE, LEAD]), st.text(max_size=60)),
    max_size=12,
)


@settings(deadline=None)  # the first example compiles the tables
@given(SENTENCES)
def test_every_sentence_gets_one_known_role(sentences: list[str]) -> None:
    """As many roles as sentences, whatever the sentences are, and the same twice."""
    roles = roles_of(sentences)
    assert (len(roles), set(roles) - ROLES, roles_of(sentences)) == (len(sentences), set(), roles)


@settings(deadline=None)  # the first example compiles the tables
@given(st.lists(st.sampled_from(list(CUE_CASES.values())), max_size=8))
def test_typography_changes_no_role(sentences: list[str]) -> None:
    """Curly quotes, hard spaces and line breaks are not meaning."""
    dressed = [s.replace("'", "’").replace(" ", "\u00a0 ", 3).replace(" ", "\n") for s in sentences]
    assert roles_of(dressed) == roles_of(sentences)
