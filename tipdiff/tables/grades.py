"""How the first sentence of a section grades the government's efforts of the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipdiff.model import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """A wording that grades efforts; of all found, the one that begins first decides."""

    name: str
    pattern: str
    grade: Grade
    origin: str


_EFFORTS = (
    r"(?:efforts?|progress|improvements?|activities|measures|performance|prosecutions?|"
    r"investigations?|convictions?|protections?|prevention|identification|response|assistance|"
    r"capacity)"
)
_WEAK = (
    r"(?:(?:very|extremely|generally|largely|only|overall|its|some) )*(?:minimal|negligible|"
    r"limited|weak|inadequate|insufficient|scant|few|little|poor)"
)
_UNEVEN = r"(?:(?:very|overall|its) )*(?:mixed|uneven|inconsistent)"
_MAKES = (
    r"(?:made|makes|maintained|sustained|continued|demonstrated|undertook|had|showed|took|exhibited)"
    r"(?: (?:to (?:make|demonstrate|undertake|show)|making))?"
)
_OBJECT = rf"(?:(?!{_EFFORTS}\b|but\b|while\b)[^.;,]){{0,90}}?\b{_EFFORTS}\b"

GRADINGS: tuple[Grading, ...] = (
    Grading(
        name="nothing done",
        pattern=(
            rf"\b(?:did|does|has|have) not (?:report(?:ed)? |publicly )*(?:(?:making|make|made|"
            r"demonstrate|demonstrated|undertake|undertaken|taking|take|show) )?"
            rf"(?:any |new |significant |discernible |tangible )*(?:[\w-]+ ){{0,4}}?{_EFFORTS}\b"
            r"|\b(?:made|makes|took|undertook|demonstrated|reported) no (?:[\w-]+ ){0,4}?"
            rf"{_EFFORTS}\b"
        ),
        grade="none",
        origin="TIP 2018 sections; format reference, section 6",
    ),
    Grading(
        name="weak efforts",
        pattern=rf"\b{_MAKES} {_WEAK}(?:,? (?:and |but )?[\w-]+){{0,5}}? {_EFFORTS}\b",
        grade="minimal",
        origin="bench README; TIP 2018 sections",
    ),
    Grading(
        name="efforts stayed weak",
        pattern=(
            rf"\b{_EFFORTS}\b[^.;]{{0,60}}?\b(?:remained|remain|were|are|was|continued to be) "
            rf"{_WEAK}\b"
        ),
        grade="minimal",
        origin="TIP 2018 sections of Tier 3",
    ),
    Grading(
        name="uneven efforts",
        pattern=rf"\b{_MAKES} {_UNEVEN}(?:,? (?:and |but )?[\w-]+){{0,5}}? {_EFFORTS}\b",
        grade="mixed",
        origin="bench README; TIP 2018 sections",
    ),
    Grading(
        name="efforts were uneven",
        pattern=rf"\b{_EFFORTS}\b[^.;]{{0,60}}?\b(?:remained|were|was) {_UNEVEN}\b",
        grade="mixed",
        origin="bench README",
    ),
    Grading(
        name="raised",
        pattern=(
            r"\b(?:increased|improved|expanded|strengthened|enhanced|intensified|augmented|"
            rf"accelerated|stepped up|bolstered) {_OBJECT}"
        ),
        grade="increased",
        origin="TIP 2018 sections",
    ),
    Grading(
        name="progress",
        pattern=(
            r"\b(?:made|demonstrated|achieved|showed) (?:clear |significant |notable |modest |"
            r"some |substantial |considerable |important |appreciable |key |steady |slight )*"
            r"(?:progress|improvements?|advances|increas(?:ed|ing) (?:[\w-]+ ){0,3}?efforts)\b"
        ),
        grade="increased",
        origin="TIP 2018 sections; format reference, section 6",
    ),
    Grading(
        name="efforts rose",
        pattern=rf"\b{_EFFORTS}\b[^.;]{{0,60}}?\b(?:increased|improved|rose)\s*[.,;]",
        grade="increased",
        origin="by the pattern of the row for decreases",
    ),
    Grading(
        name="lowered",
        pattern=rf"\b(?:decreased|reduced|weakened|lessened|scaled back|curtailed) {_OBJECT}",
        grade="decreased",
        origin="TIP 2018 sections",
    ),
    Grading(
        name="efforts fell",
        pattern=(
            rf"\b{_EFFORTS}\b[^.;]{{0,60}}?\b(?:decreased|declined|diminished|deteriorated|weakened|"
            r"fell|worsened)\b"
            r"|\b(?:made|demonstrated|showed) (?:an? )?(?:decreas(?:ed|ing)|diminished|fewer|"
            rf"decrease in) {_OBJECT}"
        ),
        grade="decreased",
        origin="TIP 2018 sections",
    ),
    Grading(
        name="kept up",
        pattern=rf"\b(?:maintained|sustained|continued)(?: to (?:make|demonstrate))? {_OBJECT}",
        grade="maintained",
        origin="TIP 2018 sections",
    ),
)
