"""2001-2009.state.gov and 2009-2017.state.gov: multi-country pages, later one page a country."""

from tipdiff.sources import Layout

LAYOUT = Layout(
    name="state_gov_archive",
    hosts=("2001-2009.state.gov", "2009-2017.state.gov", "m.state.gov", "state.gov"),
    marks=(
        r"You are in: (?:Under Secretary|Bureaus/Offices|.{0,60}Office to Monitor)",
        r"Released by the Office to Monitor and Combat Trafficking in Persons",
        r"Other State Department Archive Sites",
        r"U\.S\. Department of State - Great Seal",
        r"id=.(?:centerblock|tier3-local-nav|tier3-landing-content-wide)\b",
    ),
    narrative=("div#centerblock", "div#content", "td#content"),
    drop=("div#tier3-local-nav", "div#page-tools", "div.addthis_toolbox", "map", "img"),
    front=(
        r"Skip Links$",
        r"printable banner$",
        r"U\.S\. Department of State[^\n.]{0,40}$",
        r"Diplomacy in Action$",
        r"Other State Department Archive Sites[^\n]*",
        r"You are in: [^\n]*",
        r"(?:SEARCH|Subject Index|Bookmark and Share|Share|Video|Report|Print|Email)$",
        r"(?:HomeHot Topics|Home\b.{0,20}Issues)[^\n]*",
        r"Country Narratives[^\n]{0,60}$",
        r"(?:\w+\. )?Country Narratives -[^\n]*",
        r"Trafficking in Persons Report[^\n]{0,40}$",
        r"Released by the Office to Monitor[^\n]*",
        r"Office [Tt]o Monitor and Combat Trafficking in Persons$",
        r"(?:Jan|Febr)uary \d{1,2}, \d{4}$|(?:March|April|May|June|July|August) \d{1,2}, \d{4}$",
        r"If a scroll bar appears below the following table[^\n]*",
    ),
    tail=(
        r"Back to top$",
        r"Published by the U\.S\. Department of State Website",
        r"The Office of Website Management",
        r"External links to other Internet sites",
    ),
)
