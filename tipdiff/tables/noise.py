"""Noise that copies of the report carry inside their sentences, and what stood there before.

Only what is sure is repaired: words whose "fl" was lost are a guess and stay (tables/lost_fl.py).
A row is tried where one of its `marks` is in the text;
where two rows want the same place, the earlier one has it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """A pattern of noise and what takes its place, a template of `re`.

    Where the pattern has a group `noise`, that alone is replaced: a pattern that begins with a
    character it can be found by is quicker than one that looks back from every place.
    """

    name: str
    pattern: str
    becomes: str
    marks: tuple[str, ...]
    origin: str


_CAPITALS = r"[A-Z]{3,}[,.]?(?: \(?[A-Z]{2,}\)?[,.]?){2,}"

NOISE: tuple[Noise, ...] = (
    Noise(
        name="chart label",
        pattern=(
            r"(?:(?:ST\. )?(?:[A-ZÀ-Þ’'-]{2,}\s+){1,7})?TIER\s+RANKING\s+BY\s+YEAR"
            r"(?:\s+(?:2WL|[123]|20\d\d)\b)*[ \t]*"
        ),
        becomes="",
        marks=("RANKING",),
        origin="format reference, section 1.3: PDFs of 2015 and its neighbours",
    ),
    Noise(
        name="mark of Markdown",
        pattern=r"(?m)^[ \t]*#{1,6}[ \t]+(?=\S)",
        becomes="",
        marks=("# ",),
        origin="copies of others: ### PROSECUTION",
    ),
    Noise(
        name="mark of Markdown",
        pattern=r"(?<!\*)\*\*(?=[^\s*])([^*\n]{1,200})(?<=\S)\*\*(?!\*)",
        becomes=r"\1",
        marks=("**",),
        origin="copies of others: **TRAFFICKING PROFILE:**",
    ),
    Noise(
        name="broken heading",
        pattern=r"(?i)(?:: |\()TIER 2(?P<noise>\s*\n\s*)(?=WATCH[ -]?LIST)",
        becomes=" ",
        marks=("WATCH LIST", "Watch List", "WATCHLIST"),
        origin="TIP 2018 as text: SIERRA LEONE: TIER 2 / WATCH LIST; reference, section 5",
    ),
    Noise(
        name="broken heading",
        pattern=r"(?i)(?:: |\()TIER 2 WATCH(?P<noise>\s*\n\s*)(?=LIST\b)",
        becomes=" ",
        marks=("WATCH", "Watch"),
        origin="reasoned from SIERRA LEONE: TIER 2 / WATCH LIST",
    ),
    Noise(
        name="glued heading",
        pattern=r"(?m)(?<=^WATCH LIST)(?=[A-Z][a-z])",
        becomes="\n\n",
        marks=("\nWATCH LIST",),
        origin="TIP 2018 as text: WATCH LISTThe Government",
    ),
    Noise(
        name="glued heading",
        pattern=rf"\.(?<=[a-z]\.)(?P<noise>\s*)(?={_CAPITALS}(?::|[A-Z][a-z]))",
        becomes="\n\n",
        marks=(".",),
        origin="TIP 2018 as text: begging.AREA ADMINISTERED BY",
    ),
    Noise(
        name="glued heading",
        pattern=rf"\.(?<=[a-z]\.)(?P<noise>\s*{_CAPITALS}:?)(?=[A-Z][a-z])",
        becomes=r"\g<noise>\n\n",
        marks=(".",),
        origin="TIP 2018 as text: BY TURKISH CYPRIOTSThe northern",
    ),
    Noise(
        name="en dash",
        pattern=r"(?<=\d)Œ(?=\d)|(?<= )Œ(?= )",
        becomes="–",
        marks=("Œ",),
        origin="TIP 2018 as text: between years, between words",
    ),
    Noise(
        name="opening quotation mark",
        pattern=r"(?<![^\W_])‚(?=[^\W\d_])",
        becomes="‘",
        marks=("‚",),
        origin="TIP 2018 as text: ‚slavery and servitude'",
    ),
    Noise(
        name="euro sign",
        pattern=r"(?<=[^\n][\s(])•(?=\d)",
        becomes="€",
        marks=("•",),
        origin="TIP 2018 as text: •876,000 ($1.05 million)",
    ),
    Noise(
        name="bullet",
        pattern="(?m:^|(?<=\\s))(?:[●■\uf0b7\uf0a7][ \\t]*|•(?=[^\\W\\d_]))",
        becomes="• ",
        marks=("•", "●", "■", "\uf0b7", "\uf0a7"),
        origin="reasoned: bullets of other fonts, and bullets glued to their item",
    ),
    Noise(
        name="footnote mark",
        pattern=r"ƒ(?=\S)",
        becomes="",
        marks=("ƒ",),
        origin="TIP 2018 as text: ƒThe Government of Aruba",
    ),
    Noise(
        name="lost ligature",
        pattern=r"\b([Tt]ra)(?:ff?|fi)ck(?=ing\b|ers?\b|ed\b)",
        becomes=r"\1ffick",
        marks=("fc", "rafick"),
        origin="format reference, section 1.3: traffcking, trafickers",
    ),
    Noise(
        name="lost ligature",
        pattern=r"\b([Ee])f(?=orts?\b)",
        becomes=r"\1ff",
        marks=("efort", "Efort"),
        origin="format reference, section 1.3: eforts",
    ),
    Noise(
        name="lost ligature",
        pattern=r"\b([Oo])f[fi]?c(?=ial(?:s|ly)?\b|ers?\b|es?\b)",
        becomes=r"\1ffic",
        marks=("fc", "ofic", "Ofic"),
        origin="reasoned from traffcking: ofcials, offcers, ofices",
    ),
    Noise(
        name="lost ligature",
        pattern=r"\b([Oo])f(?=ens(?:es?|ive)\b|end(?:ers?|ed)\b)",
        becomes=r"\1ff",
        marks=("ofen", "Ofen"),
        origin="reasoned from eforts: ofenses, ofenders",
    ),
    Noise(
        name="lost ligature",
        pattern=r"if(?<=[a-z]if)(?P<noise>)(?:(?=c(?:ant|at|al|\b))|(?<=[ctsd]if)(?=e[ds]\b))",
        becomes="i",
        marks=("fc", "ifed", "ifes"),
        origin="reasoned from traffcking: signifcant, identifcation, identifed",
    ),
    Noise(
        name="lost ligature",
        pattern=r"\b([Ss]u|[Ii]nsu)ff?(?=cient)",
        becomes=r"\1ffi",
        marks=("fc",),
        origin="reasoned from traffcking: suffcient",
    ),
    Noise(
        name="lost slash",
        pattern=r"\band(?=or\b)",
        becomes="and/",
        marks=("andor",),
        origin="TIP 2018 as text: andor",
    ),
    Noise(
        name="lost slash",
        pattern=r"\bHIV(?=AIDS\b)",
        becomes="HIV/",
        marks=("HIVAIDS",),
        origin="TIP 2018 as text: HIVAIDS",
    ),
    Noise(
        name="soft hyphen",
        pattern="\u00ad\n?",
        becomes="",
        marks=("\u00ad",),
        origin="format reference, section 5",
    ),
    Noise(
        name="invisible character",
        pattern="[\u200b\u200c\u2060\ufeff]",
        becomes="",
        marks=("\u200b", "\u200c", "\u2060", "\ufeff"),
        origin="Human Rights Report 2017, Romania",
    ),
    Noise(
        name="table pipe",
        pattern=r"(?m)^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$",
        becomes="",
        marks=("|",),
        origin="format reference, section 3.3",
    ),
    Noise(
        name="glued sentences",
        pattern=(
            r"\.(?=[A-Z][a-z]|[A-Z]{3}|[“ﬁ][A-Z])"
            r"(?:(?<=[a-z]{3}\.)(?<!www\.)|(?<=\d\d\.)|(?<=[A-Za-z\d][)\]”ﬂ%]\.))"
        ),
        becomes=". ",
        marks=(".",),
        origin="TIP 2018 as text: 343 times; format reference, section 4.6",
    ),
    Noise(
        name="glued sentences",
        pattern=(
            r"\.(?=(?:The|An?|In|This|These|However|Although|During|It|Authorities)\s)"
            r"(?<=[A-Za-z]{2}\.|[\s\d]\d\.)"
        ),
        becomes=". ",
        marks=(".",),
        origin="TIP 2018 as text: offenses.A shift, NGOs.The government, Offenses Act.The",
    ),
    Noise(
        name="glued sentences",
        pattern=r"\.(?=[A-Z][a-z]{2})(?<=[A-Z]{3}\.)",
        becomes=". ",
        marks=(".",),
        origin="TIP 2018 as text: from the ICBF.Presidential decree",
    ),
    Noise(
        name="glued sentences",
        pattern=r"”(?=[A-Z][a-z])(?<=[a-z][.!?].)",
        becomes="” ",
        marks=("”",),
        origin="reasoned from the glued sentences of TIP 2018",
    ),
    Noise(
        name="glued sentences",
        pattern=r"ﬂ(?=[A-Z][a-z])(?<=[a-z][.!?].)",
        becomes="ﬂ ",
        marks=("ﬂ",),
        origin="reasoned from the glued sentences of TIP 2018, where ﬂ is a closing quotation mark",
    ),
)

LEFT_OVER = (
    r"[ƒﬁﬂ\ufffdŠŒÃâA-Z](?:(?<=[ƒﬁﬂ\ufffd])|(?<=Š)(?:(?<=[a-z\d,)”]Š)|(?<![A-ZÀ-Ž]Š)(?=\s))"
    r"|(?<=Œ)(?:(?<=[a-z]Œ)|(?![A-Za-z]))|(?<=\d[A-Z])[A-Z]{3,}[a-z]|(?<=Ã)[©¨¡³±¼¶]|(?<=â)€)"
)
"""What is still noise when all repairs are made: a warning, for the text cannot be trusted there.
Names begin with the letters Š and Œ, and addresses hold capitals after digits: those are none."""
