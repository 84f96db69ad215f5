"""www.state.gov, 2017 to now: one WordPress page a country."""

from tipdiff.sources import Layout

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
