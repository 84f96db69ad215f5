"""Small word lists the aligner needs: which words carry no content, and how words are formed."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list that is easier to read unquoted."""
    return frozenset(text.split())


FUNCTION_WORDS = words(
    """a about above after again against all also although always am among amongst an and any are
    as at be because been before being below between both but by can cannot could did do does doing
    done down during each either else even every for from further had has have having he her here
    hers him his how however i if in into is it its itself just let many may me might more moreover
    most much must my neither no nor not now of off on once only onto or other others our ours out
    over own per rather same several shall she should since so some such than that the their theirs
    them themselves then there thereby therefore these they this those though through thus to too
    toward towards under unless until up upon us very via was we were what when where whereas
    whether which while who whom whose why will with within without would yet you your yours
    according including include included includes additionally furthermore nonetheless
    nevertheless well s t"""
)
"""Closed classes of English (standard lists), and the connectives of the reports."""

LINKING_WORDS = words("a an and at by for from in of on or the to with against")
"""Words of a name that its initials leave out."""

IRREGULAR = {
    form: base
    for base, forms in {
        "beat": "beaten",
        "become": "became",
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "come": "came",
        "deal": "dealt",
        "draw": "drew drawn",
        "drive": "drove driven",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "forbid": "forbade forbidden",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hear": "heard",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "meet": "met",
        "overcome": "overcame",
        "oversee": "oversaw overseen",
        "pay": "paid",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shoot": "shot",
        "show": "shown",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "strike": "struck",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "undergo": "underwent undergone",
        "understand": "understood",
        "undertake": "undertook undertaken",
        "uphold": "upheld",
        "win": "won",
        "withdraw": "withdrew withdrawn",
        "withhold": "withheld",
        "write": "wrote written",
        "child": "children",
        "man": "men",
        "person": "people persons",
        "woman": "women",
        "labor": "labour",
        "program": "programme programmes",
        "center": "centre centres",
    }.items()
    for form in forms.split()
}
"""Forms no suffix rule reaches: common irregular verbs, plurals and spellings of the reports."""

INFLECTIONS = (
    ("ies", "y", 2),
    ("ied", "y", 2),
    ("sses", "ss", 2),
    ("shes", "sh", 2),
    ("ches", "ch", 2),
    ("xes", "x", 2),
    ("ss", "ss", 1),
    ("us", "us", 1),
    ("is", "is", 1),
    ("eed", "eed", 1),
    ("s", "", 3),
    ("ed", "", 3),
    ("ing", "", 3),
)
"""Ending, what stands for it, letters that must be left (after step 1 of Porter 1980)."""

DERIVATIONS = (
    ("ization", "iz", 3),
    ("isation", "iz", 3),
    ("ification", "if", 3),
    ("ation", "", 4),
    ("ator", "", 4),
    ("ativ", "", 4),
    ("ment", "", 4),
    ("anc", "", 5),
    ("enc", "", 5),
    ("ity", "", 4),
    ("ify", "if", 3),
    ("ness", "", 4),
    ("ous", "", 4),
    ("ion", "", 4),
    ("ally", "", 4),
    ("al", "", 4),
    ("at", "", 4),
    ("iv", "", 4),
    ("er", "", 4),
    ("or", "", 4),
    ("ly", "", 4),
)
"""As above, for words made from words, after their final e is gone."""

NUMBER_WORDS = {
    "zero": "0",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
    "twenty": "20",
}
"""As the reports write small numbers. "One" is left out: it is a pronoun as often as a number."""

JOINED_PREFIXES = ("anti", "multi", "non", "re", "co", "inter", "sub", "semi", "pre", "un")
"""Prefixes written with and without a hyphen: anti-corruption, anticorruption."""

SHORT_NAMES = {
    "united nations": "un",
    "european union": "eu",
    "united states": "us",
    "u.s.": "us",
    "u.n.": "un",
    "nongovernmental organization": "ngo",
    "un children's fund": "unicef",
    "international labor organization": "ilo",
    "international organization for migration": "iom",
    "standard operating procedures": "sops",
    "national action plan": "nap",
    "national referral mechanism": "nrm",
    "memorandum of understanding": "mou",
}
"""Names the reports write out in one edition and shorten in the next, as initials."""
