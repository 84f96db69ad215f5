"""How the parts of a narrative begin: what tells a section when its heading is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.model import SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Words in the first sentence of a paragraph that tell of which section it is."""

    name: str
    kind: SectionKind
    pattern: str
    origin: str


_GOVERNMENT = (
    r"(?:(?:Despite|Although|While|In|During)\b[^.]{0,120}, )?"
    r"(?:The |Despite )?(?:[\w’' -]{0,40}\b)?(?:government|authorities|regime|Taliban)\b[^.]{0,110}?\b"
)

VERDICT = (
    r"\b(?:fully\s+(?:meets?|compl(?:y|ies)\s+with)|(?:do|does)\s+not\s+(?:yet\s+)?(?:fully\s+)?"
    r"(?:meet|comply\s+with))\s+(?:the\s+)?minimum\s+standards\b"
)
"""The sentence that the summary cannot be without."""

SPECIAL_CASE = r"\b(?:remains?|remained|is|was)\s+(?:designated\s+)?an?\s+special\s+case\b"

VERDICT_CUES = (r"minimum\s+standards", r"special\s+case")
"""A text without these, in small letters, holds neither: a cheap test."""

_AGES = (
    r"(?:[1-6]?\d|(?:six|seven|eight|nine|thir|four|fif)(?:teen)?|ten|eleven|twelve|twenty"
    r"|(?:twenty|thirty|forty)(?:-\w+)?)"
)

STORY = (
    r"[“\"]?(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)(?: is|, who (?:is|was)| was)?,?\s+\(?"
    rf"(?:(?:an?|aged?|only|just|then|age of)\s+){{0,2}}{_AGES}(?:[- ]years?\b|[,.)]|\s+when\b)"
)
"""A first name and an age: the box with a victim's story between the first two paragraphs of a
country, in 2004 and its neighbours (format reference, section 2.1). The name is of no country."""

OPENINGS: tuple[Opening, ...] = (
    Opening(
        name="prosecution",
        kind="prosecution",
        pattern=_GOVERNMENT
        + r"(?:(?:law enforcement|prosecution|prosecutorial)\b[^.]{0,60}\befforts?"
        r"|efforts? to (?:\w+ )?(?:prosecute|investigate|enforce)|progress in (?:law enforcement|prosecut))",
        origin="format reference, section 5; TIP 2018",
    ),
    Opening(
        name="protection",
        kind="protection",
        pattern=_GOVERNMENT
        + r"(?:protection\b[^.]{0,40}\befforts?|protective (?:efforts?|services)|efforts? (?:to|in) "
        r"(?:\w+ )?(?:protect|identify|assist|identifying|protecting)|efforts to ensure[^.]{0,60}victims)",
        origin="format reference, section 5; TIP 2018",
    ),
    Opening(
        name="prevention",
        kind="prevention",
        pattern=_GOVERNMENT
        + r"(?:prevention\b[^.]{0,40}\befforts?|preventive (?:efforts?|measures)"
        r"|efforts? (?:to|in) (?:\w+ )?prevent(?:ing)?\b|progress in (?:\w+ )?prevent)",
        origin="format reference, section 5; TIP 2018",
    ),
    Opening(
        name="profile",
        kind="profile",
        pattern=(
            r"As reported (?:over|in|during) the (?:past|last)\b|(?:Human )?[Tt]raffickers exploit\b"
            r"|[A-Z][^.]{2,80}? (?:is|are|remains?|continues to be) (?:primarily |principally |mainly |also |"
            r"both )*(?:an? )?(?:\w+ )?(?:source|transit|destination|origin|country of (?:origin|destination|"
            r"transit))\b"
        ),
        origin="format reference, sections 4.1 to 4.6",
    ),
)

ADVICE = frozenset(
    """accede actively acknowledge address adequately adopt advance afford aggressively align allocate
    allow amend appoint appropriate approve assist authorize begin better bolster bring broaden build
    cease certify clearly collaborate collect combat commit compile complete conduct consider
    consistently continue convene convict cooperate coordinate create criminalize decrease dedicate
    define designate develop devote direct disallow disburse disseminate do draft drastically educate
    effectively eliminate employ empower enact encourage end enforce engage enhance enlist ensure enter
    establish evaluate exclude execute exempt expand expedite explicitly explore extend facilitate
    finalize fix follow formalize formally foster fully fund further gazette give grant harmonize hire
    hold identify impose immediately implement improve incentivize include incorporate increase inform
    initiate inspect institute institutionalize integrate intensify investigate issue launch legally
    lift maintain make mandate modify monitor negotiate obtain offer open partner pass penalize permit
    prioritize proactively produce prohibit promote promptly promulgate prosecute protect provide
    publicize publish punish pursue raise ratify recognize reduce refer reform refrain refine regularly
    regulate reinstate reinvigorate release remove repeal replace replicate report require rescind
    research resource respect respond review revise robustly routinely screen seek send sentence
    significantly stop streamline strengthen strictly substantially sufficiently support sustain
    systematically take target thoroughly train undertake update use utilize vigorously widely work
    """.split()
)
"""First words of recommendations: bare infinitives and the adverbs before them (TIP 2018)."""
