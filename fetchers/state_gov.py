"""www.state.gov, 2017 to now: one WordPress page a country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tipdiff.layout import Layout
from tipdiff.registry import Document, Found
from tipdiff.series import DEFAULT, every

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipdiff.model import Country
    from tipdiff.registry import Index
    from tipdiff.tables.series import Series

LAYOUT = Layout(
    name="state_gov",
    hosts=("www.state.gov", "2017-2021.state.gov", "2021-2025.state.gov"),
    marks=(
        r"An official website of the United States Government\b",
        r"Official websites use \.gov",
        r"You are viewing ARCHIVED CONTENT released online",
        r"class=.[^\"']*\breport__(?:main|content)\b",
    ),
    narrative=("section.report__main", "section.report__content__inner", "div.entry-content"),
    drop=("nav", ".report__side", ".report__tags", ".wp-block-tags-block", ".report-header"),
    front=(
        r"An official website of the United States Government\b[^\n]*",
        r"Official websites use \.gov[^\n]*",
        r"A \.gov website belongs to[^\n]*",
        r"Secure \.gov websites use HTTPS[^\n]*",
        r"A lock \([^\n]*",
        r"2017-2021 ARCHIVED CONTENT[^\n]*",
        r"You are viewing ARCHIVED CONTENT[^\n]*",
        r"Content in this archive site is NOT UPDATED[^\n]*",
        r"For current information, go to www\.state\.gov[^\n]*",
        r"In this section /[^\n]*",
        r"(?:Bureau|Office) [^\n.]{3,80}$",
    ),
    tail=(
        r"Tags$",
        r"Back to top$",
        r"View report by:",
        r"Stay connected with us",
        r"(?:U\.S\. )?Department of State$",
    ),
)

BASE = "https://www.state.gov"
EDITIONS = range(2017, 2100)

_SUFFIXES = {(DEFAULT, 2019): ("-2", "")}
"""The whole 2019 edition lives under another name: format reference, section 0."""


@dataclass(frozen=True, slots=True)
class Reports:
    """The pages of a series: all are laid out alike, each series under its own address."""

    LAYOUT: ClassVar[Layout] = LAYOUT
    BASE: ClassVar[str] = BASE
    series: Series
    EDITIONS: range

    def index_urls(self, edition: int) -> tuple[str, ...]:
        """The edition's own page, which has the navigator with all countries."""
        suffixes = _SUFFIXES.get((self.series.name, edition), ("",))
        return tuple(f"{self._report(edition)}{suffix}/" for suffix in suffixes)

    def read_index(self, index: Index) -> Found:
        """The navigator's entries; where there is none, the links below the report's address."""
        from tipdiff.links import first_of_each, links

        listed = first_of_each(links(index, "nav#report-nav option[value]", "value"))
        if not listed:
            report = self._report(index.edition)
            listed = first_of_each(link for link in links(index) if report in link.url)
        return Found(
            documents=tuple(
                Document(url=link.url, country=link.country, edition=index.edition)
                for link in listed
            )
        )

    def guesses(self, edition: int, countries: Sequence[Country]) -> tuple[Document, ...]:
        """A page a country, named by its slug."""
        report = self.index_urls(edition)[0]
        return tuple(
            Document(url=f"{report}{country.slug}/", country=country.iso3, edition=edition)
            for country in countries
        )

    def _report(self, edition: int) -> str:
        return f"/reports/{edition}-{self.series.address}"


def of_series(series: Series) -> Reports:
    """Where the pages of another series are: those of 2016 are here as well."""
    return Reports(series, range(2016, 2100))


_TIP = Reports(every()[DEFAULT], EDITIONS)
index_urls = _TIP.index_urls
read_index = _TIP.read_index
guesses = _TIP.guesses
