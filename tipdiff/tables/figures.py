"""The words that law-enforcement and victim figures are told in.

Rows are tried in order at each place of a sentence, those of periods.py before them; what no row
matches is left out.
"""

from __future__ import annotations

from tipdiff.tables.periods import NUMBER, PERIODS, REPORTING, YEAR, Lexeme

DATA = r"(?:data|details|figures|information|numbers?|records|reporting|statistics)\b"

LEXEMES: tuple[Lexeme, ...] = (
    *PERIODS,
    # What is not the nation's total of the year.
    Lexeme(
        name="from earlier years",
        kind="carry",
        pattern=(
            r"\b(?:(?:initiated|opened|begun|started|filed) (?:in|during|from) (?:the )?|"
            r"from (?:the )?|"
            r"in (?:the )?)(?:previous|prior|past|earlier|preceding) (?:years|reporting (?:periods|"
            r"years)|periods)\b"
            rf"|\b(?:initiated|opened|begun|started|filed) (?:in|during|from|since) {YEAR}\b"
            r"|\b(?:initiated|opened|begun|started|filed) (?:in|during|from) the (?:previous|"
            r"prior) "
            rf"{REPORTING}|\bfrom (?:the |a )?(?:previous|prior|last) {REPORTING}\b"
        ),
        value="back",
        origin="bench README: carryover",
    ),
    Lexeme(
        name="part of it",
        kind="part",
        pattern=(
            r"\b(?:including|includ(?:ed|es)|of (?:whom|which|these|those|them)|among (?:whom|"
            r"which|"
            r"these|those|them)|consist(?:ing|ed) of|compris(?:ing|ed)|amount(?:ing|ed) to|"
            r"resulting from|on charges of|an additional|another|in addition to|for example|"
            r"such as)\b"
            rf"|\bof the (?={NUMBER})|(?:^|(?<=; ))in one (?:[\w-]+ )?case,"
        ),
        origin="bench README",
    ),
    Lexeme(
        name="with how many involved",
        kind="part",
        pattern=r"\binvolv(?:ing|ed)\b",
        value="short",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="carried over",
        kind="carry",
        pattern=(
            r"\b(?:(?<!initiated or )continu(?:ed?|es|ing)|ongoing|pending|still|remain(?:ed|s|ing)|"
            r"carried over)\b"
        ),
        origin="bench README: carryover",
    ),
    Lexeme(
        name="something else not reported, or not there",
        kind="skip",
        pattern=(
            r"\b(?:did|does|do|has|have|had) not (?:[\w-]+ ){0,2}?(?:"
            r"report (?:on )?(?:any )?(?:efforts|sentences)|"
            rf"(?:provide|have)(?![^.;]{{0,40}}\b{DATA}))\b"
            rf"|\black(?:ed| of)\b(?! (?:[\w-]+ ){{0,3}}?{DATA})"
        ),
        origin="TIP 2018 sections: did not have procedures to identify victims",
    ),
    Lexeme(
        name="not reported",
        kind="silent",
        pattern=(
            r"\b(?:did|does|do|has|have|had|was|were|could|would) not (?:[\w-]+ ){0,2}?(?:report|"
            r"provide|maintain|collect|compile|publish|share|disaggregate|release|disclose|record|"
            r"track|keep|able|reported|provided|available|specify|make|know|indicate|have)\b"
            r"|\b(?:lacked|lack of|unable|unknown|unclear|declined to|no (?:known|information|"
            r"data|statistics|"
            r"reports?|records?|official))\b|\bwhether\b|\bhow many\b"
        ),
        origin="bench README: none_reported",
    ),
    Lexeme(
        name="not done",
        kind="no",
        pattern=(
            r"\b(?:did|do|does|has|have|had) (?:not|never)(?: yet)?"
            r"(?: (?:initiat(?:e|ed)|open(?:ed)?|conduct(?:ed)?|begin|launch|undertake|pursue|"
            r"commence|secured?|obtain(?:ed)?|achieved?|make|complete|bring|formally|proactively|"
            r"officially|independently))?\b"
            r"|\bnor (?:did|has|had) (?:it|they|the government|authorities)\b"
            r"|\b(?:had|has|have) (?:yet|failed) to\b|\bfailed to\b|\bnever\b"
        ),
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="but",
        kind="turn",
        pattern=r"\b(?:but|however)\b",
        value="new",
        origin="TIP 2018 sections: what follows is compared with nothing yet",
    ),
    Lexeme(
        name="although",
        kind="turn",
        pattern=(
            r"\b(?:although|though|while|whereas|instead|nevertheless|"
            r"initiat(?:ed|ing)|launched|began|newly)\b"
        ),
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="elsewhere",
        kind="abroad",
        pattern=(
            r"\b(?:extradit\w+|cooperat(?:ed|es|ing)|jointly|joint|foreign (?:governments?|"
            r"authorities|law enforcement|counterparts|officials)|transnational investigations?|"
            r"international investigations?|interpol|europol|mutual legal|assisted in|"
            r"administrative(?:ly)?)\b"
        ),
        origin="TIP 2018 sections: other countries' cases, administrative ones",
    ),
    # Who counts.
    Lexeme(
        name="officials",
        kind="unit",
        pattern=(
            r"\b(?:(?:police |military |government |public |law enforcement |security |"
            r"immigration |"
            r"prison )*(?:officers|employees|soldiers|diplomats|peacekeepers|policemen)|"
            r"complicit\w*|complicity)\b"
        ),
        value="officials",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="others",
        kind="others",
        pattern=(
            r"\b(?:(?:international|local|civil society|nongovernmental|non-governmental|media|"
            r"partner|regional) )*(?:NGOs?|organizations?|IOM|UNICEF|UNHCR|ILO|UNODC|media|"
            r"civil society|observers?|experts?|activists|advocates|academics|unions?|"
            r"stakeholders)\b"
        ),
        origin="bench README: counts by others than the government",
    ),
    Lexeme(
        name="the state",
        kind="state",
        pattern=(
            r"\b(?:government|authorities|police|courts?|law enforcement|prosecutors?|it|they|ministry|"
            r"judiciary|judges?|department|agency|agencies|unit|office|tribunals?|immigration|"
            r"customs|inspectors|public officials|officials|institutions)\b(?! employees)"
        ),
        origin="TIP 2018 sections",
    ),
    # What was done.
    Lexeme(
        name="to investigate",
        kind="verb",
        pattern=(
            r"\binvestigat(?:e|ed|ing|es)\b|\bopen(?:ed|ing)(?= [\w,]+ (?:"
            r"[\w-]+ ){0,3}cases\b)"
        ),
        value="investigations",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="to prosecute",
        kind="verb",
        pattern=(
            r"\b(?:prosecut(?:e|ed|ing|es)|indict(?:ed|ing)?|charg(?:ed|ing))\b"
            r"|\bsent\b(?= [\w,]+ (?:[\w-]+ ){0,3}?cases? to (?:court|trial)\b)"
        ),
        value="prosecutions",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="to convict",
        kind="verb",
        pattern=r"\bconvict(?:ed|ing)?\b|\bfound guilty\b",
        value="convictions",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="to identify",
        kind="verb",
        pattern=r"\bidentif(?:y|ied|ying|ies)\b",
        value="victims_identified",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="to do something else",
        kind="verb",
        pattern=(
            r"\b(?:arrest(?:ed|ing)|detain(?:ed|ing)|sentenc(?:ed|ing)|acquitt(?:ed|ing)|"
            r"dismiss(?:ed|ing)|train(?:ed|ing)|inspect(?:ed|ing)|referr(?:ed|ing)|assist(?:"
            r"ed|ing)|"
            r"rescu(?:ed|ing)|repatriat(?:ed|ing)|screen(?:ed|ing)|interview(?:ed|ing)|"
            r"provid(?:ed|ing)|shelter(?:ed|ing)|remov(?:ed|ing)|intercept(?:ed|ing)|"
            r"receiv(?:ed|ing)|award(?:ed|ing)|clos(?:ed|ing)|protect(?:ed|ing)|serv(?:ed|ing)|"
            r"fin(?:ed|ing)|recogni[sz](?:ed|ing)|offer(?:ed|ing)|support(?:ed|ing)|hous(?:ed|"
            r"ing))\b"
        ),
        origin="TIP 2018 sections: what is counted beside the four measures",
    ),
    Lexeme(
        name="investigation",
        kind="noun",
        pattern=r"\b(?:cases (?:for|under) |case )?investigations?\b",
        value="investigations",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="prosecution",
        kind="noun",
        pattern=r"\b(?:prosecutions?|indictments?)\b",
        value="prosecutions",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="conviction",
        kind="noun",
        pattern=r"\bconvictions?\b",
        value="convictions",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="identification",
        kind="noun",
        pattern=(rf"\bidentification(?=(?: of)? (?:at least |approximately |more than )?{NUMBER})"),
        value="victims_identified",
        origin="TIP 2018 sections",
    ),
    # Who or what is counted.
    Lexeme(
        name="cases",
        kind="unit",
        pattern=r"\b(?:cases?|incidents?|complaints|trials?|offenses|crimes)\b",
        value="cases",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="victims",
        kind="unit",
        pattern=r"\b(?:victims?|survivors?|children|girls|boys|minors?)\b",
        value="victims",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="persons",
        kind="unit",
        pattern=(
            r"\b(?:traffickers?|suspects?|defendants?|individuals?|persons?|people|offenders?|"
            r"perpetrators?|facilitators?|slaveholders?|criminals?|accused|men|man|women|woman|"
            r"nationals?|citizens?|recruiters?|ringleaders?|accomplices|workers)\b"
        ),
        value="persons",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="nationals",
        kind="unit",
        pattern=r"\b(?-i:[A-Z][a-z]+(?:ians|ans|is|ese))\b",
        value="nationals",
        origin="TIP 2018 sections",
    ),
    # How many.
    Lexeme(
        name="at least",
        kind="qualifier",
        pattern=r"\b(?:at least|no fewer than|a minimum of|more than|over|no less than)(?= )",
        value="at_least",
        origin="bench README",
    ),
    Lexeme(
        name="about",
        kind="qualifier",
        pattern=r"\b(?:approximately|about|around|nearly|almost|an estimated|roughly|some)(?= )",
        value="about",
        origin="bench README",
    ),
    Lexeme(
        name="the first",
        kind="number",
        pattern=(
            r"(?<=recorded )its first(?: ever)?|(?<=secured )its first(?: ever)?|(?<=achieved )its "
            r"first(?: ever)?|(?<=obtained )its first(?: ever)?|(?<=reported )its first(?: ever)?"
        ),
        value="1",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="none",
        kind="number",
        pattern=r"\b(?:zero|none|no)\b",
        value="0",
        origin="TIP 2018 sections",
    ),
    Lexeme(
        name="number",
        kind="number",
        pattern=rf"(?:(?<![\w.,-])|(?<= to)(?=\d)|(?<=with)(?=\d)){NUMBER}(?![\w%]|[.,]\d)",
        origin="TIP 2018 sections",
    ),
    # What joins and parts them.
    Lexeme(name="auxiliary", kind="be", pattern=r"\b(?:was|were|been|being)\b", origin="grammar"),
    Lexeme(name="and", kind="joint", pattern=r"\b(?:and|or|nor)\b|&|/", origin="grammar"),
    Lexeme(name="comma", kind="joint", pattern=r",", origin="grammar"),
    Lexeme(name="opening bracket", kind="open", pattern=r"[(\[]", origin="grammar"),
    Lexeme(name="closing bracket", kind="close", pattern=r"[)\]]", origin="grammar"),
    Lexeme(name="dash", kind="dash", pattern=r"[–—]| - | -- ", origin="grammar"),
    Lexeme(name="colon", kind="colon", pattern=r":", origin="grammar"),
    Lexeme(name="semicolon", kind="stop", pattern=r"[;.]", origin="grammar"),
    Lexeme(name="word", kind="word", pattern=r"[^\W\d_][\w'’-]*", origin="grammar"),
)

