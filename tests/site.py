"""A made-up www.state.gov on loopback: editions of made-up narratives in the site's template."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.server import Answer, Seen, page
from tipdiff import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tipdiff.model import Country

PLACES = (
    "harbour",
    "salt works",
    "northern border",
    "brick kilns",
    "fishing fleet",
    "night market",
)


def reported(count: int) -> list[Country]:
    """Countries, as many as asked for, in the order of their names."""
    return [c for c in countries.every() if c.slug][:count]


def narrative(country: Country, edition: int) -> str:
    """The body of a page: heading, summary, recommendations and sections, as HTML."""
    name, year = country.name, edition - 1
    pick = int(sha256(country.iso3.encode()).hexdigest(), 16)
    place, victims = PLACES[pick % 6], 20 + (pick + edition) % 70
    return f"""
<h2>{name.upper()} (Tier 2)</h2>
<p>The Government of {name} does not fully meet the minimum standards for the elimination of
trafficking but is making significant efforts to do so. The government demonstrated overall
increasing efforts compared with the previous reporting period; therefore {name} remained on Tier
2. These efforts included opening a shelter near the {place} and convicting {victims % 13} more
traffickers. However, the government did not meet the minimum standards in several key areas.
Inspectors did not visit the {place}, and the police did not screen travellers for indicators of
trafficking.</p>
<h3>PRIORITIZED RECOMMENDATIONS:</h3>
<ul><li>Train inspectors to find victims at the {place}.</li>
<li>Increase efforts to investigate and prosecute traffickers.</li>
<li>Fund shelters for victims of forced labor.</li></ul>
<h3>PROSECUTION</h3>
<p>The government increased law enforcement efforts. Courts convicted {victims % 13} traffickers in
{year}, compared with {victims % 7} in {year - 1}.</p>
<h3>PROTECTION</h3>
<p>The government maintained efforts to protect victims. It identified {victims} victims in {year}.
All of them received care in one of three shelters.</p>
<h3>PREVENTION</h3>
<p>The government maintained prevention efforts. A committee met twice and wrote a plan.</p>
<h3>TRAFFICKING PROFILE:</h3>
<p>As reported over the past five years, human traffickers exploit domestic and foreign victims in
{name}. They exploit men at the {place}.</p>"""


def practices(country: Country, edition: int) -> str:
    """The body of a page of the sister series: numbered sections, no tier, no recommendations."""
    name, place = country.name, PLACES[edition % 6]
    return f"""
<h3 class="report__section-subtitle">Executive Summary</h3>
<p>{name} is a republic. Voters chose a new parliament in {edition - 1}, and observers called the
vote free and fair. Officials were punished for abuses at the {place}.</p>
<h3>Section 1. Respect for the Integrity of the Person</h3>
<h4>c. Torture and Other Cruel, Inhuman, or Degrading Treatment or Punishment</h4>
<p>The law forbids torture. Guards beat two prisoners near the {place} in {edition}, and a court
tried them.</p>
<h3>Section 7. Worker Rights</h3>
<h4>a. Freedom of Association and the Right to Collective Bargaining</h4>
<p>Workers formed unions at the {place}. Inspectors fined {edition % 9 + 2} employers who had
dismissed members. The law provides for strikes, except in hospitals, and no strike was broken up
in {edition}.</p>"""


def html(title: str, body: str, url: str, navigator: str = "", filler: int = 0) -> str:
    """A page of the site: banner, navigator, the report's section, footer."""
    return f"""<!doctype html><html lang="en-US"><head><meta charset="UTF-8"><title>{title} - United
States Department of State</title><link rel="canonical" href="{url}">
<style>{".x{margin:0}" * (filler // 12)}</style></head><body>
<header><p>An official website of the United States Government Here's how you know</p>
<nav><ul><li><a href="/about/">About</a></li><li><a href="/bureaus/">Bureaus</a></li></ul></nav>
</header><main><h1>{title}</h1>
<nav class="report-nav" id="report-nav"><h2>View report by:</h2>{navigator}</nav>
<section class="report__main"><div class="report__content"><section
class="report__content__inner entry-content">{body}</section></div></section></main>
<footer><p>Stay connected with us:</p><a href="https://example.org/">Social media</a></footer>
</body></html>"""


@dataclass
class StateGov:
    """The site: which countries are in which edition, and what is wrong with which page."""

    editions: dict[int, Sequence[Country]]
    edits: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By path: words that stand in place of others."""
    answers: dict[str, Answer] = field(default_factory=dict)
    """By path: what is said instead of the page."""
    filler: int = 0
    """Bytes of style that make a page as heavy as a real one."""
    sentences: int = 0
    """Sentences that make a narrative as long as a real one."""
    conditional: bool = True
    address: str = "trafficking-in-persons-report"
    """The series it has, as addresses name it."""
    title: str = "Trafficking in Persons Report"
    body: Callable[[Country, int], str] = narrative

    def __call__(self, seen: Seen) -> Answer:
        """Answer a request."""
        if seen.path in self.answers:
            return self.answers[seen.path]
        for edition, listed in self.editions.items():
            if seen.path == self.index(edition):
                return self._page(seen, self._index(edition, listed))
            for country in listed:
                if seen.path == self.path(country, edition):
                    return self._page(seen, self._narrative(country, edition))
        return Answer(status=404, headers=(("Content-Type", "text/html"),), body=b"Not found")

    def index(self, edition: int) -> str:
        """The path of an edition's index."""
        return f"/reports/{edition}-{self.address}/"

    def path(self, country: Country, edition: int) -> str:
        """The path of a country's page."""
        return f"{self.index(edition)}{country.slug}/"

    def _page(self, seen: Seen, text: str) -> Answer:
        for old, new in [self.edits.get(seen.path, ("", ""))]:
            text = text.replace(old, new) if old else text
        tag = f'"{sha256(text.encode()).hexdigest()[:16]}"'
        if self.conditional and seen.headers.get("If-None-Match") == tag:
            return Answer(status=304, headers=(("ETag", tag),))
        return page(text, ETag=tag)

    def _index(self, edition: int, listed: Sequence[Country]) -> str:
        root = "https://www.state.gov"
        options = "".join(
            f'<option value="{root}{self.path(c, edition)}">{c.name}</option>' for c in listed
        )
        return html(
            f"{edition} {self.title}",
            "<p>Dear Reader: this report is about what governments do.</p>",
            root + self.index(edition),
            f'<select><option value=""></option>{options}</select>',
        )

    def _narrative(self, country: Country, edition: int) -> str:
        title = f"{edition} {self.title}: {country.name}"
        url = "https://www.state.gov" + self.path(country, edition)
        body = self.body(country, edition) + "".join(map(_sentence, range(self.sentences)))
        return html(title, body, url, filler=self.filler)


def _sentence(number: int) -> str:
    return (
        f"<p>In district {number}, inspectors visited {number % 17} {PLACES[number % 6]} and found "
        f"{number % 5} men whose wages had not been paid since the spring of the year before.</p>\n"
    )
