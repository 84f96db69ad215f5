"""2001-2009.state.gov and 2009-2017.state.gov: editions to 2016, many countries on one page."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="state_gov_archive",
    hosts=("2001-2009.state.gov", "2009-2017.state.gov", "m.state.gov"),
    marks=(r"Diplomacy in Action", r"Other State Department Archive Sites"),
    body=("div#centerblock",),
    front_matter=(
        r"printable banner",
        r"U\.S\. Department of State(?: - Great Seal)?",
        r"Diplomacy in Action",
        r"Other State Department Archive Sites",
        r"Country Narratives(?: ?--|:).*",
        r"Trafficking in Persons Report(?: \d{4})?",
        r"Office to Monitor and Combat Trafficking in Persons",
        r"Report|Share|SEARCH|Skip Links",
        (
            r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
            r" \d{1,2}, \d{4}"
        ),
    ),
    end_matter=(r"Back to top", r"Published by the U\.S\. Department of State Website.*"),
)