PLAIN_OBJECT = (
    r"(?:[,\s]*\b(?:or|and|any|an?|single|new|trafficking|human|alleged|suspected|potential|"
    r"formally|"
    r"traffickers?|victims?|cases?|individuals?|suspects?|persons?|perpetrators?|offenders?|"
    r"suspected|investigat\w*|prosecut\w*|convict\w*|identif\w*|crimes?|offenses?|for|of|in|under|"
    r"the|its|either|both|anti-trafficking|law|laws|statutes?|defendants?|refer|assist|"
    r"protect|provide|services|"
    r"to|care|initiate|obtain|secure|conduct|trafficking-related|convictions?|"
    r"anyone|anybody|articles?|sections?|charges|on|provisions?|act|code|2\d\d\d|\d+\w*)\b)*\s*"
    r"(?=[,;.(—–]|\b(?:during|in|compared|contrasted|for|this|despite|since|as|while|last|"
    r"throughout|"
    r"or|nor|since|due|at|by|(?:it|government|authorities) (?:has|had|did|also))\b|$)"
)
"""Follows a denial that speaks of all cases, not of some: "did not convict any traffickers in"."""

TYPED = (
    r"\b(?:(?P<sex>sex|sexual|prostitution)|(?P<labor>labou?r|bonded|begging|servitude|slavery)|"
    r"(?P<other>criminality|child|children|girls?|boys?|women|men|female|male|foreign|minors?|adults?|"
    r"domestic|soldiers?|exploitation|nationals?))\b"
)
"""Says that a count is of one kind of victim, crime or person, and so perhaps not of all."""

BOTH_KINDS = (
    r"\bsex(?:ual)?(?: trafficking| exploitation)?(?: and|,| or) (?:forced |for )*labor\b"
    r"|\blabor(?: trafficking)?(?: and|,| or) (?:forced )?(?:sex|prostitution)"
)
"""Names all kinds there are, and so counts everything."""

COUNTING = (
    r"investigat|prosecut|convict|indict|charged|charging|guilty|identif|opened|compar|same number"
    r"|similar to|(?:in|de)crease from|declin\w+ from"
)
"""In every sentence that can hold a figure: the others are not read word by word."""
