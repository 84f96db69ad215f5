"""An archive of two editions of fourteen countries, in our own words: nothing of it happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipdiff import countries, parse_text
from tipdiff.archive import Archive
from tipdiff.capture import Exchange, Facts
from tipdiff.tables.template_names import DEMONYMS

if TYPE_CHECKING:
    from pathlib import Path

    from tipdiff.model import Narrative

NAMES = (
    *("Albania", "Brazil", "Chad", "Denmark", "Egypt", "Fiji", "Ghana", "Haiti", "India"),
    *("Japan", "Kenya", "Laos", "Mexico", "Nepal"),
)
COMPARED = NAMES[:12]
"""The others: one has no earlier edition, one is blocked; a fifteenth country is missing."""

FORM = """{NAME}: Tier {tier}

The Government of {name} does not fully meet the minimum standards for the elimination of trafficking; however, it is making significant efforts to do so. The government demonstrated overall increasing efforts compared to the previous reporting period; therefore {name} {move} Tier {tier}. These efforts included opening a {demonym} hotline for fishing crews. {more}However, the government did not inspect any brick kilns.

RECOMMENDATIONS FOR {NAME}

Train harbor inspectors to order restitution for unpaid crews; fund shelters for men in all provinces; and end the fees that workers pay to recruiters.

PROSECUTION

The government {grade} law enforcement efforts. Courts of {name} convicted {number} recruiters of forced labor in brick kilns, and sentenced all of them to prison terms.
"""  # noqa: E501 - a paragraph is a line, as in the reports


def text(name: str, *, new: bool) -> str:
    """A narrative of 2022, or of 2023 with its changes: each has another share of them."""
    number = NAMES.index(name)
    downgraded, upgraded = new and name == "Chad", new and name == "Denmark"
    words = FORM.format(
        NAME=name.upper(),
        name=name,
        demonym=DEMONYMS[countries.find(name).iso3].split()[0],
        tier="2 Watch List" if downgraded else "1" if upgraded else "2",
        move="was downgraded to"
        if downgraded
        else "was upgraded to"
        if upgraded
        else "remained on",
        more="Police closed nine bars. " if new and number % 2 else "",
        grade="decreased" if new and name == "Egypt" else "maintained",
        number=("nine" if new else "six") if number % 3 == 0 else "four",
    )
    if upgraded:
        words = words.replace("does not fully meet", "fully meets").replace(
            "; however, it is making significant efforts to do so", ""
        )
    if new:
        words = words.replace("order restitution for", "award compensation to")
        if number < 6:
            words = words.replace("fund shelters for men in all", "pay for homes for men in remote")
        if name == "Fiji":
            words = words.replace(" However, the government did not inspect any brick kilns.", "")
    return words


def read(name: str, edition: int) -> Narrative:
    """The narrative, parsed."""
    return parse_text(text(name, new=edition == 2023), edition=edition, country=name)


def filled(folder: Path) -> Archive:
    """The archive, open."""
    archive = Archive(folder)
    for name in NAMES:
        if name != "Mexico":
            _keep(archive, name, 2022)
        if name in NAMES[:13]:
            _keep(archive, name, 2023)
    return archive


def _keep(archive: Archive, name: str, edition: int) -> None:
    made = read(name, edition)
    url = f"https://www.example.org/{edition}/{made.country.slug}"
    body = made.text.encode()
    facts = Facts(source="state_gov", country=made.country.iso3, edition=edition, status="good")
    capture = archive.add_fetched(Exchange(url=url, http_status=200, body=body), facts).capture
    made = replace(made, source="state_gov", evidence=capture.evidence)
    with archive.writing() as store:
        store.narratives.save(capture, [made])
