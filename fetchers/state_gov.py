"""www.state.gov, 2017 to now: one page a country, in the site's report template."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="state_gov",
    hosts=("www.state.gov", "2017-2021.state.gov", "2021-2025.state.gov"),
    marks=(r"An official website of the United States Government",),
    body=("section.report__main", "div.entry-content", "main"),
    front_matter=(
        r"An official website of the United States Government.*",
        r"Official websites use \.gov",
        r"A \.gov website belongs to an official government organization.*",
        r"Secure \.gov websites use HTTPS",
        r"A lock .* or https:// means you.ve safely connected.*",
        r"(?:2017-2021 )?ARCHIVED CONTENT",
        r"You are viewing ARCHIVED CONTENT.*",
        r"Content in this archive site is NOT UPDATED.*",
        r"For current information, go to www\.state\.gov\.?",
        r"In this section /?",
        r"\d{4} Trafficking in Persons Report(?:: .*)?",
        r"Office to Monitor and Combat Trafficking in Persons",
    ),
    end_matter=(r"Tags", r"Back to Top", r"Stay connected with us:?.*"),
)
